import { AnswerTemporarily } from '#chat/temporary/answer_temporarily'
import { lineStream } from '#chat/temporary/line_stream'
import { TemporaryReaders } from '#chat/temporary/temporary_readers'
import chatConfig from '#config/chat'
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
  constructor(
    private readonly answerTemporarily: AnswerTemporarily,
    private readonly readers: TemporaryReaders
  ) {}

  async store(context: HttpContext) {
    const { auth, request, response } = context
    const decoded = decode(request.body())
    if (decoded._tag === 'Left') {
      return response.unprocessableEntity(
        refusal('VALIDATION', 'This question cannot be asked.', fieldsOf(decoded.left))
      )
    }

    const result = await this.answerTemporarily.handle({
      userId: auth.use('web').getUserOrFail().id,
      question: decoded.right,
      signal: this.#signalOf(context),
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
        return response.stream(lineStream(result.lines, chatConfig.temporary.pace))
      default: {
        const exhaustive: never = result
        return exhaustive
      }
    }
  }

  /** Aborted when the reader is gone, the session has ended, or it takes longer than any answer may. */
  #signalOf({ response: { response }, session }: HttpContext): AbortSignal {
    const gone = new AbortController()
    const forget = this.readers.add(session.sessionId, () => response.destroy())
    const leave = () => {
      forget()
      gone.abort()
    }
    if (response.destroyed) leave()
    else response.once('close', leave)
    return AbortSignal.any([gone.signal, AbortSignal.timeout(chatConfig.temporary.longest)])
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
