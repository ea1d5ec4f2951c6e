import { defineConfig } from '@adonisjs/shield'

/**
 * CSRF only. Shield sets its headers on matched routes and not on static files, whose workers need the
 * policy too: core/middleware/security_headers_middleware.ts sends them with every response instead.
 */
export default defineConfig({
  csp: { enabled: false },
  csrf: {
    enabled: true,
    enableXsrfCookie: true,
    methods: ['POST', 'PUT', 'PATCH', 'DELETE'],
  },
  xFrame: { enabled: false },
  hsts: { enabled: false },
  contentTypeSniffing: { enabled: false },
})
