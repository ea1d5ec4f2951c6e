import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'

import { openRouterEntry } from '#tests/support/upstream/openrouter_entries'

export interface ProviderRequest {
  method: string
  /** With its query. */
  url: string
  headers: IncomingMessage['headers']
  body: string
}

/** Instead of the endpoint's own answer. */
export interface ProviderFault {
  status: number
  body?: unknown
  headers?: Record<string, string>
  delayMs?: number
  /** Closes the connection without a word. */
  cut?: boolean
}

/**
 * What providers offer beside answers, in their own words: OpenRouter's key, catalogue and PKCE endpoints, the model lists of
 * OpenAI (and of all who speak its language), Anthropic and Google. Refuses every key that a test did not make known.
 */
export class ProviderApi {
  readonly requests: ProviderRequest[] = []
  /** Keys that work. */
  readonly keys = new Set<string>()
  /** Facts of `GET /api/v1/key`. */
  keyFacts: Record<string, unknown> = {}
  catalogue: unknown[] = []
  /** Records of `GET /api/v1/generation` by id; not there yet: 404. Only the key that had the answer may read one. */
  readonly generations = new Map<string, { key: string; record: Record<string, unknown> }>()
  /** Ids in OpenAI's list. */
  openAiModels: string[] = []
  /** What else the list says of a model, by its id: each kind of server has words of its own. */
  readonly openAiFacts = new Map<string, object>()
  anthropicModels: unknown[] = []
  googleModels: unknown[] = []
  /** By path, as long as it stands here. */
  readonly faults = new Map<string, ProviderFault>()
  /** What a code given out by `/auth` is worth. */
  readonly codes = new Map<string, { challenge: string; key: string }>()
  /** The key that `GET /auth` gives out. */
  grantedKey = 'sk-or-v1-granted-by-test-c0de'
  /** Vectors of `POST …/embeddings`. */
  embed: (text: string) => number[] = wordVector
  /** How well a text answers a question, at `POST …/rerank`. */
  relevance: (query: string, document: string) => number = () => 0
  /** Takes the place of the results of `POST …/rerank`. */
  rerankAnswer: object | null = null
  /** Error bodies repeat the key they were asked with, as real ones do. */
  echoesKeys = true

  reset(): void {
    this.requests.length = 0
    for (const known of [this.keys, this.faults, this.codes, this.generations, this.openAiFacts])
      known.clear()
    this.keyFacts = {}
    this.embed = wordVector
    this.relevance = () => 0
    this.rerankAnswer = null
    for (const list of ['catalogue', 'openAiModels', 'anthropicModels', 'googleModels'] as const) {
      this[list] = []
    }
  }

  /** A catalogue of that many models. */
  stockCatalogue(count: number): void {
    this.catalogue = Array.from({ length: count }, (_, index) => openRouterEntry(index))
  }

  /** Somebody said yes on OpenRouter's page: where their browser is sent back to. */
  grant(authUrl: string, key: string): string {
    const url = new URL(authUrl)
    const code = `code-${this.codes.size + 1}`
    this.codes.set(code, { challenge: url.searchParams.get('code_challenge') ?? '', key })
    const back = new URL(url.searchParams.get('callback_url') ?? '')
    back.searchParams.set('code', code)
    return back.href
  }

  /** False when the request is for somebody else. */
  async handle(incoming: IncomingMessage, response: ServerResponse): Promise<boolean> {
    const url = new URL(incoming.url ?? '/', 'http://upstream')
    const route = `${incoming.method} ${url.pathname}`
    const endpoint = this.#endpoints[route]
    if (!endpoint) return false
    const body = await text(incoming)
    this.requests.push({
      ...{ method: incoming.method ?? '', url: incoming.url ?? '', body },
      headers: incoming.headers,
    })
    const fault = this.faults.get(url.pathname)
    if (fault?.delayMs) await sleep(fault.delayMs)
    if (fault?.cut) response.destroy()
    else if (fault) send(response, fault.status, fault.body ?? {}, fault.headers)
    else endpoint(incoming, response, body)
    return true
  }

  readonly #endpoints: Record<
    string,
    (incoming: IncomingMessage, response: ServerResponse, body: string) => void
  > = {
    'GET /api/v1/key': (incoming, response) => {
      const key = bearer(incoming)
      if (!this.keys.has(key)) return this.#refuse(response, 401, key)
      const data = { label: 'sk-or-v1-abc...123', limit: null, limit_remaining: null, usage: 0 }
      send(response, 200, { data: { ...data, is_free_tier: false, ...this.keyFacts } })
    },
    'GET /api/v1/generation': (incoming, response) => {
      const key = bearer(incoming)
      if (!this.keys.has(key)) return this.#refuse(response, 401, key)
      const id = new URL(incoming.url ?? '/', 'http://upstream').searchParams.get('id') ?? ''
      const known = this.generations.get(id)
      if (known?.key === key) return send(response, 200, { data: { id, ...known.record } })
      send(response, 404, { error: { code: 404, message: `Generation ${id} not found` } })
    },
    'GET /api/v1/models': (_, response) => send(response, 200, { data: this.catalogue }),
    'POST /api/v1/embeddings': (incoming, response, body) =>
      this.#embeddings(incoming, response, body),
    'POST /v1/embeddings': (incoming, response, body) => this.#embeddings(incoming, response, body),
    'POST /v1/rerank': (incoming, response, body) => this.#rerank(incoming, response, body),
    // Whoever comes here says yes at once.
    'GET /auth': (incoming, response) => {
      const location = this.grant(`http://upstream${incoming.url}`, this.grantedKey)
      send(response, 302, '', { location })
    },
    'POST /api/v1/auth/keys': (_, response, body) => this.#exchange(response, body),
    'GET /v1/models': (incoming, response) => {
      if (incoming.headers['x-api-key'] !== undefined) return this.#anthropic(incoming, response)
      const key = bearer(incoming)
      if (!this.keys.has(key)) return this.#refuse(response, 401, key)
      const data = this.openAiModels.map((id) => ({
        id,
        object: 'model',
        created: 1,
        owned_by: 'x',
        ...this.openAiFacts.get(id),
      }))
      send(response, 200, { object: 'list', data })
    },
    'GET /v1beta/models': (incoming, response) => {
      const key = String(incoming.headers['x-goog-api-key'] ?? '')
      if (this.keys.has(key)) return send(response, 200, { models: this.googleModels })
      const echo = this.echoesKeys ? ` ${key}` : ''
      const message = `API key not valid.${echo}`
      send(response, 400, {
        error: { code: 400, message, details: [{ reason: 'API_KEY_INVALID' }] },
      })
    },
  }

