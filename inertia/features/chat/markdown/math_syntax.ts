import { mathFromMarkdown } from 'mdast-util-math'
import { math } from 'micromark-extension-math'
import type { Construct, Extension, State, Tokenizer } from 'micromark-util-types'
import { limits } from './limits.js'

const code = { dollar: 36, open: 40, close: 41, bracket: 91, backslash: 92, closeBracket: 93 }
const isLineEnding = (at: number | null) => at !== null && at < -2
const isSpace = (at: number | null) => at === null || at === 32 || at < 0
const isDigit = (at: number | null) => at !== null && at >= 48 && at <= 57

/**
 * Formulas between `$` and `$`, `$$` and `$$`, `\(` and `\)`, `\[` and `\]`. A single dollar follows pandoc: nothing opens before a
 * space and nothing closes after one or before a digit, so that `$5 and $6` are prices.
 */
const tokenizeDollars: Tokenizer = function (effects, ok, nok) {
  let length = 0
  let isDouble = false
  let before: number | null = null
  return (at) => {
    effects.enter('mathText')
    effects.enter('mathTextSequence')
    effects.consume(at)
    return opened
  }
  function opened(at: number | null): State | undefined {
    if (at === code.dollar && !isDouble) {
      isDouble = true
      effects.consume(at)
      return opened
    }
    if (at === null || at === code.dollar || (!isDouble && isSpace(at))) return nok(at)
    effects.exit('mathTextSequence')
    return between(at)
  }
  function between(at: number | null): State | undefined {
    if (at === null || length++ > limits.formula) return nok(at)
    if (at === code.dollar) {
      if (!isDouble && isSpace(before)) return nok(at)
      effects.enter('mathTextSequence')
      effects.consume(at)
      return isDouble ? second : closed
    }
    if (isLineEnding(at)) {
      effects.enter('lineEnding')
      effects.consume(at)
      effects.exit('lineEnding')
      before = at
      return between
    }
    effects.enter('mathTextData')
    return data(at)
  }
  function data(at: number | null): State | undefined {
    const isClosing = at === code.dollar && before !== code.backslash
    if (at === null || isLineEnding(at) || isClosing) {
      effects.exit('mathTextData')
      return between(at)
    }
    if (length++ > limits.formula) return nok(at)
    before = before === code.backslash && at === code.backslash ? null : at
    effects.consume(at)
    return data
  }
  function second(at: number | null): State | undefined {
    if (at !== code.dollar) return nok(at)
    effects.consume(at)
    return closed
  }
  function closed(at: number | null): State | undefined {
    if (!isDouble && isDigit(at)) return nok(at)
    effects.exit('mathTextSequence')
    effects.exit('mathText')
    return ok(at)
  }
}

const tokenizeBackslash: Tokenizer = function (effects, ok, nok) {
  let length = 0
  let end = code.close
  return (at) => {
    effects.enter('mathText')
    effects.enter('mathTextSequence')
    effects.consume(at)
    return opened
  }
  function opened(at: number | null): State | undefined {
    if (at !== code.open && at !== code.bracket) return nok(at)
    if (at === code.bracket) end = code.closeBracket
    effects.consume(at)
    effects.exit('mathTextSequence')
    return between
  }
  function between(at: number | null): State | undefined {
    if (at === null || length++ > limits.formula) return nok(at)
    if (isLineEnding(at)) {
      effects.enter('lineEnding')
      effects.consume(at)
      effects.exit('lineEnding')
      return between
    }
    if (at !== code.backslash) {
      effects.enter('mathTextData')
      return data(at)
    }
    return effects.attempt(closing(end), ok, (same) => {
      effects.enter('mathTextData')
      effects.consume(same)
      return (next) => {
        // The pair stays together, so that `\\)` is a line break and a bracket.
        if (next === null || isLineEnding(next)) {
          effects.exit('mathTextData')
          return between(next)
        }
        effects.consume(next)
        return data
      }
    })(at)
  }
  function data(at: number | null): State | undefined {
    if (at === null || isLineEnding(at) || at === code.backslash) {
      effects.exit('mathTextData')
      return between(at)
    }
    if (length++ > limits.formula) return nok(at)
    effects.consume(at)
    return data
  }
}

const closing = (end: number): Construct => ({
  partial: true,
  tokenize: (effects, ok, nok) => (at) => {
    effects.enter('mathTextSequence')
    effects.consume(at)
    return (next) => {
      if (next !== end) return nok(next)
      effects.consume(next)
      effects.exit('mathTextSequence')
      effects.exit('mathText')
      return ok
    }
  },
})

const previousIsNotDollar: Construct['previous'] = (at) => at !== code.dollar

/** Blocks only where `$$` stands alone on its line: what follows it elsewhere would be lost as a title. */
const bareFence: Construct = {
  partial: true,
  tokenize: (effects, ok, nok) => {
    let dollars = 0
    const fence: State = (at) => {
      if (at === code.dollar && dollars < 3) {
        dollars++
        effects.consume(at)
        return fence
      }
      if (dollars !== 2) return nok(at)
      if (at === null || isLineEnding(at)) {
        effects.exit('mathFlowFence')
        return ok(at)
      }
      if (!isSpace(at)) return nok(at)
      effects.consume(at)
      return fence
    }
    return (at) => {
      effects.enter('mathFlowFence')
      return fence(at)
    }
  },
}

const flow = math().flow?.[code.dollar] as Construct

export const mathSyntax: Extension = {
  flow: {
    [code.dollar]: {
      ...flow,
      tokenize(effects, ok, nok) {
        return effects.check(bareFence, flow.tokenize.call(this, effects, ok, nok), nok)
      },
    },
  },
  text: {
    [code.dollar]: { name: 'mathText', tokenize: tokenizeDollars, previous: previousIsNotDollar },
    [code.backslash]: { name: 'mathText', tokenize: tokenizeBackslash },
  },
}

const tree = mathFromMarkdown()

declare module 'mdast-util-math' {
  interface InlineMathData {
    /** Written with `$$` or `\\[`: it stands on a line of its own. */
    isDisplay?: boolean
  }
}

export const mathTree: typeof tree = {
  ...tree,
  exit: {
    ...tree.exit,
    mathText(token) {
      // On top of it lies the buffer of its text.
      const node = this.stack.at(-2)
      tree.exit?.mathText?.call(this, token)
      if (node?.type === 'inlineMath' && /^(\$\$|\\\[)/.test(this.sliceSerialize(token))) {
        node.data = { ...node.data, isDisplay: true }
      }
    },
  },
}
