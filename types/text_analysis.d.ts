/** The parts of these packages that Loft uses; neither ships types. */
declare module 'snowball-stemmers' {
  interface Stemmer {
    stem(word: string): string
  }
  const snowball: { newStemmer(algorithm: string): Stemmer; algorithms(): string[] }
  export default snowball
}

declare module 'stopword' {
  /** Lists of stop words by ISO 639-3 code. */
  const stopword: Record<string, string[]>
  export default stopword
}
