/*
 * Before the first paint: the theme and the text size chosen on this device (inertia/lib/appearance.ts). A file of its own,
 * because the content security policy allows no inline script.
 */
;(() => {
  try {
    const { theme, textSize } = JSON.parse(localStorage.getItem('loft:appearance') ?? '{}')
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
    if (textSize) document.documentElement.dataset.textSize = textSize
  } catch {
    // Unreadable: the system decides.
  }
})()
