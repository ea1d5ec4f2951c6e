import { existsSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { finished } from 'node:stream/promises'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import sirv, { type RequestHandler } from 'sirv'
import { staticFiles } from '#config/static'

const { directory, immutablePrefix, isLive } = staticFiles

/**
 * Serves public/ with the .br and .gz files that the build put beside each file. sirv looks names up in a
 * list made at start, so no path can leave the folder, and files whose name starts with a dot are absent.
 */
export default class StaticFilesMiddleware {
  readonly #serve: RequestHandler | undefined = existsSync(directory)
    ? sirv(directory, {
        dev: isLive,
        brotli: true,
        gzip: true,
        etag: true,
        extensions: [],
        setHeaders: setCacheControl,
      })
    : undefined

  async handle({ request, response }: HttpContext, next: NextFn) {
    const isRead = request.method() === 'GET' || request.method() === 'HEAD'
    if (!this.#serve || !isRead || request.url() === '/') return next()

    const raw = response.response
    for (const [name, value] of Object.entries(response.getHeaders())) {
      if (value !== undefined) raw.setHeader(name, value)
    }
    // Ranges are optional, and sirv throws on ones that end before they start.
    delete request.request.headers.range

    let isServed = true
    this.#serve(request.request, raw, () => {
      isServed = false
    })
    if (!isServed) return next()
    // A client that leaves half-way is no error of ours.
    await finished(raw).catch(() => {})
  }
}

function setCacheControl(response: ServerResponse, path: string): void {
  const isImmutable = path.startsWith(immutablePrefix)
  response.setHeader(
    'cache-control',
    isImmutable ? 'public, max-age=31536000, immutable' : 'no-cache'
  )
}
