import app from '@adonisjs/core/services/app'

import { defineConfig } from '#ai/define_config'
import env from '#start/env'

/** Who answers: the server that MODEL_BASE_URL names, or the demonstration. Times in milliseconds. */
export default defineConfig({
  connection: {
    baseUrl: env.get('MODEL_BASE_URL'),
    apiKey: env.get('MODEL_API_KEY'),
    name: env.get('MODEL_NAME'),
    titleName: env.get('MODEL_TITLE_NAME'),
  },
  timeouts: {
    connectTimeoutMs: 10_000,
    firstTokenTimeoutMs: 60_000,
    stallTimeoutMs: 30_000,
  },
  demo: { wordsPerSecond: app.inTest ? 2_000 : 60 },
  gateway: {
    retry: { attempts: 2, pause: 300, longestPause: 5_000, longestChain: 75_000 },
    circuit: { failures: 5, pause: 30_000 },
    outputTokens: 32_000,
  },
  appUrl: env.get('APP_URL'),
})
