import { failureOf, oddAnswer, type CheckKey } from '#ai/keys/checks/key_check'
import { nanoDollars } from '#ai/nano_dollars'
import { fieldsOf, lineOf } from '#core/read_fields'

/** `GET /key` tells what the key is called and what it may still spend. */
export const checkOpenRouter: CheckKey = async ({ ask, baseUrl, apiKey }) => {
  const headers = { authorization: `Bearer ${apiKey?.release()}` }
  const answer = await ask(`${baseUrl}/key`, { headers })
  if (answer.type !== 'answered') return failureOf(answer)
  const data = fieldsOf(fieldsOf(answer.body)?.data)
  if (!data) return oddAnswer
  if (data.is_management_key === true || data.is_provisioning_key === true) {
    return { type: 'management_key' }
  }
  return {
    type: 'works',
    label: labelOf(data.label),
    limits: {
      limitNano: nanoDollars(data.limit),
      remainingNano: remainingOf(data.limit_remaining),
      monthNano: nanoDollars(data.usage_monthly),
    },
    models: null,
  }
}

/** A key without a name of its own is called by its own beginning and end. Nothing of a key is kept but its hint. */
function labelOf(value: unknown): string | null {
  const label = lineOf(value, 60)
  return label === null || /sk-|\.{3}|…/.test(label) ? null : label
}

/** Below zero when the last answer cost more than was left. */
function remainingOf(value: unknown): number | null {
  return typeof value === 'number' && value < 0 ? 0 : nanoDollars(value)
}
