import type { IndexedPassage } from '#rag/passage_index'
import { guessLanguage, type Language, USUAL_LANGUAGE } from '#rag/ranking/languages'
import { termsOf, tokensOf } from '#rag/ranking/terms'

export interface AnalysedPassage {
  passage: IndexedPassage
  /** Terms with spaces between them. */
  header: string
  body: string
}

/** A passage that does not tell its language has that of most of its document. */
export function analysePassages(passages: readonly IndexedPassage[]): {
  /** Those that questions have to be read in, the most frequent first. */
  languages: Language[]
  passages: AnalysedPassage[]
} {
  const counts = new Map<Language, number>()
  const guessed = passages.map((passage) => {
    const tokens = tokensOf(passage.text)
    const language = guessLanguage(tokens)
    if (language) counts.set(language, (counts.get(language) ?? 0) + 1)
    return { passage, tokens, language }
  })
  // A language that few passages seem to have is more likely a wrong guess than a second language.
  const languages = [...counts]
    .toSorted(([, a], [, b]) => b - a)
    .filter(([, count], at) => at === 0 || count > passages.length / 20)
    .map(([language]) => language)
  const [usual = USUAL_LANGUAGE] = languages
  return {
    languages: languages.length > 0 ? languages : [usual],
    passages: guessed.map(({ passage, tokens, language: own }) => {
      const language = own && languages.includes(own) ? own : usual
      const header = termsOf(tokensOf(passage.header), language).join(' ')
      return { passage, header, body: termsOf(tokens, language).join(' ') }
    }),
  }
}
