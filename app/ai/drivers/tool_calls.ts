import type { LanguageModelV4StreamPart } from '@ai-sdk/provider'

import type { ToolCallPart } from '#ai/model_driver'
import { limits } from '#shared/limits'

interface OpenCall {
  name: string
  startedAt: number
  arguments?: string
}

const MAX_NAME_LENGTH = 100
/** Calls that may be open at the same time; a model that opens more is told nothing about the oldest. */
const MAX_OPEN = 100

/** Puts the pieces of tool calls together: each is told once, when it is over, with the time it took. */
export class ToolCalls {
  readonly #open = new Map<string, OpenCall>()

  constructor(private readonly now: () => number = Date.now) {}

  accept(part: LanguageModelV4StreamPart): ToolCallPart[] {
    switch (part.type) {
      case 'tool-input-start':
        this.#start(part.id, part.toolName)
        return []
      case 'tool-call': {
        const call = this.#start(part.toolCallId, part.toolName)
        call.arguments = cut(part.input)
        // The provider runs it itself, and its result follows; any other is for us to run.
        return part.providerExecuted ? [] : this.#end(part.toolCallId)
      }
      case 'tool-result':
        if (part.preliminary) return []
        this.#start(part.toolCallId, part.toolName)
        return this.#end(part.toolCallId, cut(asText(part.result)))
      default:
        return []
    }
  }

  /** What was begun and has not ended by the end of the answer. */
  rest(): ToolCallPart[] {
    return [...this.#open.keys()].flatMap((id) => this.#end(id))
  }

  #start(id: string, toolName: string): OpenCall {
    const known = this.#open.get(id)
    if (known) return known
    const [oldest] = this.#open.keys()
    if (oldest !== undefined && this.#open.size >= MAX_OPEN) this.#open.delete(oldest)
    const name = toolName.toWellFormed().slice(0, MAX_NAME_LENGTH).toWellFormed() || 'tool'
    const call = { name, startedAt: this.now() }
    this.#open.set(id, call)
    return call
  }

  #end(id: string, result?: string): ToolCallPart[] {
    const call = this.#open.get(id)
    if (!call) return []
    this.#open.delete(id)
    return [
      {
        type: 'tool-call',
        ...call,
        ...(result && { result }),
        endedAt: Math.max(this.now(), call.startedAt),
      },
    ]
  }
}

/** The longest beginning within the limit, never half a character. */
function cut(text: string): string {
  const whole = text.toWellFormed()
  const { read } = new TextEncoder().encodeInto(whole, new Uint8Array(limits.toolTextBytes))
  return whole.slice(0, read)
}

function asText(result: unknown): string {
  return typeof result === 'string' ? result : (JSON.stringify(result) ?? '')
}
