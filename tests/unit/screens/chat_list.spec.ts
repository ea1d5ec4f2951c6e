import { test } from '@japa/runner'
import { chatGroups, chatName } from '../../../inertia/features/chats/chat_groups.js'
import { ListLayout } from '../../../inertia/features/chats/list_layout.js'

test.group('Groups of the chat list', () => {
  test('days, weeks, then months without a gap, newest first', ({ assert }) => {
    const groups = chatGroups(new Date(2026, 10, 21, 9))
    assert.deepEqual(
      groups.slice(0, 6).map(({ name }) => name),
      ['Today', 'Yesterday', 'Last week', 'Last month', 'October 2026', 'September 2026']
    )
    assert.deepEqual(groups.at(-1), { name: 'Older', since: 0 })
    const times = groups.map(({ since }) => since)
    assert.deepEqual(
      times,
      times.toSorted((a, b) => b - a)
    )
    assert.equal(new Set(times).size, times.length)
  })

  test('a chat is called by its title, its first words, or new', ({ assert }) => {
    assert.equal(chatName({ title: 'Named', first_words: 'Words' }), 'Named')
    assert.equal(chatName({ title: null, first_words: '  Two\n words ' }), 'Two words')
    assert.equal(chatName({ title: null, first_words: ' \n ' }), 'New chat')
    assert.equal(chatName({ title: null, first_words: null }), 'New chat')
  })
})

test.group('The layout of the chat list', () => {
  const groups = [
    { name: 'Today', since: 3 },
    { name: 'Yesterday', since: 2 },
    { name: 'Older', since: 0 },
  ]
  const layout = new ListLayout({ pinned: 2, archived: 9, groups: [1, 0, 3] }, groups)

  test('puts a heading above each group that has chats', ({ assert }) => {
    const lines = Array.from({ length: layout.length }, (_, index) => layout.item(index))
    assert.deepEqual(
      lines.map((line) => (line.type === 'heading' ? line.name : `${line.part} ${line.at}`)),
      ['Pinned', 'pinned 0', 'pinned 1', 'Today', 'rest 0', 'Older', 'rest 1', 'rest 2', 'rest 3']
    )
  })

  test('finds the line of every chat again, and steps over headings', ({ assert }) => {
    for (let index = 0; index < layout.length; index++) {
      const line = layout.item(index)
      if (line.type === 'chat') assert.equal(layout.indexOf(line.part, line.at), index)
    }
    assert.equal(layout.chatFrom(0, 1), 1)
    assert.equal(layout.chatFrom(3, -1), 2)
    assert.equal(layout.chatFrom(5, 1), 6)
    assert.equal(layout.chatFrom(0, -1), -1)
    assert.equal(layout.chatFrom(layout.length, 1), -1)
  })
})
