import type { FinishConnectResult } from '#ai/keys/actions/finish_connect'
import { describeCheck } from '#ai/keys/checks/describe_check'

type Failure = Exclude<FinishConnectResult, { type: 'received' }>

/** For people: why OpenRouter is not connected. */
export function describeConnect(result: Failure): string {
  switch (result.type) {
    case 'wrong_state':
      return 'This answer from OpenRouter does not belong to a connection you started here in the last minutes. Nothing was saved; connect again.'
    case 'denied':
      return 'OpenRouter was not connected: it was cancelled there. Nothing was saved.'
    case 'code_refused':
      return 'OpenRouter did not take the code it had sent: it is used up or too old. Nothing was saved; connect again.'
    case 'check_failed':
      return `${describeCheck(result.check, 'OpenRouter')} Nothing was saved.`
    default: {
      const exhaustive: never = result
      return exhaustive
    }
  }
}
