/** What the scriptable upstream says for a model `bench-…x<chunks>`. */
export const wholeAnswer = (chunks: number): string =>
  Array.from({ length: chunks }, (_, index) => `word${index} `).join('')
