import { randomUUID } from 'node:crypto'
import type { HttpContext } from '@adonisjs/core/http'
import { HttpContext as HttpContextClass } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

const ACCEPTABLE = /^[\w-]{8,64}$/

/** Gives every request one id: in its log lines, its answer and its error messages. */
export default class RequestContextMiddleware {
  handle(context: HttpContext, next: NextFn) {
    // A proxy may have named the request. Any other text a client sends would end up in our logs.
    const given = context.request.id()
    const id = given && ACCEPTABLE.test(given) ? given : randomUUID()
    if (id !== given) {
      context.request.request.headers['x-request-id'] = id
      context.logger = context.logger.child({ request_id: id })
    }
    context.containerResolver.bindValue(HttpContextClass, context)
    context.response.header('x-request-id', id)
    return next()
  }
}
