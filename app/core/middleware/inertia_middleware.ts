import BaseInertiaMiddleware from '@adonisjs/inertia/inertia_middleware'
import type { InferSharedProps } from '@adonisjs/inertia/types'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

/**
 * Shares nothing but validation errors: synced data comes from LiveStore and what the chat needs offline
 * from GET /bootstrap, and nothing is in two places.
 */
export default class InertiaMiddleware extends BaseInertiaMiddleware {
  share(context: HttpContext) {
    return { errors: context.inertia.always(this.getValidationErrors(context)) }
  }

  async handle(context: HttpContext, next: NextFn) {
    await this.init(context)
    const output = await next()
    this.dispose(context)
    return output
  }
}

declare module '@adonisjs/inertia/types' {
  export interface SharedProps extends InferSharedProps<InertiaMiddleware> {}
}
