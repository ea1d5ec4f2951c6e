/** ⌘ on machines of Apple, Ctrl elsewhere. */
export const commandKey = /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘' : 'Ctrl'
