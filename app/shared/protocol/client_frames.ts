import { Schema } from 'effect'
import { Id } from '../events/fields.js'
import { limits } from '../limits.js'
import { LogEvent, SequenceNumber } from './log_event.js'

/** Pairs a reply with its request; counted up per socket. */
const RequestId = Schema.NonNegativeInt

/** Everything a browser may say on `/sync`. One JSON object per text frame. */
export const ClientFrame = Schema.Union(
  /** History after `cursor`, then live, until the socket closes or another pull takes its place. Answered by `page` frames. */
  Schema.Struct({
    type: Schema.Literal('pull'),
    id: RequestId,
    cursor: SequenceNumber,
    backendId: Schema.NullOr(Schema.String.pipe(Schema.maxLength(64))),
  }),
  /** Events to append. `following` says how many more wait behind them. Answered by `pushed` or `refused`. */
  Schema.Struct({
    type: Schema.Literal('push'),
    id: RequestId,
    backendId: Schema.NullOr(Schema.String.pipe(Schema.maxLength(64))),
    events: Schema.Array(LogEvent).pipe(Schema.minItems(1), Schema.maxItems(limits.pushEvents * 2)),
    following: Schema.NonNegativeInt,
  }),
  /** Everything of a running answer from `offset` on, then live. Answered by `delta` frames and one `ended`. */
  Schema.Struct({ type: Schema.Literal('follow'), answerId: Id, offset: Schema.NonNegativeInt }),
  Schema.Struct({ type: Schema.Literal('unfollow'), answerId: Id }),
  /** Stops at once; the durable stop is the event `v1.AnswerStopRequested`. */
  Schema.Struct({ type: Schema.Literal('stop'), answerId: Id }),
  Schema.Struct({ type: Schema.Literal('ping') })
)
export type ClientFrame = typeof ClientFrame.Type
export type ClientFrameOf<T extends ClientFrame['type']> = Extract<ClientFrame, { type: T }>
