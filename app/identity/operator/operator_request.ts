/** What an operator asks for at the console. */
export type OperatorRequest =
  | {
      command: 'create'
      email: string
      username: string | null
      isOperator: boolean
      password: string | null
    }
  | { command: 'promote'; email: string; isOperator: boolean }
  | { command: 'reset-password'; email: string; password: string | null }
  | { command: 'invite'; email: string | null }

export type OperatorAnswer =
  | { type: 'done'; lines: string[] }
  /** Nothing was changed. */
  | { type: 'refused'; sentence: string }
