import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import app from '@adonisjs/core/services/app'
import { SMTPServer } from 'smtp-server'
import { AccountMailer } from '#identity/account_mailer'
import { SmtpMailer } from '#identity/drivers/smtp_mailer'

export interface ReceivedMail {
  to: string
  subject: string
  text: string
}

type Behaviour = 'take' | 'refuse' | 'stall'

/** A real mail server on loopback, which keeps what it gets and can fail on command. */
export class Mailbox {
  readonly mails: ReceivedMail[] = []
  behaviour: Behaviour = 'take'
  readonly #server: SMTPServer

  private constructor() {
    this.#server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
      onAuth: ({ username, password }, _session, done) =>
        password === 'right' ? done(null, { user: username }) : done(new Error('Wrong password')),
      onRcptTo: (_address, _session, done) =>
        this.behaviour === 'refuse' ? done(new Error('No such mailbox')) : done(),
      onData: (stream, session, done) => {
        let raw = ''
        stream.on('data', (part) => (raw += String(part)))
        stream.on('end', () => {
          if (this.behaviour === 'stall') return
          const to = session.envelope.rcptTo.map(({ address }) => address).join(', ')
          this.mails.push({ to, subject: header(raw, 'Subject'), text: body(raw) })
          done()
        })
      },
    })
    this.#server.on('error', () => {})
  }

  static async open(): Promise<Mailbox> {
    const mailbox = new Mailbox()
    const server = mailbox.#server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    return mailbox
  }

  get port(): number {
    return (this.#server.server.address() as AddressInfo).port
  }

  /** The only link in the newest mail to this address: its path. */
  linkFor(address: string, kind: 'verify' | 'reset-password' | 'sign-up'): string {
    const mail = this.mails.findLast(({ to }) => to === address)
    const path = new RegExp(`/${kind}/[\\w-]+`).exec(mail?.text ?? '')?.[0]
    if (!path) throw new Error(`No link to /${kind} for ${address}: ${JSON.stringify(mail)}`)
    return path
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.#server.close(() => resolve()))
  }
}

/** The application inside the test process sends its mail here until `restore`. */
export async function connectMailer(mailbox: Mailbox, url?: string, timeout = 2_000) {
  const settings = { url: url ?? `smtp://127.0.0.1:${mailbox.port}`, from: 'Loft <loft@x.org>' }
  const mailer = new SmtpMailer({ ...settings, timeout }, await app.container.make('logger'))
  app.container.swap(AccountMailer, () => mailer)
  return { mailer, restore: () => app.container.restore(AccountMailer) }
}

const header = (raw: string, name: string) =>
  new RegExp(`^${name}: (.*)$`, 'm').exec(raw)?.[1]?.trim() ?? ''

/** Quoted-printable, as nodemailer chooses for text with long lines. */
function body(raw: string): string {
  const text = raw.slice(raw.indexOf('\r\n\r\n') + 4)
  if (!/^Content-Transfer-Encoding: quoted-printable/im.test(raw)) return text
  return text
    .replace(/=\r\n/g, '')
    .replace(/=([\dA-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)))
}
