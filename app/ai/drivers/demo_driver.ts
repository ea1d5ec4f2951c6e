import { setTimeout as sleep } from 'node:timers/promises'

import { demoModel } from '#ai/available_models'
import { demoAnswer, demoTitle } from '#ai/drivers/demo_answer'
import { ModelDriver, type ModelPart, type ModelRequest } from '#ai/model_driver'
import { isTitleRequest, titledQuestion } from '#ai/title_prompt'

export interface DemoSettings {
  /** 0 sends everything at once. */
  wordsPerSecond: number
}

/** Stands in while no model is connected and says so. Costs nothing, contacts nobody; token counts are estimates. */
export class DemoDriver extends ModelDriver {
  #settings: DemoSettings

  constructor(settings: DemoSettings) {
    super()
    this.#settings = settings
  }

  async *stream({ messages }: ModelRequest, signal: AbortSignal): AsyncGenerator<ModelPart> {
    signal.throwIfAborted()
    yield { type: 'response', model: demoModel.id }

    const answer = isTitleRequest(messages)
      ? demoTitle(titledQuestion(messages))
      : demoAnswer(messages.findLast(({ role }) => role === 'user')?.content ?? '')
    for await (const word of this.#paced(answer.match(/\s*\S+\s*?(?=\s|$)/g) ?? [answer], signal)) {
      yield { type: 'text', text: word }
    }

    const sent = messages.reduce((total, { content }) => total + content.length, 0)
    yield {
      type: 'finish',
      finishReason: 'stop',
      usage: {
        inputTokens: estimateTokens(sent),
        outputTokens: estimateTokens(answer.length),
        cachedTokens: 0,
        reasoningTokens: 0,
      },
      costNano: 0,
    }
  }

  /** Words on an absolute schedule: a slow reader gets what is due at once instead of falling behind. */
  async *#paced(words: readonly string[], signal: AbortSignal): AsyncGenerator<string> {
    const { wordsPerSecond } = this.#settings
    const start = performance.now()
    for (const [index, word] of words.entries()) {
      const delay =
        wordsPerSecond > 0 ? start + (index * 1000) / wordsPerSecond - performance.now() : 0
      if (delay > 0) await sleep(delay, undefined, { signal }).catch(() => undefined)
      signal.throwIfAborted()
      yield word
    }
  }
}

/** About four characters per token, in English. */
function estimateTokens(characters: number): number {
  return Math.ceil(characters / 4)
}
