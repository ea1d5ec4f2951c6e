import BodyParserMiddleware from '@adonisjs/core/bodyparser_middleware'
import { inject } from '@adonisjs/core'
import { Exception } from '@adonisjs/core/exceptions'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

/** Nothing sends more; deeper values overflow the stack of whatever walks them recursively. */
const MAX_DEPTH = 32

/**
 * A body is an object with fields, and not too deep. Arrays, null and bare values end here, so that
 * nothing behind this line has to ask, and nothing crashes on reading a field of null.
 */
@inject()
export default class BodyMiddleware {
  constructor(private readonly parser: BodyParserMiddleware) {}

  async handle(context: HttpContext, next: NextFn) {
    let isParsed = false
    try {
      return await this.parser.handle(context, () => {
        isParsed = true
        assertShape(context.request.body())
        return next()
      })
    } catch (error) {
      // The parser itself copies the body recursively.
      if (!isParsed && error instanceof RangeError) throw invalid('The body is nested too deeply.')
      throw error
    }
  }
}

function assertShape(body: unknown): void {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw invalid('The body must be a JSON object.')
  }
  let level: unknown[] = [body]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) throw invalid('The body is nested too deeply.')
    level = level.flatMap((value) =>
      typeof value === 'object' && value !== null ? Object.values(value) : []
    )
  }
}

const invalid = (message: string) => new Exception(message, { status: 400, code: 'E_INVALID_BODY' })
