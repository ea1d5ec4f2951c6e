import { guessQuestionLanguage, type Language, wordsOf } from '#rag/ranking/languages'

const WORD = /[\p{L}\p{M}\p{N}]+/gu
/** Scripts that put no spaces between words: they are found by pairs of characters. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u
const UNSPACED_RUN =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{M}]+|[^\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+/gu
const MARKS = /\p{M}+/gu
const HAS_NON_ASCII = /[^ -~]/
/** Longer words are no words: encoded data, addresses. */
const LONGEST = 64

/** The words of a text, in lower case, as they stand there. */
export function tokensOf(text: string): string[] {
  const tokens: string[] = []
  for (const [word] of text.normalize('NFKC').toLowerCase().matchAll(WORD)) {
    if (!HAS_NON_ASCII.test(word) || !UNSPACED.test(word)) tokens.push(word)
    else pushPairs(word, tokens)
  }
  return tokens
}

function pushPairs(word: string, tokens: string[]): void {
  for (const [run] of word.matchAll(UNSPACED_RUN)) {
    if (!UNSPACED.test(run)) {
      tokens.push(run)
      continue
    }
    const characters = [...run]
    if (characters.length === 1) tokens.push(run)
    for (let at = 0; at + 1 < characters.length; at++) {
      tokens.push(characters[at]! + characters[at + 1]!)
    }
  }
}

/** What a text is indexed by, in its order: stems without stop words and without accents. */
export function termsOf(tokens: readonly string[], language: Language): string[] {
  const words = wordsOf(language)
  const terms: string[] = []
  for (const token of tokens) {
    if (token.length > LONGEST || words.stopWords.has(token)) continue
    terms.push(fold(words.stem(token)))
  }
  return terms
}

/** Accents are left out last: stemmers read them, and people who search often do not type them. */
function fold(word: string): string {
  return HAS_NON_ASCII.test(word) ? word.normalize('NFD').replace(MARKS, '').normalize('NFC') : word
}

/** Most different terms a question is looked up by: pasted pages are questions too. */
const MOST_TERMS = 48

/**
 * The terms of a question over documents in these languages. A question is too short to be sure of its own language, so its words
 * are stemmed as the documents' were.
 */
export function questionTerms(question: string, languages: readonly Language[]): string[] {
  const tokens = tokensOf(question)
  const own = guessQuestionLanguage(tokens, languages)
  const meant = own ? tokens.filter((token) => !wordsOf(own).stopWords.has(token)) : tokens
  const all = languages.flatMap((language) => termsOf(meant, language))
  return [...new Set(all)].slice(0, MOST_TERMS)
}
