import type { EventArgs } from '../events/catalog.js'
import type { serverEvents } from '../events/server_events.js'
import type { MessageMetadata } from '../tables/message_metadata.js'
import type { MessageStatus } from '../tables/tables.js'
import { insert, missing, update, type Statement } from './statement.js'

type Outcome =
  EventArgs<'v1.AnswerCompleted'> | EventArgs<'v1.AnswerStopped'> | EventArgs<'v1.AnswerFailed'>

/** The first outcome of an answer is its outcome; a deleted answer stays empty. */
function endAnswer(args: Outcome, status: MessageStatus, extra: MessageMetadata, code?: string) {
  const metadata: MessageMetadata = {
    parts: args.parts,
    usage: args.usage,
    firstTokenMs: args.firstTokenMs,
    latencyMs: args.latencyMs,
    provider: args.provider,
    leftOut: args.leftOut,
    passages: args.passages,
    documents: args.documents,
    askedModel: args.askedModel,
    ...extra,
  }
  const set = {
    status,
    content: args.content,
    metadata: JSON.stringify(metadata),
    error_code: code ?? null,
    input_tokens: args.usage?.inputTokens ?? null,
    output_tokens: args.usage?.outputTokens ?? null,
    cost_nano: args.costNano,
    cost_is_estimate: args.costIsEstimate ? 1 : 0,
    updated_at: args.endedAt,
    ...(args.model === null ? {} : { model: args.model }),
  }
  const open = {
    id: args.answerId,
    role: 'assistant',
    status: ['pending', 'held'],
    deleted_at: null,
  }
  return [update('messages', set, open)]
}

export const materializeAnswers: {
  [N in keyof typeof serverEvents]: (args: EventArgs<N>) => Statement[]
} = {
  'v1.AnswerCompleted': (args) => endAnswer(args, 'complete', { finishReason: args.finishReason }),
  'v1.AnswerStopped': (args) => endAnswer(args, 'stopped', {}),
  'v1.AnswerFailed': (args) =>
    endAnswer(
      args,
      'failed',
      {
        isRetryable: args.isRetryable,
        operatorLimitResetsAt: args.operatorLimitResetsAt,
        retryAt: args.retryAt,
      },
      args.code
    ),
  // Only the figures: the rest of the metadata is in a column that statements cannot change in part.
  'v1.AnswerCostSettled': (args) => [
    update(
      'messages',
      {
        cost_nano: args.costNano,
        cost_is_estimate: args.isEstimate ? 1 : 0,
        ...(args.usage === null
          ? {}
          : { input_tokens: args.usage.inputTokens, output_tokens: args.usage.outputTokens }),
        updated_at: args.settledAt,
      },
      { id: args.answerId, role: 'assistant', deleted_at: null }
    ),
  ],
  'v1.AnswerHeld': (args) => [
    update(
      'messages',
      { status: 'held', updated_at: args.heldAt },
      { id: args.answerId, role: 'assistant', status: 'pending' }
    ),
  ],
  'v1.ChatTitled': (args) => [
    update(
      'chats',
      { title: args.title, title_by: 'model' },
      { id: args.chatId, deleted_at: null },
      [missing('chats', { id: args.chatId, title_by: 'user' })]
    ),
  ],
  'v1.EventRefused': (args) => [
    insert('refusals', {
      id: args.eventId,
      refused_event_id: args.refusedEventId,
      refused_name: args.refusedName,
      reason: args.reason,
      created_at: args.refusedAt,
    }),
  ],
}
