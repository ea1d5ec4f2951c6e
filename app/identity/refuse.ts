import type { HttpContext } from '@adonisjs/core/http'

/** `{ error: { code, message, fields } }`, as the exception handler answers; a field's own sentence stands beside it. */
export function refuse(
  { response }: HttpContext,
  status: number,
  code: string,
  message: string,
  field?: string
): void {
  const fields = field === undefined ? undefined : [{ field, message }]
  response.status(status).json({ error: { code, message, fields } })
}

export const COMMON_PASSWORD =
  'This password is among the first that anybody would try. Choose another.'

export const WRONG_PASSWORD = 'This is not your current password.'
