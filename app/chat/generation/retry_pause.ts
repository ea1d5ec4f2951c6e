import { ModelError } from '#ai/model_error'
import type { ChatConfig } from '#chat/chat_config'

/**
 * How long to wait before the next attempt, in milliseconds; null when there is to be none. A provider that asks for a longer
 * pause than we are willing to make is not tried at all: the attempt could only fail and count against the user.
 */
export function retryPause(
  error: unknown,
  retriesDone: number,
  config: ChatConfig['retry']
): number | null {
  if (!(error instanceof ModelError) || !error.isRetryable) return null
  if (retriesDone >= config.attempts) return null
  const asked = error.retryAfterMs
  if (asked !== undefined) return asked <= config.longestPause ? asked : null
  const jitter = 0.75 + Math.random() / 2
  return Math.min(config.longestPause, config.pause * 2 ** retriesDone * jitter)
}
