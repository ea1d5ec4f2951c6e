import app from '@adonisjs/core/services/app'
import { ExceptionHandler, type HttpContext } from '@adonisjs/core/http'
import type { HttpError } from '@adonisjs/core/types/http'
import { errors as limiterErrors } from '@adonisjs/limiter'
import { describeError } from '#core/exceptions/describe_error'

/** Pages get a page, everything else gets `{ error: { code, message, requestId } }`. */
export default class HttpExceptionHandler extends ExceptionHandler {
  protected override debug = app.inDev
  protected override ignoreStatuses = [400, 401, 403, 404, 409, 413, 415, 422, 426, 429]

  /**
   * Errors of packages answer for themselves, mostly by a redirect that no program understands, so the
   * framework's own `handle` is left out.
   */
  override async handle(error: unknown, context: HttpContext): Promise<unknown> {
    const httpError = this.toHttpError(error)
    if (error instanceof limiterErrors.E_TOO_MANY_REQUESTS) {
      for (const [name, value] of Object.entries(error.getDefaultHeaders())) {
        context.response.header(name, value)
      }
    }
    if (!wantsPage(context)) return sendJson(httpError, context)
    // Inertia forms are sent back to their page with the messages in the session.
    if (httpError.code === 'E_VALIDATION_ERROR')
      return this.renderValidationError(httpError, context)
    if (this.isDebuggingEnabled(context) && httpError.status >= 500) {
      return this.renderErrorAsHTML(httpError, context)
    }
    return renderPage(httpError, context)
  }
}

/** Only what asks for HTML by name: the accept-all of fetch() and curl means data. */
function wantsPage({ request }: HttpContext): boolean {
  return Boolean(request.header('x-inertia')) || /text\/html/.test(request.header('accept') ?? '')
}

function sendJson(error: HttpError, { request, response }: HttpContext): void {
  const { status, ...description } = describeError(error)
  response.status(status).json({ error: { ...description, requestId: request.id() } })
}

async function renderPage(error: HttpError, context: HttpContext): Promise<unknown> {
  const { status, message } = describeError(error)
  const { inertia, response, request } = context
  response.status(status)
  // Without the middleware that makes it (an early failure), plain text is all there is.
  if (!inertia) return response.send(message)
  return response.send(
    status === 404
      ? await inertia.render('errors/not_found', {})
      : await inertia.render('errors/server_error', {
          status,
          message,
          requestId: request.id() ?? null,
        })
  )
}
