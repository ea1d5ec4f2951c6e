import { ModelError } from '#ai/model_error'

/** The operator's daily limit leaves no room for this call: nothing was sent. */
export class OperatorLimitError extends ModelError {
  constructor(
    /** Epoch milliseconds. */
    readonly resetsAt: number
  ) {
    super('BUDGET', { detail: "The operator's daily limit is reached" })
  }
}
