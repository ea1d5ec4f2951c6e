import { test } from '@japa/runner'
import {
  addedWords,
  shownDocuments,
  wholeLibrary,
  type LibraryView,
} from '../../../inertia/features/documents/library_list.js'
import type { Row } from '#shared/tables/tables'
import { documentState } from '../../../inertia/lib/documents/document_words.js'

const document = (name: string, more: Partial<Row<'documents'>> = {}): Row<'documents'> => ({
  ...{ id: name, name, media_type: 'application/pdf', size: 1, status: 'ready' },
  ...{ error_code: null, is_retryable: null, pages: null, passages: 3, tokens: 1 },
  ...{ embedding_model: null, project_id: null, chat_id: null, created_at: 1, updated_at: 1 },
  ...{ deleted_at: null, ...more },
})

const library = [
  document('Report 10.pdf', { size: 5, created_at: 3 }),
  document('report 9.pdf', { size: 7, created_at: 2, project_id: 'clinics' }),
  document('Notes.md', { media_type: 'text/markdown', status: 'failed', created_at: 1 }),
]
const shown = (view: Partial<LibraryView>) =>
  shownDocuments(library, { ...wholeLibrary, ...view }).map(({ name }) => name)

test.group('The library', () => {
  test('is sorted as people count, newest first unless asked otherwise', ({ assert }) => {
    assert.deepEqual(shown({}), ['Report 10.pdf', 'report 9.pdf', 'Notes.md'])
    assert.deepEqual(shown({ sort: { column: 'name', isDescending: false } }), [
      ...['Notes.md', 'report 9.pdf', 'Report 10.pdf'],
    ])
    assert.equal(shown({ sort: { column: 'size', isDescending: true } })[0], 'report 9.pdf')
  })

  test('shows what fits every filter', ({ assert }) => {
    assert.deepEqual(shown({ words: ' REPORT 9' }), ['report 9.pdf'])
    assert.deepEqual(shown({ project: 'none' }), ['Report 10.pdf', 'Notes.md'])
    assert.deepEqual(shown({ project: 'clinics', status: 'failed' }), [])
    assert.deepEqual(shown({ type: 'Markdown' }), ['Notes.md'])
  })

  test('names days near today', ({ assert }) => {
    const now = new Date(2026, 10, 21, 9)
    const at = (...date: [number, number, number, number]) => addedWords(+new Date(...date), now)
    assert.equal(at(2026, 10, 21, 0), 'Today')
    assert.equal(at(2026, 10, 20, 23), 'Yesterday')
    assert.equal(at(2026, 10, 12, 5), '12 Nov')
    assert.equal(at(2025, 10, 12, 5), '12 Nov 2025')
  })
})

test.group('The state of a document', () => {
  test('is that of its upload first, then of the work on it, then what came of it', ({
    assert,
  }) => {
    const waiting = { status: 'waiting', error_code: null, is_retryable: null, passages: null }
    const progress = { step: 'embed', done: 212, of: 904 } as const
    const half = { status: 'failed', error_code: 'SCANNED', is_retryable: 1, passages: null }
    const state = documentState(half, undefined, undefined)
    // A plain retry would read the file again, and find no text again.
    assert.deepInclude(state, {
      type: 'failed',
      words: 'Scanned, not read to the end',
      retry: null,
    })
    const improving = documentState(
      { status: 'ready', error_code: null, is_retryable: null, passages: 904 },
      ...([undefined, { ...progress, step: 'improve' }] as const)
    )
    assert.deepInclude(improving, { type: 'ready', words: 'Improving search: 212 of 904' })
    const words = (...args: Parameters<typeof documentState>) => documentState(...args).words
    assert.equal(words(waiting, { type: 'sending', share: 0.42 }, progress), 'Uploading, 42 %')
    assert.equal(words(waiting, { type: 'uploaded' }, progress), 'Embedding, 212 of 904')
    assert.equal(words(waiting, undefined, { step: 'extract', done: 0, of: 0 }), 'Reading')
    assert.equal(
      words({ ...waiting, status: 'ready', passages: 1 }, undefined, progress),
      '1 passage'
    )
  })

  test('says in a sentence why it failed, and offers another try only where that can help', ({
    assert,
  }) => {
    const failed = { status: 'failed', is_retryable: 0, passages: null }
    const locked = documentState({ ...failed, error_code: 'ENCRYPTED' }, undefined, undefined)
    assert.match(locked.detail ?? '', /password/)
    assert.isNull(locked.retry)
    const slow = documentState(
      { ...failed, error_code: 'TIMEOUT', is_retryable: 1 },
      undefined,
      undefined
    )
    assert.equal(slow.retry, 'processing')
    const refused = documentState(undefined, { type: 'refused', message: 'No room.' }, undefined)
    assert.deepInclude(refused, { type: 'failed', detail: 'No room.', retry: 'upload' })
  })
})
