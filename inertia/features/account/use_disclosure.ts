import { useState } from 'react'

/** A form behind a button. The button takes the focus back when the form is gone. */
export function useDisclosure() {
  const [state, setState] = useState<'untouched' | 'open' | 'closed'>('untouched')
  return {
    isOpen: state === 'open',
    wasOpen: state === 'closed',
    open: () => setState('open'),
    close: () => setState('closed'),
  }
}
