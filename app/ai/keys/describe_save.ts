import type { SaveKeyResult } from '#ai/keys/actions/save_key'
import { describeCheck } from '#ai/keys/checks/describe_check'

type Failure = Exclude<SaveKeyResult, { type: 'saved' | 'not_found' }>

/** For people: why nothing was saved. `whom` is the provider as it is called on screen. */
export function describeSave(result: Failure, whom: string): string {
  switch (result.type) {
    case 'check_failed':
      return `${describeCheck(result.check, whom)} Nothing was saved.`
    case 'address_refused':
      return result.refusal === 'not_allowed'
        ? describeCheck({ type: 'not_allowed' }, whom)
        : 'The address must be a full http:// or https:// one, without a user name, a question mark or a #.'
    case 'too_many':
      return `You can add ${result.most} servers of your own. Remove one first.`
    default: {
      const exhaustive: never = result
      return exhaustive
    }
  }
}
