import snowball from 'snowball-stemmers'
import stopword from 'stopword'

/** Name of the stemmer, list of stop words, words the list lacks, and words that it should not have. */
type WordsOf = readonly [algorithm: string, list: string, more: string, less?: string]

/** Languages whose words are brought to their stems, by ISO 639-1 code. */
const KNOWN = {
  en: [
    'english',
    'eng',
    'is was were what when where which who whom whose why how did does do done has have had it its this that these those there their they them he she his her him or of on in to into than then such so if be been being no not can could should would will may might s t re ve ll',
  ],
  de: ['german', 'deu', ''],
  fr: [
    'french',
    'fra',
    'est sont était qui que quoi quand où comment pourquoi l d qu s n j c m t une un le la il elle en y pas plus ne se sur par pour',
  ],
  es: [
    'spanish',
    'spa',
    'qué cuál cuándo dónde cómo quién por para con es son fue las los una no lo le se',
  ],
  it: [
    'italian',
    'ita',
    'l d un il lo la i gli le che chi cosa quando dove come perché è sono era di da in su per tra fra non',
  ],
  pt: ['portuguese', 'por', 'que qual quando onde como quem é são foi para por com não'],
  nl: ['dutch', 'nld', 'wat wie waar wanneer hoe waarom welke het een de is zijn was'],
  sv: ['swedish', 'swe', ''],
  da: ['danish', 'dan', ''],
  no: ['norwegian', 'nob', ''],
  // Made of an encyclopaedia's pages: it holds English words.
  fi: ['finnish', 'fin', '', 'the of'],
  ru: ['russian', 'rus', ''],
  hu: ['hungarian', 'hun', ''],
  ro: ['romanian', 'ron', ''],
  cs: ['czech', 'ces', ''],
  tr: ['turkish', 'tur', ''],
} as const satisfies Record<string, WordsOf>

export type Language = keyof typeof KNOWN

/** How many stems of one language are remembered: words of a language repeat, so nearly all come from here. */
const STEMS_KEPT = 50_000

class Words {
  readonly stopWords: ReadonlySet<string>
  readonly #stemmer: { stem(word: string): string }
  #stems = new Map<string, string>()

  constructor([algorithm, list, more, less = '']: WordsOf) {
    this.#stemmer = snowball.newStemmer(algorithm)
    const wrong = new Set(less.split(' '))
    const right = (stopword[list] ?? []).filter((word) => !wrong.has(word))
    this.stopWords = new Set([...right, ...more.split(' ')])
  }

  stem(word: string): string {
    const known = this.#stems.get(word)
    if (known !== undefined) return known
    if (this.#stems.size >= STEMS_KEPT) this.#stems.clear()
    const stem = this.#stemmer.stem(word)
    this.#stems.set(word, stem)
    return stem
  }
}

const words = new Map<Language, Words>()

/** Stemmer and stop words of a language, made when first needed. */
export function wordsOf(language: Language): Words {
  let known = words.get(language)
  if (!known) words.set(language, (known = new Words(KNOWN[language])))
  return known
}

const languages = Object.keys(KNOWN) as Language[]

/** Of texts that do not tell theirs: what is not English is hardly changed by its rules, and questions are read the same way. */
export const USUAL_LANGUAGE: Language = 'en'

export const isLanguage = (text: string): text is Language => Object.hasOwn(KNOWN, text)

/** Words looked at: a guess is as good after that many. */
const SAMPLE = 200
/** Stop words that must speak for the language of a text. */
const LEAST_HITS = 2

/**
 * The language of a text by its stop words, which make up a third to a half of any prose; null when they say nothing, as in a
 * table of numbers.
 */
export function guessLanguage(tokens: readonly string[]): Language | null {
  return mostLikely(tokens, languages, LEAST_HITS)
}

/** The language of a question over documents in these; a question has few words, but then there are few languages to tell apart. */
export function guessQuestionLanguage(
  tokens: readonly string[],
  among: readonly Language[]
): Language | null {
  return mostLikely(tokens, among, 1)
}

function mostLikely(
  tokens: readonly string[],
  among: readonly Language[],
  leastHits: number
): Language | null {
  const sample = tokens.length > SAMPLE ? tokens.slice(0, SAMPLE) : tokens
  let best: Language | null = null
  let most = 0
  let next = 0
  for (const language of among) {
    const { stopWords } = wordsOf(language)
    let hits = 0
    for (const token of sample) if (stopWords.has(token)) hits++
    if (hits < leastHits) continue
    // Some lists are seven times as long as others and would win by their length alone.
    const weight = hits / Math.sqrt(Math.log(stopWords.size))
    if (weight > most) [best, next, most] = [language, most, weight]
    else if (weight > next) next = weight
  }
  return most > next ? best : null
}

/** Languages of documents, as each keeps them (with spaces between), those of most documents first. */
export function languagesOf(documents: readonly { languages: string }[]): Language[] {
  const counts = new Map<string, number>()
  for (const { languages } of documents) {
    for (const language of languages.split(' ')) {
      counts.set(language, (counts.get(language) ?? 0) + 1)
    }
  }
  const byCount = [...counts].toSorted(([, a], [, b]) => b - a).map(([language]) => language)
  return byCount.filter(isLanguage)
}
