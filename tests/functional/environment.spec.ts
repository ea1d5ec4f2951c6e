import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'

const GOOD = {
  APP_KEY: 'a-key-that-is-long-enough',
  KEYS_ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64'),
  PORT: '0',
  LOG_LEVEL: 'silent',
}

/** Boots a server with nothing but these settings and waits until it gives up. */
async function bootWith(settings: Record<string, string>) {
  const home = mkdtempSync(join(tmpdir(), 'loft-boot-'))
  const child = spawn(
    process.execPath,
    ['--import=@poppinss/ts-exec', app.makePath('bin/server.ts')],
    {
      cwd: app.makePath(),
      env: { PATH: process.env.PATH, NODE_ENV: 'production', ENV_PATH: home, ...GOOD, ...settings },
    }
  )
  let output = ''
  child.stdout.on('data', (chunk) => (output += chunk))
  child.stderr.on('data', (chunk) => (output += chunk))
  const timer = setTimeout(() => child.kill('SIGKILL'), 20_000)
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  clearTimeout(timer)
  rmSync(home, { recursive: true, force: true })
  return { code, output: output.trim() }
}

test.group('A wrong setting stops the boot with one sentence', () => {
  const cases: [settings: Record<string, string>, sentence: RegExp][] = [
    [{ PORT: 'eighty' }, /^PORT must be/],
    [{ APP_KEY: 'short' }, /^APP_KEY must be/],
    [{ KEYS_ENCRYPTION_KEY: 'bm8=' }, /^KEYS_ENCRYPTION_KEY must be/],
    [{ APP_URL: 'chat.example' }, /^APP_URL must be/],
    [{ LOG_LEVEL: 'loud' }, /^LOG_LEVEL must be/],
    [{ GUESTS: 'maybe' }, /^GUESTS must be/],
    [{ SIGN_UP: 'perhaps' }, /^SIGN_UP must be one of open, invite, closed/],
    [{ SMTP_URL: 'mail.example.org' }, /^SMTP_URL must be an smtp:/],
    [{ SMTP_URL: 'smtp://a:sk-never-print-me@x' }, /^MAIL_FROM must be set too/],
    [{ SMTP_URL: 'smtp://x', MAIL_FROM: 'a@b.org' }, /^APP_URL must be set too/],
    [{ MAIL_FROM: 'a@b.org' }, /^SMTP_URL must be set too/],
    [{ MAIL_FROM: 'Loft' }, /^MAIL_FROM must be an e-mail address/],
    [{ TRUSTED_PROXIES: 'my-proxy' }, /^TRUSTED_PROXIES holds "my-proxy"/],
    [{ MODEL_BASE_URL: 'http://127.0.0.1:1/v1' }, /^MODEL_NAME must be set too/],
    [{ MODEL_NAME: 'some-model' }, /^MODEL_BASE_URL must be set too/],
    [{ MODEL_API_KEY: 'sk-never-print-me' }, /^MODEL_BASE_URL must be set too/],
    [{ MODEL_TITLE_NAME: 'small' }, /^MODEL_NAME must be set too/],
    [{ RERANK_MODEL: 'small' }, /^RERANK_BASE_URL must be set too/],
    [{ RERANK_BASE_URL: 'http://127.0.0.1:1/v1' }, /^RERANK_MODEL must be set too/],
    [{ RERANK_API_KEY: 'sk-never-print-me' }, /^RERANK_BASE_URL must be set too/],
    [{ EMBEDDING_MODEL: 'small' }, /^EMBEDDING_BASE_URL must be set too/],
    [{ EMBEDDING_BASE_URL: 'http://127.0.0.1:1/v1' }, /^EMBEDDING_MODEL must be set too/],
    [{ EMBEDDING_API_KEY: 'sk-never-print-me' }, /^EMBEDDING_BASE_URL must be set too/],
    [{ WEAVIATE_URL: 'weaviate' }, /^WEAVIATE_URL must be/],
    [{ WEAVIATE_API_KEY: 'sk-never-print-me' }, /^WEAVIATE_URL must be set too/],
    [{ TRIGGER_SECRET_KEY: 'sk-never-print-me' }, /^JOBS_SIGNING_KEY must be set too/],
    [
      {
        TRIGGER_SECRET_KEY: 'sk-never-print-me',
        JOBS_SIGNING_KEY: 'sk-never-print-me-either-0000000000',
      },
      /^APP_URL must be set too/,
    ],
    [{ JOBS_SIGNING_KEY: 'sk-never-print-me' }, /^JOBS_SIGNING_KEY must be set to at least 32/],
    [
      { JOBS_SIGNING_KEY: 'sk-never-print-me-either-0000000000' },
      /^TRIGGER_SECRET_KEY must be set/,
    ],
    [{ TRIGGER_API_URL: 'trigger' }, /^TRIGGER_API_URL must be/],
    [{ TRIGGER_API_URL: 'http://127.0.0.1:1' }, /^TRIGGER_SECRET_KEY must be set too/],
    [{ TRIGGER_PROJECT_REF: 'proj_x' }, /^TRIGGER_SECRET_KEY must be set too/],
    [{ S3_BUCKET: 'loft' }, /^S3_ENDPOINT must be set too, because S3_BUCKET is set/],
    [{ S3_ENDPOINT: 'https://s3.example' }, /^S3_BUCKET must be set too/],
    [{ S3_ENDPOINT: 's3.example' }, /^S3_ENDPOINT must be a full/],
    [{ S3_SECRET_ACCESS_KEY: 'sk-never-print-me' }, /^S3_BUCKET must be set too/],
    [{ OPERATOR_DAILY_LIMIT: 'five' }, /^OPERATOR_DAILY_LIMIT must be an amount in US dollars/],
    [{ OPERATOR_DAILY_LIMIT_PER_USER: '-1' }, /^OPERATOR_DAILY_LIMIT_PER_USER must be an amount/],
  ]

  for (const [settings, sentence] of cases) {
    test(Object.entries(settings)[0]!.join('='), async ({ assert }) => {
      const { code, output } = await bootWith(settings)
      assert.equal(code, 1)
      assert.match(output, sentence)
      assert.notInclude(output, '\n')
      assert.notInclude(output, 'sk-never-print-me')
    })
  }

  test('a port in use names the setting', async ({ assert }) => {
    const blocker = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => blocker.once('listening', resolve))
    const { port } = blocker.address() as { port: number }
    const { code, output } = await bootWith({ PORT: String(port) })
    blocker.close()
    assert.equal(code, 1)
    assert.match(output, new RegExp(`^Port ${port} is already in use: .* set PORT`))
    assert.notInclude(output, '\n')
  })
})
