import { hooks } from '@adonisjs/core/app'
import { precompress } from './precompress.js'

/** Part of `node ace build`: puts a .br and a .gz beside each file that gains from it. */
export default hooks.buildFinished(async (parent) => {
  const started = performance.now()
  const count = await precompress(new URL('../build/public/', import.meta.url))
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  parent.ui.logger.info(`compressed ${count} files in ${seconds} s`)
})
