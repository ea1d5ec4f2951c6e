import { useCallback, useEffect, useRef, useState } from 'react'
import type { ChatSettings } from '#shared/events/fields'
import { fitsBytes, limits } from '#shared/limits'
import { withSettings } from '../answer_settings'
import type { ComposerPort } from '../composer_port'

const QUIET = 500

/** Settings while they are changed: one event when the hand rests or the panel closes, not one per key. */
export function useSettingsDraft(port: ComposerPort | null) {
  const [draft, setState] = useState<ChatSettings>(port?.settings ?? {})
  const unsaved = useRef<ChatSettings | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const latest = useRef(port)
  // While a port is being replaced there is none for a moment; the one before still knows its chat.
  if (port) latest.current = port

  const save = useCallback(() => {
    clearTimeout(timer.current)
    const settings = unsaved.current
    unsaved.current = null
    if (settings) latest.current?.change({ settings })
  }, [])

  const setDraft = useCallback(
    (next: ChatSettings) => {
      setState(next)
      if (!isStorable(next)) return
      unsaved.current = withSettings(next, {})
      clearTimeout(timer.current)
      timer.current = setTimeout(save, QUIET)
    },
    [save]
  )

  /** Shows what is saved elsewhere. */
  const replace = useCallback((next: ChatSettings) => {
    clearTimeout(timer.current)
    unsaved.current = null
    setState(next)
  }, [])

  useEffect(() => {
    window.addEventListener('pagehide', save)
    return () => {
      window.removeEventListener('pagehide', save)
      save()
    }
  }, [save])

  return { draft, setDraft, replace }
}

export const isStorable = ({ systemPrompt = '' }: ChatSettings) =>
  systemPrompt.isWellFormed() && fitsBytes(systemPrompt, limits.systemPromptBytes)
