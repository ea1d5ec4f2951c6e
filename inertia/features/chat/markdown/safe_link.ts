/** Where a link leads, if it may lead there at all. */
export interface LinkTarget {
  href: string
  /** Shown beside a link whose text claims another place. */
  host: string
  isDeceptive: boolean
}

/** Only the web and mail. Everything else, relative addresses too, stays text. */
export function linkTarget(url: string, text: string): LinkTarget | null {
  let parsed: URL
  try {
    parsed = new URL(url)
  } catch {
    return null
  }
  if (parsed.protocol === 'mailto:') {
    const host = decodeURIComponentSafely(parsed.pathname)
    return {
      href: parsed.href,
      host,
      isDeceptive: claimsAnother(text, host.split('@').at(-1) ?? ''),
    }
  }
  if (parsed.protocol !== 'https:' && parsed.protocol !== 'http:') return null
  const hasUser = parsed.username !== '' || parsed.password !== ''
  return {
    href: parsed.href,
    host: parsed.host,
    isDeceptive: hasUser || claimsAnother(text, parsed.hostname),
  }
}

const address = /(?:^|[\s(<"'/@])((?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,24})(?=$|[\s/:?#)>"',.])/gu

/** Names of files look like addresses: these endings are hardly ever meant as one. */
const fileEndings =
  /\.(md|js|ts|tsx|jsx|py|rs|sh|html|css|json|txt|pdf|yml|yaml|toml|go|java|rb|php|c|h|cpp|vue|edge)$/

function claimsAnother(text: string, host: string): boolean {
  const bare = (name: string) => name.toLowerCase().replace(/^www\./, '')
  for (const [, claimed = ''] of text.slice(0, 500).matchAll(address)) {
    if (fileEndings.test(claimed)) continue
    const [said, real] = [bare(claimed), bare(host)]
    if (said !== real && !real.endsWith(`.${said}`)) return true
  }
  return false
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** An image that a web server would hear of, or null when it is of a kind that is never shown. */
export function remoteImage(url: string): { href: string; host: string } | null {
  const target = linkTarget(url, '')
  return target?.href.startsWith('https:') ? target : null
}
