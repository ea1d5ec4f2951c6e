import { guessLanguage, wordsOf } from '#rag/ranking/languages'
import { tokensOf } from '#rag/ranking/terms'

export interface ConversationTurn {
  role: 'user' | 'assistant'
  text: string
}

/** Words that point at something said before, in the languages most asked in. */
const POINTERS = new Set(
  (
    'it its he him his she her hers they them their theirs this that these those one ones there then former latter same ' +
    'er ihn ihm sein seine sie ihr ihre es das dies diese dieser dieses davon dazu darüber damit dort ' +
    'il elle lui ils elles leur leurs ce cela ça cet cette ces celui celle ceux y en ' +
    'él ella ellos ellas eso esto ese esa esos esas este esta su sus lo ' +
    'lui lei loro esso essa questo questa quello quella ci ne ' +
    'ele ela eles elas isso isto esse essa este esta dele dela ' +
    'hij zij hem haar hun het dit dat deze die daar ' +
    'он она оно они его её ее их это этот эта эти там ' +
    'han hon den det de dem deras denna detta dessa'
  ).split(' ')
)

/** "And in winter?", "Und warum?": openings of questions that go on from the one before. */
const CONTINUES =
  /^(and|but|so|or|what about|how about|und|aber|oder|et|mais|y|pero|e|ma|mas|en|maar|а|и|но|och|men)(?=[\s,?]|$)/iu

/** With fewer words of its own, a question says too little to be looked up. */
const ENOUGH_WORDS = 3
/** How far back the subject of a chain of short questions is looked for. */
const MOST_QUESTIONS_BACK = 3
/** Pasted pages are not borrowed whole. */
const MOST_BORROWED = 1_000

/**
 * What is looked up for a question: itself, or, where it leans on the conversation ("And how tall is it?"), itself with the
 * questions before it, back to the last that stood alone.
 */
export function standaloneQuestion(
  question: string,
  conversation: readonly ConversationTurn[]
): string {
  const borrowed: string[] = []
  const earlier = conversation.filter(({ role }) => role === 'user').map(({ text }) => text)
  let leaning = question
  while (borrowed.length < MOST_QUESTIONS_BACK && leansOnEarlier(leaning)) {
    const before = earlier.pop()
    if (before === undefined) break
    borrowed.unshift(before.slice(0, MOST_BORROWED))
    leaning = before
  }
  return [...borrowed, question].join('\n')
}

function leansOnEarlier(question: string): boolean {
  const tokens = tokensOf(question)
  const stopWords = wordsOf(guessLanguage(tokens) ?? 'en').stopWords
  const own = tokens.filter((token) => !stopWords.has(token) && !POINTERS.has(token))
  if (own.length < ENOUGH_WORDS) return true
  const isShort = own.length < ENOUGH_WORDS * 2
  return isShort && (tokens.some((token) => POINTERS.has(token)) || CONTINUES.test(question.trim()))
}
