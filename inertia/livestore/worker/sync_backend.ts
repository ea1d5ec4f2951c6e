import type { LogEvent } from '#shared/protocol/log_event'
import {
  BackendIdMismatchError,
  ServerAheadError,
  SyncBackend,
  UnknownError,
} from '@livestore/common'
import { Effect, Mailbox, Option, Stream, SubscriptionRef } from '@livestore/utils/effect'
import { Connection } from './connection'
import type { LogPage } from './log_client'

/**
 * What came while LiveStore was busy, as one page: it takes back and repeats everything pending for every page that it is
 * given, so that a page per event would leave it behind for ever while it has much to push.
 */
function joinPages(pages: readonly LogPage[]): LogPage {
  const last = pages.at(-1)
  if (!last) throw new Error('No page to join')
  return { ...last, events: pages.flatMap((page) => page.events) }
}

/**
 * Loft's half of LiveStore's sync protocol. It never fails with "offline": pull and push wait inside for the connection, since
 * LiveStore would retry a pull without pause and a push only after up to 30 s.
 */
export const makeSyncBackend: SyncBackend.SyncBackendConstructor = ({ storeId, payload }) =>
  Effect.gen(function* () {
    const { userId } = payload as { userId: string }
    const isConnected = yield* SubscriptionRef.make(false)
    const backendIds = yield* SyncBackend.makeBackendIdHelper
    const connection = new Connection(userId, storeId, (connected) => {
      Effect.runSync(SubscriptionRef.set(isConnected, connected))
    })
    yield* Effect.addFinalizer(() => Effect.sync(() => connection.end()))

    const knownBackendId = () => Option.getOrUndefined(backendIds.get())

    const acceptPage = (page: LogPage, cursor: number) =>
      Effect.gen(function* () {
        const known = knownBackendId()
        if (cursor > 0 && known !== undefined && known !== page.backendId) {
          return yield* new BackendIdMismatchError({ expected: page.backendId, received: known })
        }
        yield* backendIds.lazySet(page.backendId)
        connection.noteActivity()
        yield* Effect.promise(() => connection.stored(page.events))
        return {
          batch: page.events.map((eventEncoded) => ({
            eventEncoded: eventEncoded as never,
            metadata: Option.none(),
          })),
          pageInfo:
            page.remaining > 0
              ? SyncBackend.pageInfoMoreKnown(page.remaining)
              : SyncBackend.pageInfoNoMore,
        }
      })

    return SyncBackend.of({
      connect: Effect.void,
      ping: Effect.void,
      isConnected,
      pull: (cursor) =>
        Effect.gen(function* () {
          const from = Option.match(cursor, {
            onNone: () => 0,
            onSome: ({ eventSequenceNumber }) => eventSequenceNumber as number,
          })
          const pages = yield* Mailbox.make<LogPage>()
          const stop = connection.log.pull(from, (page) => pages.unsafeOffer(page))
          yield* Effect.addFinalizer(() => Effect.sync(stop))
          return Stream.repeatEffect(pages.takeAll).pipe(
            Stream.mapEffect(([waiting]) => acceptPage(joinPages([...waiting]), from))
          )
        }).pipe(Stream.unwrapScoped),
      push: (batch) =>
        Effect.tryPromise({
          try: (signal) => {
            connection.noteActivity()
            return connection.log.push(batch as readonly LogEvent[], signal)
          },
          catch: (cause) => new UnknownError({ cause }),
        }).pipe(
          Effect.flatMap(
            (outcome): Effect.Effect<void, BackendIdMismatchError | ServerAheadError> => {
              if (outcome.type === 'stored') return Effect.void
              if (outcome.type === 'backend_changed') return new BackendIdMismatchError(outcome)
              return new ServerAheadError({
                minimumExpectedNum: outcome.expected as never,
                providedNum: outcome.provided as never,
              })
            }
          )
        ),
      metadata: { name: 'loft', description: 'Loft over one WebSocket' },
      supports: { pullPageInfoKnown: true, pullLive: true },
    })
  })
