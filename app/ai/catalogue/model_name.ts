/** Longest name that still fits an event together with its provider and the id of a connection. */
const LONGEST = 150

/** A provider's name of a model, if it is one that an event can carry: printable ASCII without spaces. */
export function modelNameOf(value: unknown): string | null {
  return typeof value === 'string' && value.length <= LONGEST && /^[\x21-\x7e]+$/.test(value)
    ? value
    : null
}
