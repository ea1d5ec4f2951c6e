import { createIgnitor, reportBootFailure } from './boot.js'

createIgnitor()
  .tap((app) => {
    app.listen('SIGTERM', () => app.terminate())
    app.listen('SIGINT', () => app.terminate())
    // The launcher holds the other end: when even it was killed, nobody is left to stop this process.
    process.once('disconnect', () => void app.terminate())
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
