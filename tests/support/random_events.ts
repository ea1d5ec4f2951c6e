import type { LoftEvent } from '#shared/events/catalog'
import fc from 'fast-check'

/** Few ids, so that events collide: repeats, foreign references, messages that are their own parents. */
const idOf = (kind: string, number: number) =>
  `00000000-0000-4000-8000-${kind}${String(number).padStart(11, '0')}`
const ids = (kind: string, count: number) =>
  fc.integer({ min: 1, max: count }).map((number) => idOf(kind, number))

const eventId = ids('e', 400)
const chatId = ids('c', 4)
const messageId = ids('a', 12)
const parentId = fc.option(messageId, { nil: null })
const time = fc.integer({ min: 1, max: 1_000 })
const text = fc.string({ minLength: 1, maxLength: 8 }).filter((value) => value.isWellFormed())

const documentId = ids('d', 5)
const projectId = ids('f', 3)
const noneOr = (arbitrary: fc.Arbitrary<string>) => fc.option(arbitrary, { nil: null })

const modelName = fc.constantFrom('m1', 'm2')

const event = (name: LoftEvent['name'], args: Record<string, fc.Arbitrary<unknown>>) =>
  fc.record(args).map((made) => ({ name, args: made }) as unknown as LoftEvent)

const outcome = {
  eventId,
  answerId: messageId,
  chatId,
  content: text,
  model: fc.constant('demo'),
  usage: fc.constant(null),
  costNano: fc.constant(null),
  firstTokenMs: fc.constant(null),
  latencyMs: fc.constant(5),
  endedAt: time,
}

const clientEvent = fc.oneof(
  { weight: 3, arbitrary: event('v1.ChatCreated', { eventId, chatId, createdAt: time }) },
  event('v1.ChatRenamed', { eventId, chatId, title: text, renamedAt: time }),
  event('v1.ChatPinned', { eventId, chatId, pinnedAt: time }),
  event('v1.ChatUnpinned', { eventId, chatId, unpinnedAt: time }),
  event('v1.ChatArchived', { eventId, chatId, archivedAt: time }),
  event('v1.ChatDeleted', { eventId, chatId, deletedAt: time }),
  {
    weight: 8,
    arbitrary: event('v1.MessageSent', {
      eventId,
      messageId,
      chatId,
      parentId,
      content: text,
      sentAt: time,
    }),
  },
  {
    weight: 5,
    arbitrary: event('v1.AnswerRequested', {
      eventId,
      answerId: messageId,
      chatId,
      parentId: messageId,
      model: fc.constant('demo'),
      settings: fc.constant({}),
      requestedAt: time,
    }),
  },
  event('v1.AnswerStopRequested', { eventId, answerId: messageId, chatId, stoppedAt: time }),
  event('v1.AnswerConfirmed', { eventId, answerId: messageId, chatId, confirmedAt: time }),
  event('v1.BranchSelected', { eventId, chatId, parentId, childId: messageId, selectedAt: time }),
  event('v1.MessagesExcluded', {
    eventId,
    chatId,
    messageIds: fc.array(messageId, { minLength: 1, maxLength: 3 }),
    excludedAt: time,
  }),
  event('v1.MessagesIncluded', {
    eventId,
    chatId,
    messageIds: fc.array(messageId, { minLength: 1, maxLength: 3 }),
    includedAt: time,
  }),
  event('v1.PreferenceSet', {
    eventId,
    key: fc.constantFrom('default_model', 'fallback_models'),
    value: text,
    setAt: time,
  }),
  event('v1.ModelFavoured', { eventId, model: modelName, favouredAt: time }),
  event('v1.ModelUnfavoured', { eventId, model: modelName, unfavouredAt: time }),
  event('v1.PresetSaved', {
    eventId,
    presetId: ids('b', 3),
    name: text,
    model: fc.option(modelName, { nil: null }),
    settings: fc.constant({}),
    savedAt: time,
  }),
  event('v1.PresetDeleted', { eventId, presetId: ids('b', 3), deletedAt: time }),
  event('v1.DocumentAdded', {
    eventId,
    documentId,
    name: text,
    mediaType: fc.constant('text/plain'),
    size: fc.constant(10),
    chatId,
    createdAt: time,
  }),
  event('v1.DocumentMoved', {
    eventId,
    documentId,
    projectId: noneOr(projectId),
    chatId: noneOr(chatId),
    movedAt: time,
  }),
  event('v1.DocumentRetryRequested', { eventId, documentId, requestedAt: time }),
  event('v1.DocumentDeleted', { eventId, documentId, deletedAt: time }),
  event('v1.ProjectCreated', {
    eventId,
    projectId,
    name: text,
    instructions: text,
    model: fc.constant(null),
    createdAt: time,
  }),
  event('v1.ProjectChanged', { eventId, projectId, name: text, changedAt: time }),
  event('v1.ProjectDeleted', { eventId, projectId, deletedAt: time }),
  event('v1.ChatMovedToProject', { eventId, chatId, projectId: noneOr(projectId), movedAt: time }),
  event('v1.MessagesDeleted', {
    eventId,
    chatId,
    messageIds: fc.array(messageId, { minLength: 1, maxLength: 3 }),
    deletedAt: time,
  })
)

const serverEvent = fc.oneof(
  event('v1.AnswerCompleted', { ...outcome, finishReason: fc.constant('stop') }),
  event('v1.AnswerStopped', outcome),
  event('v1.AnswerFailed', {
    ...outcome,
    code: fc.constant('PROVIDER'),
    isRetryable: fc.boolean(),
    retryAt: time,
  }),
  event('v1.AnswerCostSettled', {
    eventId,
    answerId: messageId,
    chatId,
    usage: fc.constant(null),
    costNano: fc.nat({ max: 1_000 }),
    isEstimate: fc.boolean(),
    settledAt: time,
  }),
  event('v1.DocumentProcessed', {
    eventId,
    documentId,
    pages: fc.constant(null),
    passages: fc.nat({ max: 9 }),
    tokens: fc.constant(7),
    embeddingModel: fc.constant(null),
    processedAt: time,
  }),
  event('v1.DocumentFailed', {
    eventId,
    documentId,
    code: fc.constant('SCANNED'),
    isRetryable: fc.boolean(),
    failedAt: time,
  }),
  event('v1.AnswerHeld', { eventId, answerId: messageId, chatId, heldAt: time }),
  event('v1.ChatTitled', { eventId, chatId, title: text, model: fc.constant('m'), titledAt: time })
)

/** One thing that happens to a log. `again` pushes an earlier event once more, with a place of its own. */
export type LogStep =
  | { by: 'client'; event: LoftEvent }
  | { by: 'server'; event: LoftEvent }
  | { by: 'again'; back: number }

export const logSteps: fc.Arbitrary<LogStep[]> = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: clientEvent.map((made) => ({ by: 'client' as const, event: made })) },
    { weight: 3, arbitrary: serverEvent.map((made) => ({ by: 'server' as const, event: made })) },
    { weight: 2, arbitrary: fc.nat({ max: 20 }).map((back) => ({ by: 'again' as const, back })) }
  ),
  { minLength: 1, maxLength: 60 }
)
