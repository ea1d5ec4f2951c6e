/** "Today, 14:31", "Yesterday", "12 Nov", "3 Nov 2025". */
export function foundTime(time: number, now = new Date()): string {
  const date = new Date(time)
  const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate()).getTime()
  const dayBefore = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1).getTime()
  if (time >= midnight) {
    return `Today, ${date.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })}`
  }
  if (time >= dayBefore) return 'Yesterday'
  const isThisYear = date.getFullYear() === now.getFullYear()
  return date.toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
    ...(isThisYear ? {} : { year: 'numeric' }),
  })
}
