import type { ScriptableUpstream } from '#tests/support/upstream/scriptable_upstream'

/** Settings of a server whose providers are all the scriptable upstream. */
export const providerEnvironment = ({ origin }: ScriptableUpstream): Record<string, string> => ({
  OPENROUTER_BASE_URL: `${origin}/api/v1`,
  OPENAI_BASE_URL: `${origin}/v1`,
  ANTHROPIC_BASE_URL: `${origin}/v1`,
  GOOGLE_BASE_URL: `${origin}/v1beta`,
})
