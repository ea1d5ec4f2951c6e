import AdonisViteProvider from '@adonisjs/vite/vite_provider'

/** Tests use the production build: a dev server inside them would be slow and prove nothing. */
export default class ViteProvider extends AdonisViteProvider {
  override async start(): Promise<void> {
    if (!this.app.inTest) await super.start()
  }

  override async shutdown(): Promise<void> {
    if (!this.app.inTest) await super.shutdown()
  }
}
