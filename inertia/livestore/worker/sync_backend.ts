import type { LogEvent } from '#shared/protocol/log_event'
import {
  BackendIdMismatchError,
  ServerAheadError,
  SyncBackend,
  UnknownError,
} from '@livestore/common'
import { Effect, Mailbox, Option, Stream, SubscriptionRef } from '@livestore/utils/effect'
import { takeConnection } from './early_connection'
import { joinPages } from './join_pages'
import type { LogPage } from './log_client'

/**
 * Loft's half of LiveStore's sync protocol. It never fails with "offline": pull and push wait inside for the connection, since
 * LiveStore would retry a pull without pause and a push only after up to 30 s.
 */
export const makeSyncBackend: SyncBackend.SyncBackendConstructor = ({ storeId, payload }) =>
  Effect.gen(function* () {
    const { userId } = payload as { userId: string }
    const isConnected = yield* SubscriptionRef.make(false)
    const backendIds = yield* SyncBackend.makeBackendIdHelper
    const connection = takeConnection(userId, storeId)
    connection.watch((connected) => {
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
        yield* Effect.promise(() => connection.stored(page.events))
        connection.notePage(page)
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
            Stream.mapConcat(([waiting]) => joinPages(waiting)),
            Stream.mapEffect((page) => acceptPage(page, from))
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
