/**
 * Version of the event schemas and tables that this build speaks. Raised when an event type is added. A client that is newer
 * than its server waits and says so; an older client skips event names it does not know.
 */
export const SCHEMA_VERSION = 2
