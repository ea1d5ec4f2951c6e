import type { PushEvents } from '#sync/actions/push_events'
import type { EventLog } from '#sync/event_log'
import type { LogWatchers } from '#sync/log_watchers'
import type { SyncConfig } from '#sync/sync_config'
import type { LiveAnswers } from '#sync/transport/live_answers'
import type { SessionKeeper } from '#sync/transport/session_keeper'
import type { SocketRegistry } from '#sync/transport/socket_registry'
import type { Logger } from '@adonisjs/core/logger'

/** What all sockets share. Container token. */
export class SocketServices {
  constructor(
    readonly config: SyncConfig,
    readonly log: EventLog,
    readonly watchers: LogWatchers,
    readonly pushEvents: PushEvents,
    readonly answers: LiveAnswers,
    readonly sockets: SocketRegistry,
    readonly keeper: SessionKeeper,
    readonly logger: Logger
  ) {}
}
