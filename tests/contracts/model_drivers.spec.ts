import { DemoDriver } from '#ai/drivers/demo_driver'
import { modelDriverSuite } from '#tests/contracts/model_driver_suite'
import { connectDriver } from '#tests/support/connect_driver'
import { ScriptableUpstream } from '#tests/support/upstream/scriptable_upstream'
import { tokens } from '#tests/support/upstream/steps'

modelDriverSuite('openai-compatible', async ({ isSlow }) => {
  const upstream = await ScriptableUpstream.start()
  if (isSlow) upstream.script(() => [tokens(Array(200).fill('word '), { everyMs: 25 })])
  return { driver: connectDriver(upstream), close: () => upstream.close() }
})

modelDriverSuite('demo', async ({ isSlow }) => ({
  driver: new DemoDriver({ wordsPerSecond: isSlow ? 20 : 0 }),
  close: async () => undefined,
}))
