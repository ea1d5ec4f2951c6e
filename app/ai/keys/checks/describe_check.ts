import type { FailedCheck } from '#ai/keys/checks/key_check'

/** For people: what happened and what to do, in one or two sentences. `whom` is the provider as it is called on screen. */
export function describeCheck(check: FailedCheck, whom: string): string {
  switch (check.type) {
    case 'rejected':
      return `${whom} does not accept this key. Copy it there again, whole.`
    case 'management_key':
      return 'This OpenRouter key manages other keys and cannot chat. Make an ordinary key there.'
    case 'rate_limited':
      return `${whom} is limiting requests right now. Try again in a minute.`
    case 'unreachable':
      return check.reason === 'timeout'
        ? `${whom} did not answer in time. Try again in a moment.`
        : `${whom} could not be reached. Check the address and your network, then try again.`
    case 'odd_answer':
      return check.status === null
        ? `${whom} answered, but not with a list this Loft can read. Check the address.`
        : `${whom} answered with error ${check.status}. Check the address, or try again later.`
    case 'redirected':
      return `${whom} points to another address. Enter that one: a key is not sent on.`
    case 'not_allowed':
      return 'This address is inside a private network. The operator of this Loft does not allow those.'
    default: {
      const exhaustive: never = check
      return exhaustive
    }
  }
}
