/**
 * PDF.js makes one of these when it is loaded, and uses them to draw alone, which nothing here does. It would take them from a
 * native package, which this process may not load. Imported before it.
 */
class Undrawn {
  readonly isIdentity = true
}

Object.assign(globalThis, { DOMMatrix: Undrawn, Path2D: Undrawn })
