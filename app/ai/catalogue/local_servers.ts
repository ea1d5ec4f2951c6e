import { noDescription, type ModelDescription } from '#ai/catalogue/model_description'
import { readOpenAiModels } from '#ai/keys/checks/check_openai'
import type { KeyRow } from '#ai/keys/key_row'
import { askJson } from '#core/network/ask_json'
import { fieldsOf, listOf } from '#core/read_fields'

/** A model server on this machine. */
export interface LocalServer {
  /** Without a path, for example `http://127.0.0.1:11434`. */
  address: string
  /** What kind of server it is, as people call it. */
  title: string
  models: ModelDescription[]
}

/** What a local server says about itself, and where it listens when nobody changed it. */
const KINDS: { title: string; owner: RegExp; port: string }[] = [
  { title: 'Ollama', owner: /^library$/, port: '11434' },
  { title: 'llama.cpp', owner: /^llamacpp$/, port: '8080' },
  { title: 'vLLM', owner: /^vllm$/, port: '8000' },
  { title: 'LM Studio', owner: /^organization_owner$/, port: '1234' },
]

const FRESH_MS = 60_000
const NOT_FOR_CHAT = /embed|rerank|whisper/i

/** Finds model servers at the addresses that the configuration names; the configuration names none unless only this machine can reach Loft. */
export class LocalServers {
  #found: LocalServer[] = []
  #looking: Promise<LocalServer[]> | null = null
  #first: Promise<unknown> | null = null
  #lookedAt = 0

  constructor(
    private readonly settings: { addresses: readonly string[]; timeoutMs: number },
    private readonly fetch: typeof globalThis.fetch,
    private readonly now: () => number
  ) {}

  /** As known now. What is known grows stale beside it: the next question sees what changed. */
  get found(): readonly LocalServer[] {
    if (this.#lookedAt > 0 && this.now() - this.#lookedAt > FRESH_MS) void this.look()
    return this.#found
  }

  /** Whether there is anywhere to look. */
  get isEnabled(): boolean {
    return this.settings.addresses.length > 0
  }

  /** Looks at every address at once. Never throws. */
  look(): Promise<LocalServer[]> {
    this.#looking ??= this.#look().finally(() => {
      this.#looking = null
    })
    this.#first ??= this.#looking
    return this.#looking
  }

  /** Where this model is asked; null when nobody here has it or the person switched it off. Waits for the first look after a start. */
  async addressOf(modelName: string, rows: readonly KeyRow[]): Promise<string | null> {
    await (this.#first ?? this.look())
    const server = this.usedBy(rows).find(({ models }) =>
      models.some((model) => model.modelName === modelName)
    )
    return server ? `${server.address}/v1` : null
  }

  /** What is known of a model by its name, whoever may use it. Looks at nobody. */
  describe(modelName: string): ModelDescription | null {
    const models = this.#found.flatMap((server) => server.models)
    return models.find((model) => model.modelName === modelName) ?? null
  }

  /** Without those that a person switched off. */
  usedBy(rows: readonly KeyRow[]): LocalServer[] {
    const off = rows.filter(({ provider, isActive }) => provider === 'local' && !isActive)
    return this.found.filter(({ address }) => !off.some(({ baseUrl }) => baseUrl === address))
  }

  async #look(): Promise<LocalServer[]> {
    const found = await Promise.all(this.settings.addresses.map((address) => this.#probe(address)))
    this.#found = found.filter((server) => server !== null)
    this.#lookedAt = this.now()
    return this.#found
  }

  async #probe(address: string): Promise<LocalServer | null> {
    const { timeoutMs } = this.settings
    const answer = await askJson(this.fetch, `${address}/v1/models`, { timeoutMs })
    // Other programs listen on these ports too; only a list of models is a model server.
    if (answer.type !== 'answered') return null
    const models = readOpenAiModels(answer.body)?.filter(
      ({ modelName }) => !NOT_FOR_CHAT.test(modelName)
    )
    if (!models?.length) return null
    return { address, title: titleOf(address, answer.body), models: models.map(asLocal) }
  }
}

/** It costs nothing, and when its file was made says nothing about the model's age. */
function asLocal({ modelName, name, contextLength }: ModelDescription): ModelDescription {
  const pricing = { input: 0, output: 0, cachedInput: 0, cacheWrite: 0, perRequest: 0 }
  return { ...noDescription, modelName, name, contextLength, pricing }
}

function titleOf(address: string, body: unknown): string {
  const owner = String(fieldsOf(listOf(fieldsOf(body)?.data)?.[0])?.owned_by ?? '')
  const { port } = new URL(address)
  const kind = KINDS.find((kind) => kind.owner.test(owner)) ?? KINDS.find((k) => k.port === port)
  return kind?.title ?? 'Model server'
}
