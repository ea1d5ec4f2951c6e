import { PassageIndexUnavailableError } from '#rag/passage_index'
import { ReadPassages } from '#rag/queries/read_passages'
import { PASSAGES_AT_ONCE } from '#shared/protocol/passages'
import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import vine from '@vinejs/vine'

const rangeValidator = vine.create({
  from: vine.number().withoutDecimals().range([0, 1_048_575]),
  count: vine.number().withoutDecimals().range([1, PASSAGES_AT_ONCE]),
})

@inject()
export default class PassagesController {
  constructor(private readonly readPassages: ReadPassages) {}

  /** Some passages of one's own document, around one that was cited. */
  async show({ auth, params, request, response }: HttpContext) {
    const { id: userId } = auth.use('web').getUserOrFail()
    const range = await rangeValidator.validate(request.qs())
    try {
      const found = await this.readPassages.handle({
        ...range,
        userId,
        documentId: String(params.id),
      })
      if (found) return found
    } catch (error) {
      if (!(error instanceof PassageIndexUnavailableError)) throw error
      return response.serviceUnavailable({
        error: { code: 'UNAVAILABLE', message: 'Passages cannot be read right now. Try again.' },
      })
    }
    return response.notFound({
      error: { code: 'NOT_FOUND', message: 'There is no such document.' },
    })
  }
}
