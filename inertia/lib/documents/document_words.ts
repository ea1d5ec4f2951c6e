import { describeDocumentError } from '#shared/document_errors'
import type { DocumentProgress } from '../../livestore/api.js'
import type { UploadState } from '../upload_state.js'

/** What the tables hold of a document's state. */
export interface DocumentFacts {
  status: string
  error_code: string | null
  is_retryable: number | null
  passages: number | null
}

/** How far a document is, as one line says it. */
export interface DocumentState {
  type: 'sending' | 'waiting' | 'working' | 'ready' | 'failed'
  words: string
  /** Of the step that runs, 0 to 1; null where it cannot be counted. */
  share: number | null
  /** The whole sentence of a failure. */
  detail: string | null
  /** What another try would do. */
  retry: 'upload' | 'processing' | null
}

const steps = {
  extract: 'Reading',
  chunk: 'Cutting',
  embed: 'Embedding',
  index: 'Indexing',
  improve: 'Improving search',
}

/** Everything known of a document's way: from this device, through the server's steps, to passages that can be asked about. */
export function documentState(
  facts: DocumentFacts | undefined,
  upload: UploadState | undefined,
  progress: DocumentProgress | undefined
): DocumentState {
  const plain = { share: null, detail: null, retry: null }
  if (upload?.type === 'refused') {
    return { ...plain, type: 'failed', words: 'Not taken', detail: upload.message, retry: 'upload' }
  }
  if (upload?.type === 'waiting') return { ...plain, type: 'waiting', words: 'Uploads later' }
  if (upload?.type === 'sending') {
    const words = `Uploading, ${Math.floor(upload.share * 100)} %`
    return { ...plain, type: 'sending', words, share: upload.share }
  }
  if (facts?.status === 'ready') {
    const count = facts.passages ?? 0
    const words = `${count.toLocaleString('en-GB')} ${count === 1 ? 'passage' : 'passages'}`
    // Its passages get vectors of another model; it can be asked about all the while.
    if (progress?.step === 'improve') {
      const { done, of } = progress
      const figures = `${done.toLocaleString('en-GB')} of ${of.toLocaleString('en-GB')}`
      const share = of > 0 ? done / of : null
      return { ...plain, type: 'ready', words: `Improving search: ${figures}`, share }
    }
    return { ...plain, type: 'ready', words }
  }
  if (facts?.status === 'failed') {
    const { sentence } = describeDocumentError(facts.error_code ?? 'UNAVAILABLE')
    // A model began to read a scan and failed: going on is another question, which names the model and what it costs.
    const isHalfRead = facts.error_code === 'SCANNED' && facts.is_retryable === 1
    if (isHalfRead) {
      const detail =
        'The model could not read all pages. What it has read is kept: try again, or with another model.'
      return { ...plain, type: 'failed', words: 'Scanned, not read to the end', detail }
    }
    const retry = facts.is_retryable === 1 ? 'processing' : null
    return {
      ...plain,
      type: 'failed',
      words: failureWords(facts.error_code),
      detail: sentence,
      retry,
    }
  }
  if (progress) {
    const { step, done, of } = progress
    const figures =
      of > 1 ? `, ${done.toLocaleString('en-GB')} of ${of.toLocaleString('en-GB')}` : ''
    const share = of > 1 ? done / of : null
    return { ...plain, type: 'working', words: `${steps[step]}${figures}`, share }
  }
  return { ...plain, type: 'waiting', words: upload ? 'Waiting to be read' : 'Waiting' }
}

const failures: Record<string, string> = {
  ENCRYPTED: 'Locked with a password',
  EMPTY: 'No text in it',
  SCANNED: 'Scanned, no text found',
  UNREADABLE: 'Damaged',
  TOO_LARGE: 'Too large to read',
  TOO_MANY_PAGES: 'Too many pages',
  WRONG_TYPE: 'Not what its name says',
  TIMEOUT: 'Took too long',
}

const failureWords = (code: string | null) => failures[code ?? ''] ?? 'Could not be read'
