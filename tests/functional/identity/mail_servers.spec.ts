import { createServer, type AddressInfo } from 'node:net'
import { once } from 'node:events'
import { forgetLimits } from '#tests/support/accounts'
import { connectMailer, Mailbox } from '#tests/support/mailbox'
import { test } from '@japa/runner'

test.group('Mail servers that fail', (group) => {
  group.each.setup(() => forgetLimits())

  const mail = { to: 'ann@example.org', subject: 'Subject', text: 'Text' }

  test('nobody listens', async ({ assert }) => {
    const probe = createServer().listen(0, '127.0.0.1')
    await once(probe, 'listening')
    const { port } = probe.address() as AddressInfo
    probe.close()
    const box = await Mailbox.open()
    const { mailer, restore } = await connectMailer(box, `smtp://127.0.0.1:${port}`)
    assert.deepEqual(await mailer.send(mail), { type: 'failed' })
    restore()
    await box.close()
  })

  test('a server that takes the message and says nothing more is given up on', async ({
    assert,
  }) => {
    const box = await Mailbox.open()
    box.behaviour = 'stall'
    const { mailer, restore } = await connectMailer(box, undefined, 400)
    const start = performance.now()
    assert.deepEqual(await mailer.send(mail), { type: 'failed' })
    assert.isBelow(performance.now() - start, 3_000)
    restore()
    await box.close()
  })

  test('a server that drips a greeting for ever is given up on', async ({ assert }) => {
    const slow = createServer((socket) => {
      const timer = setInterval(() => socket.write('220-still here\r\n'), 50)
      socket.on('close', () => clearInterval(timer)).on('error', () => {})
    }).listen(0, '127.0.0.1')
    await once(slow, 'listening')
    const { port } = slow.address() as AddressInfo
    const box = await Mailbox.open()
    const { mailer, restore } = await connectMailer(box, `smtp://127.0.0.1:${port}`, 500)
    const start = performance.now()
    assert.deepEqual(await mailer.send(mail), { type: 'failed' })
    assert.isBelow(performance.now() - start, 3_000)
    restore()
    await box.close()
    slow.close()
  })

  test('credentials are used, and wrong ones fail', async ({ assert }) => {
    const box = await Mailbox.open()
    const at = `127.0.0.1:${box.port}`
    const right = await connectMailer(box, `smtp://loft:right@${at}`)
    assert.deepEqual(await right.mailer.send(mail), { type: 'sent' })
    const wrong = await connectMailer(box, `smtp://loft:wrong@${at}`)
    assert.deepEqual(await wrong.mailer.send(mail), { type: 'failed' })
    wrong.restore()
    assert.lengthOf(box.mails, 1)
    await box.close()
  })
})
