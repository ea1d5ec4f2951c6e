import type { ChatConfig } from '#chat/chat_config'
import { limits } from '#shared/limits'

/** Limits and rhythms of answers. Sizes and ages that browsers must agree on are in app/shared/limits.ts. */
const chatConfig: ChatConfig = {
  concurrency: { perUser: 4, total: 100 },
  backlogSilence: 10_000,
  requestMaxAge: limits.requestMaxAge,
  flushInterval: 16,
  checkpointInterval: 1_000,
  keepEnded: 10_000,
  followsPerSocket: 250,
  temporary: {
    ...{ perUser: 2, total: 50, longest: 15 * 60_000 },
    pace: { signOfLife: 10_000, stall: 60_000 },
  },
  passages: { tokens: 16_000, share: 0.4 },
  titles: { running: 5, waiting: 100, retryPause: 2_000, answersTried: 3 },
  shutdownGrace: 3_000,
}

export default chatConfig
