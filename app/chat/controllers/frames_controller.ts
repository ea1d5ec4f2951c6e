import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import app from '@adonisjs/core/services/app'
import type { HttpContext } from '@adonisjs/core/http'
import { framePolicies, type FrameKind } from '#config/frames'

/** Pages without an origin, the same for everybody: a service worker keeps them with their headers. */
export default class FramesController {
  static readonly #pages = new Map<FrameKind, { html: string; policy: string }>()

  show({ params, response }: HttpContext) {
    const { html, policy } = FramesController.#page(params.kind)
    return response
      .header('content-security-policy', policy)
      .header('x-frame-options', 'SAMEORIGIN')
      .header('referrer-policy', 'no-referrer')
      .type('text/html')
      .send(html)
  }

  static #page(kind: FrameKind) {
    const known = this.#pages.get(kind)
    if (known) return known
    const html = readFileSync(app.makePath(`resources/frames/${kind}.html`), 'utf8')
    const script = /<script>([\s\S]*)<\/script>/.exec(html)?.[1] ?? ''
    const hash = `'sha256-${createHash('sha256').update(script).digest('base64')}'`
    const policy = framePolicies[kind].join('; ').replace('{script}', hash)
    const page = { html, policy }
    if (!app.inDev) this.#pages.set(kind, page)
    return page
  }
}
