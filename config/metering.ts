import type { OperatorLimits } from '#metering/operator_limit'
import env from '#start/env'

/** What the operator's key may spend per day (UTC), in nano-dollars; null for no limit. Own keys are never limited. */
export const operatorLimits: OperatorLimits = {
  total: env.get('OPERATOR_DAILY_LIMIT') ?? null,
  perUser: env.get('OPERATOR_DAILY_LIMIT_PER_USER') ?? null,
}

export default { operatorLimits }
