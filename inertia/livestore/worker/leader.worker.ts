/**
 * Nothing but an `import()`: Chromium keeps the compiled code of what a worker imports so, and compiles a worker's own file and
 * what that file imports statically anew at every start. LiveStore says nothing to a worker before it has heard from it.
 */
import('./leader').catch((error: unknown) => {
  // A worker that cannot start must be seen to fail, as one whose own file does not come.
  setTimeout(() => {
    throw error
  })
})
