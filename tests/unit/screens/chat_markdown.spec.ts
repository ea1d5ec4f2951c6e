import { test } from '@japa/runner'
import { answerMarkdown, chatMarkdown } from '../../../inertia/features/chat/chat_markdown.js'

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

  test('names pages on the web after them, as words and never as marks', ({ assert }) => {
    const url = 'https://real.example/a b>)](javascript:alert(1))'
    const metadata = JSON.stringify({
      passages: [{ number: 2, documentId: 'd', documentName: 'audit.pdf', place: {} }],
      parts: [{ type: 'source', url, title: 'Good\n](javascript:x) ![i](https://evil.example/i)' }],
    })
    const copied = answerMarkdown({ content: 'So it is [2]', metadata })
    assert.equal(
      copied,
      'So it is [2]\n\nSources:\n\n- [2] audit.pdf\n' +
        '- [3] [Good \\]\\(javascript:x\\) \\!\\[i\\]\\(https://evil.example/i\\)]' +
        '(<https://real.example/a%20b%3E)](javascript:alert(1))>), real.example\n'
    )
    assert.include(chatMarkdown('T', [{ ...answer('So'), metadata }], nameOf), '- [3] [Good')
  })

  test('copies an answer without sources to the letter', ({ assert }) => {
    const metadata = JSON.stringify({ parts: [{ type: 'source', url: 'javascript:alert(1)' }] })
    assert.equal(answerMarkdown({ content: ' a\n```\nb ', metadata }), ' a\n```\nb ')
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
