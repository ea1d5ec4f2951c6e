import { test } from '@japa/runner'
import { textBlocks } from '../../../inertia/features/chat/text_blocks.js'

test.group('Text and code of a message', () => {
  test('splits at fences and keeps the language', ({ assert }) => {
    assert.deepEqual(textBlocks('Before\n\n```ts\nconst a = 1\n```\n\nAfter'), [
      { type: 'text', text: 'Before' },
      { type: 'code', language: 'ts', text: 'const a = 1' },
      { type: 'text', text: 'After' },
    ])
  })

  test('counts a fence that is still being written as code', ({ assert }) => {
    assert.deepEqual(textBlocks('```\nhalf'), [{ type: 'code', language: '', text: 'half' }])
  })

  test('a longer fence holds a shorter one', ({ assert }) => {
    assert.deepEqual(textBlocks('````md\n```\nx\n```\n````'), [
      { type: 'code', language: 'md', text: '```\nx\n```' },
    ])
  })

  test('inline code with three marks is text', ({ assert }) => {
    assert.deepEqual(textBlocks('Say ```hi``` now'), [{ type: 'text', text: 'Say ```hi``` now' }])
  })

  test('indentation and inner blank lines survive', ({ assert }) => {
    assert.deepEqual(textBlocks('\n  a\n\n  b\n'), [{ type: 'text', text: '  a\n\n  b' }])
  })
})
