import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'

import { RecheckKey } from '#ai/keys/actions/recheck_key'
import { SaveKey } from '#ai/keys/actions/save_key'
import { describeCheck } from '#ai/keys/checks/describe_check'
import { describeSave } from '#ai/keys/describe_save'
import { KeyTable } from '#ai/keys/key_table'
import { KeysChanged } from '#ai/keys/events/keys_changed'
import { nameOf, readSaveKey, readSwitch } from '#ai/keys/key_requests'

const NOT_FOUND = { error: { code: 'NOT_FOUND', message: 'This key is not there any more.' } }

const invalid = (message: string) => ({ error: { code: 'VALIDATION', message } })

/** A person's own keys. What comes in is never flashed, logged or sent back. */
@inject()
export default class KeysController {
  constructor(private readonly table: KeyTable) {}

  @inject()
  async store({ auth, request, response }: HttpContext, saveKey: SaveKey) {
    const userId = auth.use('web').getUserOrFail().id
    const read = await readSaveKey(request.body())
    if (read.type === 'invalid') return response.unprocessableEntity(invalid(read.message))
    const result = await saveKey.handle({ userId, ...read.input })
    if (result.type === 'saved') return { id: result.id }
    if (result.type === 'not_found') return response.notFound(NOT_FOUND)
    return response.unprocessableEntity(invalid(describeSave(result, nameOf(read.input))))
  }

  @inject()
  async check({ auth, params, response }: HttpContext, recheckKey: RecheckKey) {
    const userId = auth.use('web').getUserOrFail().id
    const result = await recheckKey.handle({ userId, id: String(params.id) })
    switch (result.type) {
      case 'works':
        return { works: true }
      case 'check_failed':
        return response.unprocessableEntity(
          invalid(describeCheck(result.check, nameOf(result.row)))
        )
      case 'unreadable':
        return response.unprocessableEntity(
          invalid('This Loft can no longer read the stored key. Enter it again.')
        )
      case 'not_found':
        return response.notFound(NOT_FOUND)
      default: {
        const exhaustive: never = result
        return exhaustive
      }
    }
  }

  async update({ auth, params, request, response }: HttpContext) {
    const userId = auth.use('web').getUserOrFail().id
    const read = await readSwitch(request.body())
    if (!read) return response.unprocessableEntity(invalid('Say whether it is active.'))
    const isThere = await this.table.setActive(
      ...([userId, String(params.id), read.isActive, Date.now()] as const)
    )
    if (isThere) await KeysChanged.dispatch(userId)
    return isThere ? response.noContent() : response.notFound(NOT_FOUND)
  }

  async destroy({ auth, params, response }: HttpContext) {
    const userId = auth.use('web').getUserOrFail().id
    // Gone already is what was asked for.
    await this.table.remove(userId, String(params.id))
    await KeysChanged.dispatch(userId)
    return response.noContent()
  }
}
