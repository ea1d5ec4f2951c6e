import { inRoot, ROOT } from '../paths.js'
import { ensureBuild } from '../production_build.js'
import { runForeground } from '../processes.js'
import { say } from '../output.js'

/** The production server. Its settings and data stay in the checkout, whatever happens to build/. */
export async function run() {
  await ensureBuild()
  return runForeground(
    process.execPath,
    ['--enable-source-maps', inRoot('build', 'bin', 'server.js')],
    { env: { NODE_ENV: 'production', ENV_PATH: ROOT }, onMessage: announce }
  )
}

function announce(message) {
  if (message?.isAdonisJS !== true || message.port === undefined) return
  const isLocal = ['127.0.0.1', '::1', 'localhost'].includes(message.host)
  say(`ready at http://${isLocal ? 'localhost' : message.host}:${message.port} (Ctrl+C stops it)`)
}
