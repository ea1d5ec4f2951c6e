import { useCallback, useEffect, useRef, useState } from 'react'
import type { AnswerSettings } from '#shared/events/fields'
import type { ComposerPort } from '../composer_port'
import { whenIdle } from '~/lib/when_idle'
import { draftText } from '../composer_text'
import type { NextContext } from '../next_context'
import { shownContext } from '../shown_context'

const QUIET = 250

/** The estimate for the next question: counted when typing pauses, never at a key. */
export function useNextContext(
  port: ComposerPort | null,
  model: string,
  settings: AnswerSettings
): { next: NextContext | null; onInput: () => void } {
  const chatId = port?.chatId ?? null
  const [next, setNext] = useState<NextContext | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  const estimate = useCallback(() => {
    clearTimeout(timer.current)
    const context = port?.contextFor(model, settings, draftText()) ?? null
    setNext((before) => (isSame(before, context) ? before : context))
    shownContext.set(context && { chatId, next: context })
  }, [port, chatId, model, settings])

  const latest = useRef(estimate)
  latest.current = estimate
  const onInput = useCallback(() => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => latest.current(), QUIET)
  }, [])

  // A chat that was just opened is painted first.
  useEffect(() => {
    const stop = whenIdle(estimate, QUIET)
    return () => {
      stop()
      clearTimeout(timer.current)
    }
  }, [estimate])

  return { next, onInput }
}

const isSame = (a: NextContext | null, b: NextContext | null) =>
  a === b || (a !== null && b !== null && JSON.stringify(a) === JSON.stringify(b))
