import type { ApplicationService } from '@adonisjs/core/types'

import type { AiConfig } from '#ai/define_config'
import { ModelDriver } from '#ai/model_driver'

/** Binds the model driver; it is made at the first question. */
export default class AiProvider {
  constructor(protected app: ApplicationService) {}

  register() {
    this.app.container.singleton(ModelDriver, () =>
      this.app.config.get<AiConfig>('ai').createDriver()
    )
  }
}
