/**
 * Whether a browser page at `origin` may open a socket with the user's cookie: only our own pages. A missing Origin is no
 * browser, `null` is a sandboxed frame or a file; neither has business here.
 */
export function isOwnOrigin(
  origin: string | undefined,
  host: string | undefined,
  appUrl: string
): boolean {
  const url = origin === undefined ? null : URL.parse(origin)
  if (!url || url.origin !== origin || !['http:', 'https:'].includes(url.protocol)) return false
  return url.origin === URL.parse(appUrl)?.origin || url.host === host?.toLowerCase()
}
