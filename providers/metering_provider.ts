import { MainDatabase } from '#core/database'
import { CostLookUps } from '#metering/cost_look_ups'
import type { OperatorLimits } from '#metering/operator_limit'
import { UsageLedger } from '#metering/usage_ledger'
import type { ApplicationService } from '@adonisjs/core/types'

/** The ledger of what calls cost. */
export default class MeteringProvider {
  constructor(protected readonly app: ApplicationService) {}

  register(): void {
    const { container } = this.app
    const limits = () =>
      this.app.config.get<{ operatorLimits: OperatorLimits }>('metering').operatorLimits
    container.singleton(
      UsageLedger,
      async (resolver) => new UsageLedger(await resolver.make(MainDatabase), limits())
    )
    container.singleton(
      CostLookUps,
      async (resolver) => new CostLookUps(await resolver.make(MainDatabase))
    )
  }
}
