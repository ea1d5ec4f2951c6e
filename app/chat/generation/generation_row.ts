/**
 * queued → running → an end; held waits for `v1.AnswerConfirmed`. stopping and cancelling are wishes that the log has accepted
 * and the scheduler has yet to carry out: stopped keeps its text and gets an event, cancelled (deleted) keeps nothing.
 */
export type UnfinishedStatus = 'queued' | 'held' | 'running' | 'stopping' | 'cancelling'
export type FinalStatus = 'completed' | 'stopped' | 'failed' | 'cancelled'

/** What the scheduler needs of a row of `generations` that has not ended. */
export interface GenerationRow {
  id: string
  user_id: string
  answer_id: string
  chat_id: string
  parent_id: string | null
  /** The answer above that was unfinished when this one was asked for. */
  waiting_for: string | null
  requested_model: string
  /** JSON of `AnswerSettings`. */
  settings: string
  status: UnfinishedStatus
  /** Requests sent upstream; counted before they are sent. */
  attempts: number
  requested_at: number
  queued_at: number
  confirmed_at: number | null
  sent_at: number | null
}

/** For logs: names of things, never what they hold. */
export function describeRow(row: GenerationRow) {
  return { user_id: row.user_id, chat_id: row.chat_id, answer_id: row.answer_id }
}
