import { readPreference } from '#shared/preferences'
import { test } from '@japa/runner'

test.group('Preferences', () => {
  test('fallback models: {value} reads as {expected}')
    .with([
      { value: null, expected: [] },
      { value: 'not json', expected: [] },
      { value: '{"0":"a"}', expected: [] },
      { value: '["a","b","a",7,"",null]', expected: ['a', 'b'] },
      { value: '["a","b","c","d","e","f"]', expected: ['a', 'b', 'c', 'd', 'e'] },
      { value: JSON.stringify(['x'.repeat(201), 'a']), expected: ['a'] },
      { value: JSON.stringify(['\ud800', 'a']), expected: ['a'] },
    ])
    .run(({ assert }, { value, expected }) => {
      assert.deepEqual(readPreference('fallback_models', value), expected)
    })

  test('default model and settings are tolerant too', ({ assert }) => {
    assert.equal(readPreference('default_model', '"openai:gpt"'), 'openai:gpt')
    assert.isNull(readPreference('default_model', '7'))
    assert.isNull(readPreference('default_model', '""'))
    assert.deepEqual(readPreference('default_settings', '{"temperature":1}'), { temperature: 1 })
    assert.deepEqual(readPreference('default_settings', '{"temperature":9}'), {})
  })
})
