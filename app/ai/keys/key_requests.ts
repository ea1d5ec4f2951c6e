import vine from '@vinejs/vine'

import type { SaveKeyInput } from '#ai/keys/actions/save_key'
import { keyProviders } from '#ai/keys/key_row'
import { readTypedAddress, readTypedKey } from '#ai/keys/typed_key'
import { lineOf } from '#core/read_fields'
import { providerTitles, type ProviderName } from '#shared/model_id'

const saveKey = vine.create({
  provider: vine.enum([...keyProviders, 'custom'] as const),
  apiKey: vine.string().maxLength(2_000).nullable().optional(),
  name: vine.string().maxLength(200).nullable().optional(),
  baseUrl: vine.string().maxLength(500).nullable().optional(),
  replaces: vine.string().uuid().nullable().optional(),
})

const switched = vine.create({ isActive: vine.boolean({ strict: true }) })
const switchedServer = vine.create({
  address: vine.string().maxLength(200),
  isActive: vine.boolean({ strict: true }),
})

export type ReadSaveKey =
  { type: 'read'; input: Omit<SaveKeyInput, 'userId'> } | { type: 'invalid'; message: string }

const invalid = (message: string): ReadSaveKey => ({ type: 'invalid', message })

/**
 * Reads a request to save a key. Validators that throw are not used for keys: their error flashes the whole request into the session,
 * key included, when it asks for a page.
 */
export async function readSaveKey(body: unknown): Promise<ReadSaveKey> {
  const [error, fields] = await saveKey.tryValidate(body)
  if (error) return invalid('Choose a provider and enter its key.')
  const { provider, baseUrl, replaces } = fields
  const typed = fields.apiKey?.trim() ?? ''
  const apiKey = readTypedKey(typed)
  if (typed !== '' && !apiKey)
    return invalid('This does not look like a key. Copy it again, whole.')
  if (provider !== 'custom') {
    return apiKey
      ? { type: 'read', input: { provider, apiKey } }
      : invalid('Enter the key of your account there.')
  }
  if (!baseUrl) return invalid('Enter the address of your server.')
  const address = readTypedAddress(baseUrl)
  const name = lineOf(fields.name, 40) ?? URL.parse(address)?.host ?? providerTitles.custom
  const server = { name, baseUrl: address, replaces: replaces ?? undefined }
  return { type: 'read', input: { provider, apiKey, server } }
}

export async function readSwitch(body: unknown): Promise<{ isActive: boolean } | null> {
  const [error, fields] = await switched.tryValidate(body)
  return error ? null : fields
}

export async function readServerSwitch(
  body: unknown
): Promise<{ address: string; isActive: boolean } | null> {
  const [error, fields] = await switchedServer.tryValidate(body)
  return error ? null : fields
}

/** What a connection is called in a sentence. */
export function nameOf(of: {
  provider: ProviderName
  name?: string | null
  server?: { name: string }
}): string {
  return of.server?.name ?? of.name ?? providerTitles[of.provider]
}
