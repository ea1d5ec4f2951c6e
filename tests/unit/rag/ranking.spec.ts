import { test } from '@japa/runner'

import { fuse } from '#rag/ranking/fuse'
import { guessLanguage } from '#rag/ranking/languages'
import { withoutNearDuplicates } from '#rag/ranking/near_duplicates'
import { standaloneQuestion } from '#rag/ranking/standalone_question'
import { questionTerms, termsOf, tokensOf } from '#rag/ranking/terms'

const items = (...ids: string[]) => ids.map((id) => ({ id }))
const said = (...texts: string[]) => texts.map((text) => ({ role: 'user', text }) as const)

test.group('Ranking', () => {
  test('what stands in both lists comes first', ({ assert }) => {
    const fused = fuse([{ items: items('a', 'b', 'c') }, { items: items('d', 'c', 'e') }])
    assert.deepEqual(
      fused.map(({ item }) => item.id),
      ['c', 'a', 'd', 'b', 'e']
    )
    const weighed = fuse([{ items: items('a') }, { items: items('b'), weight: 2 }])
    assert.deepEqual(weighed[0]!.item.id, 'b')
  })

  test('near duplicates are left out, neighbours are not', ({ assert }) => {
    const text = Array.from({ length: 40 }, (_, at) => `word${at}`).join(' ')
    const overlapping = `${text.slice(-80)} ${Array.from({ length: 40 }, (_, at) => `next${at}`).join(' ')}`
    const kept = withoutNearDuplicates([
      ...[{ text }, { text: `${text} more` }, { text: overlapping }, { text: 'word1' }],
      ...[{ text: 'Word1!' }, { text: '' }],
    ])
    assert.deepEqual(
      kept.map((item) => item.text),
      [text, overlapping, 'word1', '']
    )
  })
})

test.group('Words of texts', () => {
  test('guesses the language of a sentence', ({ assert }) => {
    const sentences = {
      en: 'The house on the hill was sold to a family that came from the city.',
      de: 'Das Haus auf dem Hügel wurde an eine Familie aus der Stadt verkauft.',
      fr: 'La maison sur la colline a été vendue à une famille qui venait de la ville.',
      es: 'La casa de la colina fue vendida a una familia que venía de la ciudad.',
      it: 'La casa sulla collina è stata venduta a una famiglia che veniva dalla città.',
      pt: 'A casa na colina foi vendida a uma família que não era da cidade.',
      nl: 'Het huis op de heuvel werd aan een gezin verkocht dat uit de stad kwam.',
      sv: 'Huset på kullen såldes till en familj som kom från staden och inte hade något.',
      da: 'Huset på bakken blev solgt til en familie, der ikke havde været i byen efter krigen.',
      fi: 'Talo on vanha ja se oli myös hyvin kaunis, mutta hän ei asu siinä.',
      ru: 'Дом на холме был продан семье, которая приехала из города, но не осталась.',
    }
    for (const [language, sentence] of Object.entries(sentences)) {
      assert.equal(guessLanguage(tokensOf(sentence)), language, sentence)
    }
    assert.equal(guessLanguage(tokensOf('Statutes of the realm')), 'en')
    for (const text of ['', '12 34 56', 'Skagen Fyr', '東京都']) {
      assert.isNull(guessLanguage(tokensOf(text)), text)
    }
  })

  test('brings words to their stems, without stop words and accents', ({ assert }) => {
    assert.deepEqual(termsOf(tokensOf('The Normans’ dynasties were conquering'), 'en'), [
      ...['norman', 'dynasti', 'conquer'],
    ])
    assert.deepEqual(termsOf(tokensOf('Die Häuser der Stadt'), 'de'), ['haus', 'stadt'])
    assert.deepEqual(termsOf(tokensOf('Éléphants'), 'fr'), termsOf(tokensOf('elephant'), 'fr'))
    assert.deepEqual(termsOf([`${'x'.repeat(80)}`], 'en'), [])
    assert.deepEqual(tokensOf('東京都 ab한국1'), ['東京', '京都', 'ab', '한국', '1'])
  })

  test('a question is read in every language of the documents', ({ assert }) => {
    assert.includeMembers(questionTerms('Wo stehen die Häuser?', ['en', 'de']), ['haus', 'hauser'])
    assert.notInclude(questionTerms('Wo stehen die Häuser?', ['en', 'de']), 'die')
    assert.isAtMost(questionTerms('word1 '.repeat(9) + filler(), ['en', 'de']).length, 48)
  })
})

const filler = () => Array.from({ length: 500 }, (_, at) => `filler${at}`).join(' ')

test.group('Questions that lean on the conversation', () => {
  const first = 'Who designed the lighthouse of Skagen in Denmark?'
  const leaning = ['And how tall is it?', 'Why?', 'Und wie hoch ist er?', 'А когда?', 'When was that built?'] // prettier-ignore
  for (const question of leaning) {
    test(`"${question}" borrows from the question before`, ({ assert }) => {
      assert.equal(standaloneQuestion(question, said(first)), `${first}\n${question}`)
      assert.equal(standaloneQuestion(question, []), question)
    })
  }

  test('a chain of them goes back to the last that stands alone', ({ assert }) => {
    const conversation = said('What is the budget of Bergen for roads?', first, 'And how tall?')
    assert.equal(standaloneQuestion('Why?', conversation), `${first}\nAnd how tall?\nWhy?`)
  })

  test('a question that says enough is left alone', ({ assert }) => {
    const question = 'How many people live in the municipality of Bergen today?'
    assert.equal(standaloneQuestion(question, said(first)), question)
  })
})
