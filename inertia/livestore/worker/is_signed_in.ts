/**
 * Whether the session still holds, asked over HTTP because a browser does not show why a socket was refused. Anything but a
 * clear "no" counts as yes: a server that is down signs nobody out.
 */
export async function isSignedIn(): Promise<boolean> {
  try {
    const response = await fetch('/bootstrap', {
      headers: { accept: 'application/json' },
      signal: AbortSignal.timeout(5_000),
    })
    return response.status !== 401
  } catch {
    return true
  }
}
