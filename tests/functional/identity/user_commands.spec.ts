import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import BetterSqlite3 from 'better-sqlite3'
import { OperatorCommands } from '#identity/operator/operator_commands'
import { askServer } from '#identity/operator/ask_server'
import { OperatorSocket } from '#identity/operator/operator_socket'
import { ServerLock } from '#sync/server_lock'
import {
  errorOf,
  forgetLimits,
  givenAccount,
  givenSignedIn,
  post,
  someEmail,
} from '#tests/support/accounts'
import { Visitor } from '#tests/support/visitor'

const SETTINGS = {
  APP_KEY: 'a-key-that-is-long-enough',
  KEYS_ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64'),
  APP_URL: 'https://chat.example',
  PORT: '0',
  LOG_LEVEL: 'error',
}

/** Runs a console command on a data folder of its own, as an operator does. */
async function ace(home: string, parameters: string[], input = '') {
  const child = spawn(process.execPath, [app.makePath('ace.js'), ...parameters], {
    cwd: app.makePath(),
    env: { PATH: process.env.PATH, ENV_PATH: home, DATA_DIR: join(home, 'data'), ...SETTINGS },
  })
  let output = ''
  child.stdout.on('data', (part) => (output += String(part)))
  child.stderr.on('data', (part) => (output += String(part)))
  child.stdin.end(input)
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return { code, output }
}

test.group('User commands without a server', (group) => {
  let home: string
  group.each.setup(() => {
    home = mkdtempSync(join(tmpdir(), 'loft-ace-'))
    return () => rmSync(home, { recursive: true, force: true })
  })

  test('make, promote, and refuse what makes no sense', async ({ assert }) => {
    const made = await ace(
      home,
      ['user:create', 'Ann@Example.org', '--name=Ann', '--password'],
      'seven calm herons\n'
    )
    assert.equal(made.code, 0, made.output)
    assert.include(made.output, 'Made the account ann@example.org.')
    assert.notInclude(made.output, 'seven calm herons')
    const again = await ace(home, ['user:create', 'ann@example.org'])
    assert.equal(again.code, 1)
    assert.include(again.output, 'ann@example.org has an account already.')
    assert.equal((await ace(home, ['user:promote', 'ann@example.org'])).code, 0)
    const unknown = await ace(home, ['user:promote', 'bob@example.org'])
    assert.equal(unknown.code, 1)
    const invited = await ace(home, ['user:invite', 'bob@example.org'])
    assert.match(invited.output, /https:\/\/chat\.example\/sign-up\/[\w-]{43}/)

    const sqlite = new BetterSqlite3(join(home, 'data', 'main.sqlite'), { readonly: true })
    const row = sqlite
      .prepare('SELECT email, username, is_operator, password_hash FROM users')
      .get()
    sqlite.close()
    const { password_hash: hash, ...facts } = row as Record<string, unknown>
    assert.deepEqual(facts, { email: 'ann@example.org', username: 'Ann', is_operator: 1 })
    assert.match(String(hash), /^\$scrypt\$/)
  }).timeout(60_000)

  test('a server that does not answer is named, and nothing is changed', async ({ assert }) => {
    const { mkdirSync } = await import('node:fs')
    mkdirSync(join(home, 'data'), { mode: 0o700 })
    const lock = ServerLock.tryTake(join(home, 'data'))!
    const { code, output } = await ace(home, ['user:create', 'ann@example.org'])
    lock.release()
    assert.equal(code, 1)
    assert.include(output, 'did not answer')
  })
})

test.group('User commands through the server', (group) => {
  let home: string
  let socket: OperatorSocket
  group.each.setup(async () => {
    await forgetLimits()
    home = mkdtempSync(join(tmpdir(), 'loft-socket-'))
    const commands = await app.container.make(OperatorCommands)
    socket = new OperatorSocket(home, commands, await app.container.make('logger'))
    await socket.listen()
    return () => {
      socket.close()
      rmSync(home, { recursive: true, force: true })
    }
  })

  test('a link to choose a password, for a new account and for a forgotten one', async ({
    assert,
  }) => {
    const email = someEmail()
    const person = { username: null, isOperator: false, password: null }
    for (const request of [
      { command: 'create', email, ...person },
      { command: 'reset-password', email, password: null },
    ] as const) {
      const answer = await askServer(home, request)
      if (answer?.type !== 'done') throw new Error(JSON.stringify(answer))
      const { pathname } = new URL(answer.lines.at(-1)!)
      const password = `chosen after ${request.command}`
      assert.equal((await post(new Visitor(), pathname, { password })).status, 200)
      await givenSignedIn(email, password)
    }
  })

  test('a password that the operator sets signs every device out', async ({ assert }) => {
    const { visitor, email } = await givenAccount()
    const answer = await askServer(home, {
      command: 'reset-password',
      email: email.toUpperCase(),
      password: 'set by the operator',
    })
    assert.equal(answer?.type, 'done')
    assert.equal((await errorOf(await visitor.get('/bootstrap'))).code, 'SESSION_REVOKED')
    await givenSignedIn(email, 'set by the operator')
  })

  test('refusals have a reason', async ({ assert }) => {
    const person = { username: null, isOperator: false }
    const reasons = await Promise.all(
      [
        { command: 'create', email: 'nobody', ...person, password: null },
        { command: 'create', email: someEmail(), ...person, password: 'short' },
        { command: 'create', email: someEmail(), ...person, password: 'password123' },
        { command: 'promote', email: someEmail(), isOperator: true },
        { command: 'reset-password', email: someEmail(), password: null },
      ].map((request) => askServer(home, request as Parameters<typeof askServer>[1]))
    )
    for (const answer of reasons) {
      if (answer?.type !== 'refused') throw new Error(JSON.stringify(answer))
      assert.match(answer.sentence, /^\S.*\.$/)
    }
  })

  test('nonsense on the socket harms nobody', async ({ assert }) => {
    assert.equal((await askServer(home, null as never))?.type, 'refused')
    assert.isNull(await askServer(home, { command: 'x'.repeat(20_000) } as never))
    assert.equal((await askServer(home, { command: 'invite', email: null }))?.type, 'done')
  })

  test('nobody answers: null', async ({ assert }) => {
    assert.isNull(await askServer(join(home, 'elsewhere'), { command: 'invite', email: null }))
  })
})
