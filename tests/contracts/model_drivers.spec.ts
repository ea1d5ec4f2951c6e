import { DemoDriver } from '#ai/drivers/demo_driver'
import { driverFailureSuite } from '#tests/contracts/driver_failure_suite'
import { upstreamDrivers } from '#tests/contracts/drivers_under_test'
import { modelDriverSuite } from '#tests/contracts/model_driver_suite'
import { upstreamDriverSuite } from '#tests/contracts/upstream_driver_suite'
import { connectDriver } from '#tests/support/connect_driver'
import { ScriptableUpstream } from '#tests/support/upstream/scriptable_upstream'
import { tokens } from '#tests/support/upstream/steps'

for (const driver of upstreamDrivers) {
  modelDriverSuite(driver.name, async ({ isSlow }) => {
    const upstream = await ScriptableUpstream.start()
    if (isSlow) upstream.script(() => [tokens(Array(200).fill('word '), { everyMs: 25 })])
    const { createClient } = driver
    const connected = connectDriver(upstream, { createClient, baseUrl: driver.baseUrl(upstream) })
    return { driver: connected, close: () => upstream.close() }
  })
  upstreamDriverSuite(driver)
  driverFailureSuite(driver)
}

modelDriverSuite('demo', async ({ isSlow }) => ({
  driver: new DemoDriver({ wordsPerSecond: isSlow ? 20 : 0 }),
  close: async () => undefined,
}))
