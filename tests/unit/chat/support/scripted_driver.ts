import { ModelDriver, type ModelPart, type ModelRequest } from '#ai/model_driver'
import { isTitleRequest } from '#ai/title_prompt'

type Script = (request: ModelRequest, signal: AbortSignal) => AsyncIterable<ModelPart>
/** A script that does not look at its request. */
type FixedScript = () => AsyncIterable<ModelPart>

export const text = (value: string): ModelPart => ({ type: 'text', text: value })

export const finish = (): ModelPart => ({
  type: 'finish',
  finishReason: 'stop',
  usage: { inputTokens: 3, outputTokens: 5, cachedTokens: 0, reasoningTokens: 0 },
  costNano: 1_234,
})

/** Says these pieces and ends well. */
export const says = (...pieces: (string | ModelPart)[]): FixedScript =>
  async function* () {
    yield { type: 'response', upstreamId: 'gen-1', model: 'vendor/model' }
    for (const piece of pieces) yield typeof piece === 'string' ? text(piece) : piece
    yield finish()
  }

/** Says these pieces, then fails. */
export const failsAfter = (error: unknown, ...pieces: string[]): FixedScript =>
  async function* () {
    for (const piece of pieces) yield text(piece)
    throw error
  }

/** Says these pieces, then nothing, until it is aborted. */
export const hangsAfter = (...pieces: string[]): Script =>
  async function* (_request, signal) {
    for (const piece of pieces) yield text(piece)
    await new Promise((_resolve, reject) =>
      signal.addEventListener('abort', () => reject(signal.reason as Error))
    )
  }

/** An answer that the test feeds piece by piece. */
export class FedAnswer {
  #pieces: (ModelPart | null)[] = []
  #wake = () => {}

  readonly script: Script = async function* (this: FedAnswer) {
    for (;;) {
      const piece = this.#pieces.shift()
      if (piece === null) return
      if (piece) yield piece
      else await new Promise<void>((resolve) => (this.#wake = resolve))
    }
  }.bind(this)

  say(value: string | ModelPart): void {
    this.#pieces.push(typeof value === 'string' ? text(value) : value)
    this.#wake()
  }

  end(): void {
    this.#pieces.push(finish(), null)
    this.#wake()
  }
}

/** Answers each request with the next script; without one it says "ok". Titles have their own script. */
export class ScriptedDriver extends ModelDriver {
  readonly requests: ModelRequest[] = []
  readonly titleRequests: ModelRequest[] = []
  running = 0
  mostRunning = 0
  titleScript: Script = says('A title')
  #scripts: Script[] = []
  #standing: Script = says('ok')

  enqueue(...scripts: Script[]): void {
    this.#scripts.push(...scripts)
  }

  always(script: Script): void {
    this.#standing = script
  }

  async *stream(request: ModelRequest, signal: AbortSignal): AsyncGenerator<ModelPart> {
    if (isTitleRequest(request.messages)) {
      this.titleRequests.push(request)
      yield* this.titleScript(request, signal)
      return
    }
    this.requests.push(request)
    this.mostRunning = Math.max(this.mostRunning, ++this.running)
    try {
      yield* (this.#scripts.shift() ?? this.#standing)(request, signal)
    } finally {
      this.running--
    }
  }
}
