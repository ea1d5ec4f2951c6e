import { KeysChanged } from '#ai/keys/events/keys_changed'
import app from '@adonisjs/core/services/app'
import emitter from '@adonisjs/core/services/emitter'
import { GenerationModule } from '#chat/generation/generation_module'
import { TemporaryReaders } from '#chat/temporary/temporary_readers'
import { logRequest } from '#core/logging/request_log'
import { SweepFiles } from '#files/actions/sweep_files'
import { FileStored } from '#files/events/file_stored'
import { SessionEnded } from '#identity/events/session_ended'
import { SessionRotated } from '#identity/events/session_rotated'
import { closeCodes } from '#shared/protocol/server_frames'
import { PlanReindexing } from '#rag/actions/plan_reindexing'
import { StartDocumentWork } from '#rag/actions/start_document_work'
import { concernsDocuments } from '#rag/record_document_work'
import { LogAppended } from '#sync/events/log_appended'
import { SocketRegistry } from '#sync/transport/socket_registry'

emitter.on('http:request_completed', logRequest)

emitter.on(SessionEnded, async ({ sessionId }) => {
  const sockets = await app.container.make(SocketRegistry)
  sockets.closeSession(sessionId)
})

/** Signed out, revoked or replaced: whoever else held the old session reads no further. */
emitter.on(SessionEnded, endTemporaryAnswers)
emitter.on(SessionRotated, endTemporaryAnswers)

async function endTemporaryAnswers({ sessionId }: { sessionId: string }): Promise<void> {
  const readers = await app.container.make(TemporaryReaders)
  readers.endSession(sessionId)
}

/** The browser goes on with its new session; whoever else knew the old one does not. */
emitter.on(SessionRotated, async ({ sessionId }) => {
  const sockets = await app.container.make(SocketRegistry)
  sockets.closeSession(sessionId, closeCodes.goingAway)
})

/** What the log accepted decides what is generated. */
emitter.on(LogAppended, [GenerationModule, 'onLogAppended'])

/** Answers wait for the images of their question. */
emitter.on(FileStored, [GenerationModule, 'onFileStored'])

/** Documents are read once their bytes are here, and taken away when they are deleted. */
emitter.on(LogAppended, async ({ userId, events }) => {
  if (!events.some(concernsDocuments)) return
  const startDocumentWork = await app.container.make(StartDocumentWork)
  await startDocumentWork.handle({ userId })
})
emitter.on(FileStored, async ({ userId }) => {
  const startDocumentWork = await app.container.make(StartDocumentWork)
  await startDocumentWork.handle({ userId })
})

/** Another key, another embedding model: documents get its vectors. A failure is no reason to refuse the key. */
emitter.on(KeysChanged, async ({ userId }) => {
  const logger = await app.container.make('logger')
  try {
    const planReindexing = await app.container.make(PlanReindexing)
    await planReindexing.handle({ userId })
    const startDocumentWork = await app.container.make(StartDocumentWork)
    await startDocumentWork.handle({ userId })
  } catch (error) {
    logger.error({ err: error, user_id: userId }, 'new vectors not planned')
  }
})

/** What a deleted message alone named goes with it. */
emitter.on(LogAppended, async ({ events }) => {
  if (!events.some(({ name }) => name === 'v1.MessagesDeleted' || name === 'v1.ChatDeleted')) return
  const sweepFiles = await app.container.make(SweepFiles)
  await sweepFiles.handle()
})
