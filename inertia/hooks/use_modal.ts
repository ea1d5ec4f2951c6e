import { useLayoutEffect, useRef, type PointerEvent, type SyntheticEvent } from 'react'

/**
 * What a `<dialog>` needs to be a modal that is open while it is mounted: the browser traps the focus and gives it back, Esc asks
 * to close.
 */
export function useModal(onClose: () => void) {
  const ref = useRef<HTMLDialogElement>(null)
  // In the layout effect, because only a dialog that is still in the page gives the focus back when it closes.
  useLayoutEffect(() => {
    const element = ref.current
    element?.showModal()
    return () => element?.close()
  }, [])
  return {
    ref,
    onCancel: (event: SyntheticEvent) => {
      event.preventDefault()
      onClose()
    },
  }
}

/** A modal that a press beside it closes as well. */
export function useDismissableModal(onClose: () => void) {
  const modal = useModal(onClose)
  return {
    ...modal,
    onPointerDown: (event: PointerEvent) => {
      if (event.target === event.currentTarget) onClose()
    },
  }
}
