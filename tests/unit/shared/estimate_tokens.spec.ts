import { readFileSync } from 'node:fs'
import { estimateTokens } from '#shared/policies/estimate_tokens'
import { test } from '@japa/runner'
import { estimateTokenCount } from 'tokenx'

/** Counts of the tokenizers of GPT-4 and GPT-4o, which agree on these. */
const counted = [
  ['Hello, how are you doing today?', 8],
  ['The quick brown fox jumps over the lazy dog.', 10],
] as const

/** Held against `tokenx`, whose own deviation from o200k_base is published and below 6 % for these kinds of text. */
const kinds: Record<string, string> = {
  prose: readFileSync('docs/operations.md', 'utf8'),
  code: readFileSync('app/sync/drivers/durable_server_writer.ts', 'utf8'),
  markup: readFileSync('inertia/layouts/sidebar.tsx', 'utf8'),
  json: readFileSync('package.json', 'utf8'),
  german:
    'Als Gregor Samsa eines Morgens aus unruhigen Träumen erwachte, fand er sich in seinem Bett zu einem ungeheueren Ungeziefer verwandelt.',
  french:
    "Longtemps, je me suis couché de bonne heure. Parfois, à peine ma bougie éteinte, mes yeux se fermaient si vite que je n'avais pas le temps de me dire : je m'endors.",
  russian:
    'Все счастливые семьи похожи друг на друга, каждая несчастливая семья несчастлива по-своему.',
  japanese: '吾輩は猫である。名前はまだ無い。どこで生れたかとんと見当がつかぬ。',
  chinese:
    '人工智能正在改变我们的生活方式。许多人每天都在使用聊天机器人来回答问题、编写代码和翻译文章。',
  korean: '모든 국민은 인간으로서의 존엄과 가치를 가지며, 행복을 추구할 권리를 가진다.',
}

test.group('Token estimate', () => {
  test('known counts are met within 15 %', ({ assert }) => {
    for (const [text, tokens] of counted) {
      assert.closeTo(estimateTokens(text), tokens, tokens * 0.15, text)
    }
  })

  test('{$self} is within 15 % of the reference estimate')
    .with(Object.keys(kinds))
    .run(({ assert }, kind) => {
      const reference = estimateTokenCount(kinds[kind]!)
      assert.closeTo(estimateTokens(kinds[kind]!), reference, reference * 0.15)
    })

  test('scripts without spaces do not count as one long word', ({ assert }) => {
    assert.isAbove(estimateTokens('สวัสดีชาวโลก'.repeat(20)), 60)
    assert.isAbove(estimateTokens('🎉'.repeat(100)), 100)
    assert.isAbove(estimateTokens('a1b2c3d4'.repeat(10)), 60)
  })

  test('nothing, halves of characters and control characters are counted without harm', ({
    assert,
  }) => {
    assert.equal(estimateTokens(''), 0)
    for (const text of ['\ud800', 'a\udc00b', '\u0000\u0001', '\uffff']) {
      assert.isAtLeast(estimateTokens(text), 0)
      assert.isAtMost(estimateTokens(text), 6)
    }
  })
})
