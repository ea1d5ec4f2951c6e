import app from '@adonisjs/core/services/app'
import { isHttps } from '#config/app'
import storage from '#config/storage'

/**
 * `wasm-unsafe-eval` compiles SQLite; nothing else is allowed. 'self' in connect-src covers the socket of
 * the same origin; 'self' in frame-src the pages of config/frames.ts. Storage and checkout hosts are added here by their configuration.
 */
const policy: Record<string, string[]> = {
  'default-src': ["'none'"],
  'base-uri': ["'self'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'none'"],
  'script-src': ["'self'", "'wasm-unsafe-eval'"],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'data:', 'blob:'],
  'font-src': ["'self'"],
  'connect-src': ["'self'", ...(storage.origin ? [storage.origin] : [])],
  'frame-src': ["'self'"],
  'worker-src': ["'self'"],
  'manifest-src': ["'self'"],
}

/** Vite injects its client, React's refresh preamble and styles inline, and has a socket of its own. */
const relaxation: Record<string, string[]> = {
  'script-src': ["'unsafe-inline'"],
  'style-src': ["'unsafe-inline'"],
  'connect-src': ['ws:'],
}

const withRelaxation = ([name, sources]: [string, string[]]) =>
  [name, ...sources, ...(app.inDev ? (relaxation[name] ?? []) : [])].join(' ')

/** Headers of every response, static files included. */
export const securityHeaders: Readonly<Record<string, string>> = {
  // What a person sees is theirs; static files and probes say otherwise for themselves.
  'cache-control': 'private, no-cache',
  'content-security-policy': Object.entries(policy).map(withRelaxation).join('; '),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  ...(isHttps ? { 'strict-transport-security': 'max-age=15552000; includeSubDomains' } : {}),
}
