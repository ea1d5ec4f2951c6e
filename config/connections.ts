import { appUrl } from '#config/app'
import { defineConnections } from '#ai/connections_config'
import { isLoopbackHost } from '#core/network/loopback'
import env from '#start/env'

const HOUR = 60 * 60 * 1000

/** Ollama, llama.cpp, vLLM and LM Studio, where they listen when nobody changed it. */
const WELL_KNOWN = [11434, 8080, 8000, 1234].map((port) => `http://127.0.0.1:${port}`)

/** Behind a proxy HOST is loopback too, but visitors are not: what runs on this machine is not theirs to use. */
const isOnlyThisMachine =
  isLoopbackHost(env.get('HOST')) && isLoopbackHost(new URL(appUrl).hostname)

/** What models are reached by: the operator's connections, people's own keys, servers on this machine. Times in milliseconds. */
export default defineConnections({
  encryption: {
    current: env.get('KEYS_ENCRYPTION_KEY'),
    previous: env.get('KEYS_ENCRYPTION_KEY_OLD'),
  },
  server: {
    baseUrl: env.get('MODEL_BASE_URL'),
    apiKey: env.get('MODEL_API_KEY'),
    names: env.get('MODEL_NAME'),
  },
  openRouterKey: env.get('OPENROUTER_API_KEY'),
  baseUrls: {
    openrouter: env.get('OPENROUTER_BASE_URL'),
    openai: env.get('OPENAI_BASE_URL'),
    anthropic: env.get('ANTHROPIC_BASE_URL'),
    google: env.get('GOOGLE_BASE_URL'),
  },
  allowPrivateUrls: env.get('ALLOW_PRIVATE_MODEL_URLS'),
  localAddresses: env.get('LOCAL_MODEL_SERVERS') ?? (isOnlyThisMachine ? WELL_KNOWN : []),
  catalogue: {
    mode: env.get('MODEL_CATALOGUE'),
    maxAgeMs: 6 * HOUR,
    firstPauseMs: 60_000,
    longestPauseMs: HOUR,
    timeoutMs: 30_000,
    maxBytes: 20_000_000,
  },
  timeouts: { check: 10_000, local: 1_500 },
  mostServers: 10,
})
