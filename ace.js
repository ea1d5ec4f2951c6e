/** TypeScript sources run without a build: ts-exec compiles them as they are imported. */
import '@poppinss/ts-exec'

await import('./bin/console.js')
