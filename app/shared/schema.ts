/**
 * Version of the event schemas and tables that this build speaks. Raised when an event type is added, or a kind of part within
 * one (3: tool calls, 4: documents and projects); an optional field needs no new version. A client that is newer than its server waits and says so; an
 * older client skips event names it does not know.
 */
export const SCHEMA_VERSION = 4
