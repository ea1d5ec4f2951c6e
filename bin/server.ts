import { createIgnitor, reportBootFailure } from './boot.js'

const started: Promise<void> = createIgnitor()
  .tap((app) => {
    // Providers that were shut down before their turn to start would start all the same, and nothing would end them.
    const stop = () => void started.then(() => app.terminate())
    app.listen('SIGTERM', stop)
    app.listen('SIGINT', stop)
    // The launcher holds the other end: when even it was killed, nobody is left to stop this process.
    process.once('disconnect', stop)
    // Listening to the channel must not keep the process alive.
    process.channel?.unref()
  })
  .httpServer()
  .start()
  .catch(async (error) => {
    await reportBootFailure(error)
    // Providers may already hold timers and handles, and nothing will ever close them.
    process.exit()
  })
