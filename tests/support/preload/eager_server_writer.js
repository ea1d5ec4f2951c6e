import { registerHooks } from 'node:module'

/**
 * Loaded before a server under test: it then appends its own events at once instead of waiting for devices to be quiet, which is
 * what LiveStore stands worst. The wait makes that rarer and must not be what convergence rests on.
 */
registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context)
    if (!url.endsWith('/build/config/sync.js')) return loaded
    const source = `${loaded.source}\nsyncConfig.serverWriter = { quiet: 0, longestWait: 0 }\n`
    return { ...loaded, source }
  },
})
