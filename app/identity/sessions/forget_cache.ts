import type { HttpContext } from '@adonisjs/core/http'

/**
 * What the browser kept of this Loft's answers goes: images of whoever was here lie in its cache, where they may stay for as long as
 * somebody is here so that they show without a connection. The service worker's copy of the app itself stays.
 */
export function forgetCache(response: HttpContext['response']): void {
  response.header('clear-site-data', '"cache"')
}
