import { runForeground } from '../processes.js'

/** Console commands, from the sources. */
export const run = (parameters) => runForeground(process.execPath, ['ace.js', ...parameters])
