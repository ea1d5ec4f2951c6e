import { AnswerTemporarily } from '#chat/temporary/answer_temporarily'
import { lineStream } from '#chat/temporary/line_stream'
import { TemporaryQuestion } from '#shared/protocol/temporary_chat'
import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { ParseResult, Schema } from 'effect'

const decode = Schema.decodeUnknownEither(TemporaryQuestion, {
  onExcessProperty: 'error',
  errors: 'all',
})

@inject()
export default class TemporaryAnswersController {
  constructor(private readonly answerTemporarily: AnswerTemporarily) {}

  async store({ auth, request, response }: HttpContext) {
    const decoded = decode(request.body())
    if (decoded._tag === 'Left') {
      return response.unprocessableEntity(
        refusal('VALIDATION', 'This question cannot be asked.', fieldsOf(decoded.left))
      )
    }

    const gone = new AbortController()
    response.response.once('close', () => gone.abort())
    const result = await this.answerTemporarily.handle({
      userId: auth.use('web').getUserOrFail().id,
      question: decoded.right,
      signal: gone.signal,
    })
    switch (result.type) {
      case 'model_not_offered':
        return response.unprocessableEntity(
          refusal('MODEL_NOT_OFFERED', 'This model is not on offer any more. Choose another one.')
        )
      case 'busy':
        return response.tooManyRequests(
          refusal('BUSY', 'Other temporary answers are still running. Stop one, then ask again.')
        )
      case 'answering':
        response.header('content-type', 'application/x-ndjson; charset=utf-8')
        response.header('cache-control', 'no-store')
        // Nginx would hold the lines back.
        response.header('x-accel-buffering', 'no')
        return response.stream(lineStream(result.lines))
      default: {
        const exhaustive: never = result
        return exhaustive
      }
    }
  }
}

const refusal = (code: string, message: string, fields?: string[]) => ({
  error: { code, message, ...(fields && { fields }) },
})

/** Paths only: what was written is nobody's business here either. */
function fieldsOf(error: ParseResult.ParseError): string[] {
  const issues = ParseResult.ArrayFormatter.formatErrorSync(error)
  return [...new Set(issues.map(({ path }) => path.join('.') || '(body)'))].slice(0, 10)
}
