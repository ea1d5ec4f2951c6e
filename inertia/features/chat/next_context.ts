import type { AnswerSettings, ChatSettings } from '#shared/events/fields'
import { contextWindow, reservedOutput, type ContextMessage } from '#shared/policies/context_window'
import { estimateTokens } from '#shared/policies/estimate_tokens'
import type { BootstrapModel } from '#shared/protocol/bootstrap'
import { requestSettings } from './answer_settings'

/** What the next question takes to the model, by the same policy as the server's. */
export interface NextContext {
  /** Estimate of everything that goes, the question included. */
  tokens: number
  /** The model's window; null when unknown. */
  contextLength: number | null
  /** How many of the oldest messages stay behind. */
  leftOut: number
  /** They stay behind because there is no room, not because what is left would begin with an answer. */
  isFull: boolean
  /** The first message that goes; null when nothing stays behind. */
  firstId: string | null
  /** False when not even the question and the system prompt fit. */
  isFitting: boolean
}

export interface BranchMessage extends ContextMessage {
  id: string
}

/** Messages keep their identity while they stay the same; drafts and chats that are kept nowhere are counted anew. */
const counted = new WeakMap<BranchMessage, number>()

function countTokens(text: string, message?: BranchMessage): number {
  const known = message && counted.get(message)
  if (known !== undefined) return known
  const tokens = estimateTokens(text)
  if (message) counted.set(message, tokens)
  return tokens
}

export function nextContext(
  branch: readonly BranchMessage[],
  chat: ChatSettings,
  model: BootstrapModel | undefined,
  settings: AnswerSettings,
  question: string
): NextContext {
  const facts = model ?? { contextLength: null, maxOutputTokens: null }
  const asked: BranchMessage = {
    ...{ id: '', role: 'user', excluded_from_context: 0, deleted_at: null },
    // An empty question is not read at all, and then nothing would be.
    content: question.trim() === '' ? '?' : question,
  }
  const input = {
    branch: [...branch, asked],
    systemPrompt: chat.systemPrompt ?? null,
    contextLength: facts.contextLength,
    reservedOutput: reservedOutput(requestSettings(chat, settings, model).maxOutputTokens, facts),
    countTokens,
  }
  const { tokens, leftOut, messages, isFitting } = contextWindow(input)
  const isFull =
    leftOut > 0 &&
    contextWindow({ ...input, contextLength: Number.MAX_SAFE_INTEGER }).leftOut < leftOut
  const firstId = leftOut === 0 ? null : (messages[0]?.id ?? null)
  return { tokens, contextLength: facts.contextLength, leftOut, isFull, firstId, isFitting }
}
