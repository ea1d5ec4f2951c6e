import { useSyncExternalStore } from 'react'
import type { AnswerSettings, ChatSettings } from '#shared/events/fields'
import type { AnswerDelta } from '#shared/protocol/answer_stream'
import { AnswerStream } from '#shared/protocol/answer_stream'
import type { TemporaryEnd } from '#shared/protocol/temporary_chat'
import { Observable } from '~/livestore/state/observable'
import { askTemporarily } from './ask_temporarily'

export interface TemporaryAnswer {
  model: string
  parts: readonly AnswerDelta[]
  text: string
  status: 'running' | 'complete' | 'stopped' | 'failed'
  /** Why it failed, for a person. */
  problem: string | null
  end: TemporaryEnd | null
}

export interface TemporaryTurn {
  id: string
  question: string
  answer: TemporaryAnswer
}

export interface TemporaryState {
  model: string | null
  settings: ChatSettings
  turns: readonly TemporaryTurn[]
}

/**
 * A chat that lives in the memory of this page and nowhere else: no event, no draft, no storage of any kind, and the server
 * keeps only what it cost. It is gone with the tab, and when it is left.
 */
class TemporaryChat {
  readonly #state = new Observable<TemporaryState | null>(null)
  #running: AbortController | null = null

  /** null while there is none. */
  readonly get = this.#state.get
  readonly subscribe = this.#state.subscribe

  start(start: Pick<TemporaryState, 'model' | 'settings'>): void {
    this.#set({ ...start, turns: [] })
  }

  change(change: { model?: string; settings?: ChatSettings }): void {
    const state = this.get()
    if (state) this.#set({ ...state, ...change })
  }

  /** Forgets everything. */
  leave(): void {
    this.stop()
    this.#set(null)
  }

  stop(): void {
    this.#running?.abort()
    this.#running = null
  }

  ask(question: string, model: string, settings: AnswerSettings): void {
    const state = this.get()
    if (!state) return
    this.stop()
    const answer: TemporaryAnswer = {
      ...{ model, parts: [], text: '', status: 'running', problem: null, end: null },
    }
    const turn: TemporaryTurn = { id: crypto.randomUUID(), question, answer }
    this.#set({ ...state, turns: [...state.turns, turn] })
    void this.#run(turn, settings)
  }

  /** Asks a question anew, without what came after it. */
  askAgain(turnId: string, model: string, settings: AnswerSettings): void {
    const state = this.get()
    const at = state?.turns.findIndex(({ id }) => id === turnId) ?? -1
    const turn = state?.turns[at]
    if (!state || !turn) return
    this.#set({ ...state, turns: state.turns.slice(0, at) })
    this.ask(turn.question, model, settings)
  }

  async #run({ id, answer }: TemporaryTurn, settings: AnswerSettings): Promise<void> {
    const abort = new AbortController()
    this.#running = abort
    const stream = new AnswerStream()
    const show = () => this.#update(id, { parts: [...stream.parts], text: stream.text })
    let frame = 0
    const onDelta = (delta: AnswerDelta) => {
      stream.append(delta)
      frame ||= requestAnimationFrame(() => {
        frame = 0
        show()
      })
    }
    const state = this.get()
    const outcome = await askTemporarily(
      {
        ...{ model: answer.model, settings, messages: messagesOf(state?.turns ?? []) },
        ...(state?.settings.systemPrompt && { systemPrompt: state.settings.systemPrompt }),
      },
      onDelta,
      abort.signal
    )
    cancelAnimationFrame(frame)
    show()
    if (this.#running === abort) this.#running = null
    switch (outcome.type) {
      case 'ended':
        return this.#update(id, {
          status: outcome.end.failure ? 'failed' : 'complete',
          problem: outcome.problem,
          end: outcome.end,
        })
      case 'stopped':
        return this.#update(id, { status: 'stopped' })
      case 'failed':
        return this.#update(id, { status: 'failed', problem: outcome.problem })
      default: {
        const exhaustive: never = outcome
        return exhaustive
      }
    }
  }

  /** The browser asks before it closes a tab that is the only place of something. */
  #set(state: TemporaryState | null): void {
    const hasText = (state?.turns.length ?? 0) > 0
    if (hasText) addEventListener('beforeunload', warn)
    else removeEventListener('beforeunload', warn)
    this.#state.set(state)
  }

  #update(turnId: string, change: Partial<TemporaryAnswer>): void {
    const state = this.get()
    if (!state) return
    const turns = state.turns.map((turn) =>
      turn.id === turnId ? { ...turn, answer: { ...turn.answer, ...change } } : turn
    )
    this.#set({ ...state, turns })
  }
}

const warn = (event: BeforeUnloadEvent) => event.preventDefault()

/** The conversation as the server wants it: answers that said nothing are not part of it. */
export function messagesOf(turns: readonly TemporaryTurn[]) {
  return turns.flatMap(({ question, answer }) => {
    const asked = { role: 'user' as const, content: question }
    const said = { role: 'assistant' as const, content: answer.text }
    return answer.text.trim() === '' ? [asked] : [asked, said]
  })
}

export const temporaryChat = new TemporaryChat()
export const useTemporaryChat = () =>
  useSyncExternalStore(temporaryChat.subscribe, temporaryChat.get)
