import { isIP } from 'node:net'
import { SMTPTransport } from '@adonisjs/mail/transports/smtp'
import type { Logger } from '@adonisjs/core/logger'
import { AccountMailer, type AccountMail, type MailOutcome } from '#identity/account_mailer'

export interface SmtpSettings {
  /** `smtp://` (STARTTLS when offered) or `smtps://`, with credentials. */
  url: string
  from: string
  /** For a whole message, in milliseconds. */
  timeout: number
}

/** Mail through an SMTP server. One connection per message: they are few. */
export class SmtpMailer extends AccountMailer {
  readonly isOn = true

  constructor(
    private readonly settings: SmtpSettings,
    private readonly logger: Logger
  ) {
    super()
  }

  async send({ to, subject, text }: AccountMail): Promise<MailOutcome> {
    const transport = new SMTPTransport(connectionOf(this.settings))
    const deadline = Promise.withResolvers<never>()
    // The time-outs of the connection start over with every byte; this one does not.
    const timer = setTimeout(
      () => deadline.reject(new Error('The mail server took too long')),
      this.settings.timeout
    )
    try {
      const message = { from: this.settings.from, to: [to], subject, text }
      await Promise.race([transport.send(message), deadline.promise])
      return { type: 'sent' }
    } catch (error) {
      // What the server said may repeat the address and the text.
      const { code, responseCode, command } = error as Record<string, unknown>
      this.logger.error({ code, response_code: responseCode, command }, 'mail not sent')
      return { type: 'failed' }
    } finally {
      clearTimeout(timer)
      await transport.close()
    }
  }

  async close(): Promise<void> {}
}

function connectionOf({ url, timeout }: SmtpSettings) {
  const { protocol, hostname, port, username, password } = new URL(url)
  const host = hostname.replace(/^\[|\]$/g, '')
  const isSecure = protocol === 'smtps:'
  const hasCredentials = username !== ''
  return {
    host,
    port: port === '' ? (isSecure ? 465 : 587) : Number(port),
    secure: isSecure,
    // A password does not travel in the clear, except inside this machine.
    requireTLS: hasCredentials && !isSecure && !isLoopback(host),
    connectionTimeout: timeout,
    greetingTimeout: timeout,
    socketTimeout: timeout,
    ...(hasCredentials
      ? {
          auth: {
            type: 'login' as const,
            user: decodeURIComponent(username),
            pass: decodeURIComponent(password),
          },
        }
      : {}),
  }
}

const isLoopback = (host: string) =>
  host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))