  /** OpenRouter wants a key and says what it cost; a server of one's own may want none. */
  #embeddings(incoming: IncomingMessage, response: ServerResponse, body: string): void {
    const isOpenRouter = incoming.url?.startsWith('/api/') ?? false
    const key = bearer(incoming)
    if ((isOpenRouter || key !== '') && !this.keys.has(key)) return this.#refuse(response, 401, key)
    const { model, input } = JSON.parse(body) as { model?: string; input?: string | string[] }
    const texts = typeof input === 'string' ? [input] : (input ?? [])
    if (!model || texts.length === 0 || texts.some((text) => text === '')) {
      return send(response, 400, { error: { code: 400, message: "'$.input' is invalid" } })
    }
    const tokens = texts.reduce((sum, text) => sum + text.split(/\s+/).length, 0)
    const usage = { prompt_tokens: tokens, total_tokens: tokens }
    const data = texts.map((text, index) => ({
      ...{ object: 'embedding', index, embedding: this.embed(text) },
    }))
    send(response, 200, {
      // Providers promise the index, not the order.
      ...{ object: 'list', id: 'emb-1', model, data: data.toReversed() },
      usage: isOpenRouter ? { ...usage, cost: tokens * 2e-8 } : usage,
    })
  }

  /** As Jina answers: best first, with the tokens it counted. Cohere refuses a request without documents, as this does. */
  #rerank(incoming: IncomingMessage, response: ServerResponse, body: string): void {
    const key = bearer(incoming)
    if (!this.keys.has(key)) return this.#refuse(response, 401, key)
    const {
      model,
      query,
      documents = [],
      top_n: top = documents.length,
    } = JSON.parse(body) as {
      model?: string
      query?: string
      documents?: string[]
      top_n?: number
    }
    if (!model || !query || documents.length === 0 || documents.some((text) => text === '')) {
      return send(response, 422, { message: 'invalid request' })
    }
    const results = documents
      .map((text, index) => ({ index, relevance_score: this.relevance(query, text) }))
      .toSorted((a, b) => b.relevance_score - a.relevance_score)
      .slice(0, top)
    const usage = { total_tokens: documents.length * 10 }
    send(response, 200, this.rerankAnswer ?? { model, usage, results })
  }

  #anthropic(incoming: IncomingMessage, response: ServerResponse): void {
    const key = String(incoming.headers['x-api-key'])
    if (!this.keys.has(key)) return this.#refuse(response, 401, key)
    if (incoming.headers['anthropic-version'] === undefined) return send(response, 400, {})
    send(response, 200, { data: this.anthropicModels, has_more: false })
  }

  /** A code is good once, and only with the verifier whose challenge it was given out for. */
  #exchange(response: ServerResponse, body: string): void {
    const { code, code_verifier: verifier, code_challenge_method: method } = JSON.parse(body)
    const granted = this.codes.get(code)
    this.codes.delete(code)
    if (method !== 'S256') return send(response, 400, { error: { message: 'Bad method' } })
    const challenge = createHash('sha256').update(String(verifier)).digest('base64url')
    if (granted?.challenge !== challenge) return this.#refuse(response, 403, String(verifier))
    this.keys.add(granted.key)
    send(response, 200, { key: granted.key, user_id: 'user_1' })
  }

  #refuse(response: ServerResponse, status: number, key: string): void {
    const message = `Incorrect API key provided: ${this.echoesKeys ? key : 'hidden'}`
    send(response, status, { error: { code: status, message, type: 'authentication_error' } })
  }
}

const DIMENSIONS = 64

/** Texts with words in common point in similar directions. */
export function wordVector(text: string): number[] {
  const vector = Array.from({ length: DIMENSIONS }, () => 0)
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) {
    const hash = createHash('sha256').update(word).digest()
    vector[hash[0]! % DIMENSIONS]! += hash[1]! % 2 === 0 ? 1 : -1
  }
  return vector.map((value) => value + 0.001)
}

function bearer({ headers }: IncomingMessage): string {
  return headers.authorization?.replace(/^Bearer /, '') ?? ''
}

function send(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {}
): void {
  const isText = typeof body === 'string'
  const type = isText ? 'text/html' : 'application/json'
  response.writeHead(status, { 'content-type': type, ...headers })
  response.end(isText ? body : JSON.stringify(body))
}
