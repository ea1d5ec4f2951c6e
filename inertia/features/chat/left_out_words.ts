import { count } from './model_cost'

export function leftOutWords(leftOut: number): string {
  return leftOut === 1
    ? 'The oldest message no longer fits.'
    : `The ${count(leftOut)} oldest messages no longer fit.`
}

/** Of an answer that is there already. */
export function wasLeftOutWords(leftOut: number): string {
  return leftOut === 1
    ? 'The oldest message was left out.'
    : `The ${count(leftOut)} oldest messages were left out.`
}
