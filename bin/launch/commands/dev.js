import { runForeground } from '../processes.js'

/** The development server, which reloads what changes. */
export function run(parameters) {
  return runForeground(process.execPath, ['ace.js', 'serve', '--hmr', ...parameters], {
    env: { NODE_ENV: 'development' },
    // On SIGTERM the command leaves its child behind; on SIGINT it takes it along.
    signalFor: (signal) => (signal === 'SIGTERM' ? 'SIGINT' : signal),
  })
}
