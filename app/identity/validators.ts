import vine, { SimpleMessagesProvider } from '@vinejs/vine'
import { LONGEST_ADDRESS, normaliseEmail } from '#identity/accounts/email_address'
import { passwordLength } from '#identity/passwords/password_rules'

const email = () =>
  vine.string().trim().maxLength(LONGEST_ADDRESS).email().transform(normaliseEmail)
/** One that is being chosen. */
const password = () => vine.string().minLength(passwordLength.least).maxLength(passwordLength.most)
/** One that is compared: its length tells nothing, but hashing a megabyte costs. */
const knownPassword = () =>
  vine
    .string()
    .minLength(1)
    .maxLength(passwordLength.most * 4)
const username = () =>
  vine
    .string()
    .trim()
    .maxLength(60)
    .regex(/^[^\p{Cc}\p{Cf}]*$/u)
    .transform((name) => name.normalize('NFC') || null)
    .nullable()
    .optional()

const messages = new SimpleMessagesProvider({
  'required': 'This is needed.',
  'email.required': 'Enter your e-mail address.',
  'email.email': 'This is not an e-mail address. One looks like ann@example.org.',
  'email.maxLength': `An e-mail address has at most ${LONGEST_ADDRESS} characters.`,
  'password.required': 'Enter a password.',
  'password.minLength': `Use at least ${passwordLength.least} characters.`,
  'password.maxLength': `Use at most ${passwordLength.most} characters.`,
  'current.required': 'Enter your current password.',
  'username.maxLength': 'Use at most 60 characters.',
  'username.regex': 'A name has no invisible characters.',
  'string': 'This must be text.',
})

const withMessages = <Validator extends { messagesProvider: unknown }>(validator: Validator) => {
  validator.messagesProvider = messages
  return validator
}

export const signInValidator = withMessages(
  vine.create({ email: email(), password: knownPassword() })
)
export const signUpValidator = withMessages(
  vine.create({
    email: email(),
    password: password(),
    username: username(),
    invitation: vine.string().maxLength(100).nullable().optional(),
  })
)
export const emailValidator = withMessages(vine.create({ email: email() }))
export const newPasswordValidator = withMessages(vine.create({ password: password() }))
export const confirmValidator = withMessages(
  vine.create({ password: knownPassword().nullable().optional() })
)
export const changeEmailValidator = withMessages(
  vine.create({ email: email(), password: knownPassword() })
)
export const changePasswordValidator = withMessages(
  vine.create({ current: knownPassword(), password: password() })
)
export const usernameValidator = withMessages(vine.create({ username: username() }))
