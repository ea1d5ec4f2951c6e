import type { IncomingHttpHeaders } from 'node:http'

import { createClient as createAnthropic } from '#ai/drivers/anthropic_client'
import { createClient as createGoogle } from '#ai/drivers/google_client'
import { createClient as createCompatible } from '#ai/drivers/openai_compatible_client'
import { createClient as createOpenAi } from '#ai/drivers/openai_client'
import { createClient as createOpenRouter } from '#ai/drivers/openrouter_client'
import type { TestConnection } from '#tests/support/connect_driver'
import type { ScriptableUpstream } from '#tests/support/upstream/scriptable_upstream'

/** One driver that speaks to an upstream, and what is its own about it. */
export interface UpstreamDriver {
  name: string
  createClient: TestConnection['createClient']
  baseUrl: (upstream: Pick<ScriptableUpstream, 'origin'>) => string
  /** How the key travels. */
  keyOf: (headers: IncomingHttpHeaders) => string | string[] | undefined
  /** Whether answers carry their cost; else it is null. */
  reportsCost: boolean
  /** Whether sources and images of the scripts have a form there. */
  hasSources: boolean
  hasImages: boolean
}

const bearer = ({ authorization }: IncomingHttpHeaders) => authorization?.replace('Bearer ', '')

/** Every driver of app/ai/drivers but the demonstration. */
export const upstreamDrivers: UpstreamDriver[] = [
  {
    ...{ name: 'openai-compatible', createClient: createCompatible, keyOf: bearer },
    baseUrl: ({ origin }) => `${origin}/v1`,
    ...{ reportsCost: true, hasSources: true, hasImages: true },
  },
  {
    ...{ name: 'openrouter', createClient: createOpenRouter, keyOf: bearer },
    baseUrl: ({ origin }) => `${origin}/api/v1`,
    ...{ reportsCost: true, hasSources: true, hasImages: true },
  },
  {
    ...{ name: 'openai', createClient: createOpenAi, keyOf: bearer },
    baseUrl: ({ origin }) => `${origin}/v1`,
    // The scripted upstream speaks as OpenRouter does; OpenAI itself sends neither cost nor images.
    ...{ reportsCost: true, hasSources: true, hasImages: true },
  },
  {
    ...{ name: 'anthropic', createClient: createAnthropic },
    baseUrl: ({ origin }) => `${origin}/v1`,
    keyOf: (headers) => headers['x-api-key'],
    ...{ reportsCost: false, hasSources: false, hasImages: false },
  },
  {
    ...{ name: 'google', createClient: createGoogle },
    baseUrl: ({ origin }) => `${origin}/v1beta`,
    keyOf: (headers) => headers['x-goog-api-key'],
    ...{ reportsCost: false, hasSources: true, hasImages: true },
  },
]
