import { defineConfig } from '@adonisjs/core/bodyparser'

/**
 * Requests carry commands, not content: messages travel over the socket. Files are streamed by the
 * routes that take them, so multipart is never parsed on its own.
 */
export default defineConfig({
  allowedMethods: ['POST', 'PUT', 'PATCH', 'DELETE'],
  json: { limit: '1mb', strict: true, convertEmptyStringsToNull: false, trimWhitespaces: false },
  form: {
    limit: '100kb',
    convertEmptyStringsToNull: false,
    trimWhitespaces: false,
    queryString: { depth: 2, parameterLimit: 100, arrayLimit: 100 },
  },
  raw: { types: [] },
  multipart: { autoProcess: false },
})
