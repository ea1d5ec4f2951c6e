import { test } from '@japa/runner'
import { chatMarkdown } from '../../../inertia/features/chat/chat_markdown.js'

const nameOf = (model: string) => (model === 'org/model' ? 'A model' : model)
const question = (content: string) => ({
  role: 'user',
  status: 'complete',
  content,
  model: null,
  deleted_at: null,
})
const answer = (content: string, status = 'complete') => ({
  role: 'assistant',
  status,
  content,
  model: 'org/model',
  deleted_at: null,
})

test.group('A chat as Markdown', () => {
  test('has a title, who wrote what, and one line at the end', ({ assert }) => {
    const text = chatMarkdown('Solar\nsizing', [question(' How much? '), answer('1.9 kWh')], nameOf)
    assert.equal(text, '# Solar sizing\n\n## You\n\nHow much?\n\n## A model\n\n1.9 kWh\n')
  })

  test('leaves deleted messages out', ({ assert }) => {
    const deleted = { ...question(''), deleted_at: 1 }
    assert.equal(chatMarkdown('T', [deleted, answer('Yes')], nameOf), '# T\n\n## A model\n\nYes\n')
  })

  test('names the sources of an answer below it', ({ assert }) => {
    const passage = {
      number: 2,
      documentId: 'd',
      documentName: 'Field\naudit.pdf',
      place: { page: 14 },
    }
    const metadata = JSON.stringify({ passages: [passage] })
    const text = chatMarkdown('T', [{ ...answer('212 [2]'), metadata }], nameOf)
    assert.include(text, '212 [2]\n\nSources:\n\n- [2] Field audit.pdf, p. 14\n')
  })

  test('says how an answer ended that is not whole', ({ assert }) => {
    const text = chatMarkdown('T', [answer('Half', 'failed'), answer('', 'pending')], nameOf)
    assert.include(text, 'Half\n\n_The answer broke off here._')
    assert.include(text, '## A model\n\n_Not answered yet._')
  })

  test('closes a fence that an answer left open', ({ assert }) => {
    const text = chatMarkdown('T', [answer('````ts\n```\nx', 'stopped'), question('Next')], nameOf)
    assert.include(text, '````ts\n```\nx\n````\n\n_Stopped here._\n\n## You\n\nNext')
  })

  test('leaves closed fences as they are', ({ assert }) => {
    const text = chatMarkdown('T', [answer('```\na\n```\nafter')], nameOf)
    assert.isTrue(text.endsWith('```\na\n```\nafter\n'))
  })
})
