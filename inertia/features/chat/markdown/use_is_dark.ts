import { useSyncExternalStore } from 'react'

/** Whether the page is dark now, by its attribute or by the system. */
export function useIsDark(): boolean {
  return useSyncExternalStore(subscribe, isDark)
}

const system = () => matchMedia('(prefers-color-scheme: dark)')

const isDark = () => {
  const { theme } = document.documentElement.dataset
  return theme === 'dark' || (theme !== 'light' && system().matches)
}

function subscribe(changed: () => void): () => void {
  const observer = new MutationObserver(changed)
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  const media = system()
  media.addEventListener('change', changed)
  return () => {
    observer.disconnect()
    media.removeEventListener('change', changed)
  }
}
