import { createIgnitor, reportBootFailure } from './boot.js'

createIgnitor()
  .tap((app) => {
    app.listen('SIGTERM', () => app.terminate())
    app.listenIf(app.managedByPm2, 'SIGINT', () => app.terminate())
  })
  .ace()
  .handle(process.argv.slice(2))
  .catch(reportBootFailure)
