/**
 * Pages for content that the application's own page must not hold. Each has no origin (`sandbox` without `allow-same-origin`), a
 * policy of its own, and may be framed by this application only. `{script}` stands for the hash of the page's one script.
 */
const common = [
  "default-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
]

export const framePolicies = {
  /** Mermaid sets styles inline; its code arrives by message and runs from a blob. There is no network at all. */
  diagram: [
    ...common,
    'script-src {script} blob:',
    "style-src 'unsafe-inline'",
    'img-src data:',
    "connect-src 'none'",
    'sandbox allow-scripts',
  ],
  /** One image that somebody has asked for, from wherever it is. */
  image: [
    ...common,
    'script-src {script}',
    "style-src 'unsafe-inline'",
    'img-src https:',
    "connect-src 'none'",
    'sandbox allow-scripts',
  ],
} as const

export type FrameKind = keyof typeof framePolicies
