import { readAttachments } from '../attachments.js'
import { readAttachedDocuments } from '../documents.js'
import { estimateTokens } from './estimate_tokens.js'

/** What the window needs to know of a message of the branch. */
export interface ContextMessage {
  role: string
  content: string
  /** 1 when a person took it out of what models read. */
  excluded_from_context: number
  deleted_at: number | null
  /** `messages.attachments`; images cost tokens too. */
  attachments?: string | null
  /** `messages.documents`. */
  documents?: string | null
}

export interface ContextInput<M extends ContextMessage> {
  /** From the root down to the question. */
  branch: readonly M[]
  systemPrompt: string | null
  /** Tokens of question and answer together; null when the model's window is unknown. */
  contextLength: number | null
  /** Tokens kept free for the answer: see `reservedOutput`. */
  reservedOutput: number
  /** Estimate of one text; replaceable so that a screen may remember what it has counted. */
  countTokens?: (text: string, message?: M) => number
}

export interface ContextWindow<M extends ContextMessage> {
  /** What goes to the model after the system prompt, oldest first. Empty when there is no question. */
  messages: M[]
  /** How many of the oldest messages stay behind; excluded and deleted ones do not count. */
  leftOut: number
  /** Estimate of everything that goes, system prompt included. */
  tokens: number
  /** Tokens there are for it: the window without what is kept free for the answer. */
  room: number
  /** False when not even the system prompt and the newest question fit. Never false for an unknown window. */
  isFitting: boolean
}

/** Assumed for models that nobody described. */
export const UNKNOWN_CONTEXT_LENGTH = 128_000

/** Estimates err by up to 15 %: history fills this much of the room, so that a full chat is not refused upstream. */
const HISTORY_SHARE = 0.9

/** Role and separators of one message, and the frame around all of them. */
const TOKENS_PER_MESSAGE = 4
const TOKENS_PER_REQUEST = 3

const USUAL_OUTPUT = 4_096

/** Tokens to keep free for an answer: what was asked for, else the usual, never more than half of the window. */
export function reservedOutput(
  maxOutputTokens: number | undefined,
  model: { contextLength: number | null; maxOutputTokens: number | null }
): number {
  const wanted = maxOutputTokens ?? USUAL_OUTPUT
  const possible = Math.min(wanted, model.maxOutputTokens ?? wanted)
  return Math.min(possible, Math.floor((model.contextLength ?? UNKNOWN_CONTEXT_LENGTH) / 2))
}

/** Whether a model reads this message at all. One that says nothing is skipped like an empty one. */
export function isInContext(message: ContextMessage): boolean {
  if (message.deleted_at !== null || message.excluded_from_context === 1) return false
  return ['system', 'user', 'assistant'].includes(message.role) && saysSomething(message)
}

/**
 * What a model gets to read of a branch: the system prompt and the newest question always, before it as many of the latest
 * messages as fit. What goes never starts with an answer. Composer and server call this, so that the gauge tells the truth.
 */
export function contextWindow<M extends ContextMessage>(input: ContextInput<M>): ContextWindow<M> {
  const { systemPrompt, contextLength, countTokens = estimateTokens } = input
  const room = Math.max(0, (contextLength ?? UNKNOWN_CONTEXT_LENGTH) - input.reservedOutput)
  const readable = input.branch.filter(isInContext)
  const sizeOf = (message: M) =>
    countTokens(message.content, message) +
    imageTokens(message.attachments ?? null) +
    TOKENS_PER_MESSAGE
  const prompt = systemPrompt?.trim()
  let tokens = TOKENS_PER_REQUEST + (prompt ? countTokens(prompt) + TOKENS_PER_MESSAGE : 0)

  const question = readable.findLastIndex(({ role }) => role === 'user')
  if (question < 0) return { messages: [], leftOut: 0, tokens, room, isFitting: true }
  for (const message of readable.slice(question)) tokens += sizeOf(message)
  const isFitting = contextLength === null || tokens <= room

  let start = question
  let reached = tokens
  // Newest first, and no further than what fits: a long chat costs what goes, not what it holds.
  for (let index = question - 1; index >= 0; index--) {
    reached += sizeOf(readable[index]!)
    if (reached > room * HISTORY_SHARE) break
    if (readable[index]!.role === 'assistant') continue
    start = index
    tokens = reached
  }
  return { messages: readable.slice(start), leftOut: start, tokens, room, isFitting }
}

const saysSomething = ({ content, attachments, documents }: ContextMessage) =>
  content.trim() !== '' ||
  readAttachments(attachments ?? null).length > 0 ||
  readAttachedDocuments(documents ?? null).length > 0

/** About what providers count for an image: its area in 750ths of a pixel, with a floor for small ones. */
function imageTokens(attachments: string | null): number {
  return readAttachments(attachments)
    .map(({ width, height }) => Math.max(85, Math.ceil((width * height) / 750)))
    .reduce((sum, tokens) => sum + tokens, 0)
}
