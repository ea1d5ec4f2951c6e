import { useSyncExternalStore } from 'react'

/** Chosen per device: a phone by the bed is dark, the desk in the sun is not. */
const KEY = 'loft:appearance'

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

export const textSizes = ['small', 'normal', 'large', 'larger'] as const
export type TextSize = (typeof textSizes)[number]

export interface Appearance {
  theme: Theme
  textSize: TextSize
}

let current = read()
const listeners = new Set<() => void>()

/** Keeps and shows it; all tabs follow. public/appearance.js shows it again before the next first paint. */
export function setAppearance(change: Partial<Appearance>): void {
  current = { ...current, ...change }
  try {
    localStorage.setItem(KEY, JSON.stringify(current))
  } catch {
    // Full storage: it lasts as long as this page.
  }
  show()
}

export const useAppearance = (): Appearance => useSyncExternalStore(subscribe, () => current)

/** Brings the colour of the browser's own frame along, which the first paint does without. */
export function watchAppearance(): void {
  show()
  window.addEventListener('storage', ({ key }) => {
    if (key !== KEY) return
    current = read()
    show()
  })
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

function read(): Appearance {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Appearance>
    return {
      theme: themes.find((theme) => theme === kept.theme) ?? 'system',
      textSize: textSizes.find((size) => size === kept.textSize) ?? 'normal',
    }
  } catch {
    return { theme: 'system', textSize: 'normal' }
  }
}

const frameColours = { light: '#eff2ec', dark: '#131916' }

function show(): void {
  const { dataset } = document.documentElement
  if (current.theme === 'system') delete dataset.theme
  else dataset.theme = current.theme
  if (current.textSize === 'normal') delete dataset.textSize
  else dataset.textSize = current.textSize
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
    const own = meta.media.includes('dark') ? 'dark' : 'light'
    meta.content = frameColours[current.theme === 'system' ? own : current.theme]
  }
  for (const listener of listeners) listener()
}
