import { fileURLToPath } from 'node:url'
import { isAbsolute, resolve } from 'node:path'
import { Env } from '@adonisjs/core/env'
import {
  count,
  dataDirectory,
  httpUrl,
  key32,
  mailSender,
  oneOf,
  onOff,
  optionalKey32,
  optionalSecretOf,
  optionalText,
  originsOrOff,
  port,
  requireWith,
  secretOf,
  smtpUrl,
  text,
  usDollars,
} from '#start/env_rules'
import { parseTrustedProxies } from '#core/network/trusted_proxies'

/**
 * The one place that reads the environment. Every rule throws a sentence that names its variable;
 * bin/boot.ts prints the first one and the boot ends there.
 */
const APP_ROOT = new URL('../', import.meta.url)

/** A production build runs from build/, but settings and data stay in the checkout it came from. */
const home = resolve(fileURLToPath(APP_ROOT), process.env.ENV_PATH ?? '')

const env = await Env.create(APP_ROOT, {
  NODE_ENV: oneOf(['development', 'production', 'test'] as const, 'development'),
  HOST: text('127.0.0.1'),
  PORT: port(3333),
  APP_URL: httpUrl(),
  LOG_LEVEL: oneOf(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const, 'info'),
  APP_KEY: secretOf(16),
  KEYS_ENCRYPTION_KEY: key32(),
  KEYS_ENCRYPTION_KEY_OLD: optionalKey32(),
  TRUSTED_PROXIES: (name: string, value?: string) => parseTrustedProxies(name, value ?? ''),
  GUESTS: onOff(true),
  GUESTS_PER_ADDRESS: count(20),
  SIGN_UP: oneOf(['open', 'invite', 'closed'] as const, 'open'),
  SMTP_URL: smtpUrl(),
  MAIL_FROM: mailSender(),
  SOCKETS_PER_ADDRESS: count(60),
  MODEL_BASE_URL: httpUrl(),
  MODEL_NAME: optionalText(),
  MODEL_API_KEY: Env.schema.secret.optional(),
  MODEL_TITLE_NAME: optionalText(),
  EMBEDDING_BASE_URL: httpUrl(),
  EMBEDDING_MODEL: optionalText(),
  EMBEDDING_API_KEY: Env.schema.secret.optional(),
  RERANK_BASE_URL: httpUrl(),
  RERANK_MODEL: optionalText(),
  RERANK_API_KEY: Env.schema.secret.optional(),
  OPENROUTER_API_KEY: Env.schema.secret.optional(),
  OPENROUTER_BASE_URL: httpUrl(),
  OPENAI_BASE_URL: httpUrl(),
  ANTHROPIC_BASE_URL: httpUrl(),
  GOOGLE_BASE_URL: httpUrl(),
  MODEL_CATALOGUE: oneOf(['auto', 'on', 'off'] as const, 'auto'),
  LOCAL_MODEL_SERVERS: originsOrOff(),
  ALLOW_PRIVATE_MODEL_URLS: onOff(false),
  OPERATOR_DAILY_LIMIT: usDollars(),
  OPERATOR_DAILY_LIMIT_PER_USER: usDollars(),
  S3_BUCKET: optionalText(),
  S3_ENDPOINT: httpUrl(),
  S3_REGION: text('auto'),
  S3_ACCESS_KEY_ID: optionalText(),
  S3_SECRET_ACCESS_KEY: Env.schema.secret.optional(),
  WEAVIATE_URL: httpUrl(),
  WEAVIATE_GRPC_URL: httpUrl(),
  WEAVIATE_API_KEY: Env.schema.secret.optional(),
  TRIGGER_SECRET_KEY: Env.schema.secret.optional(),
  TRIGGER_API_URL: httpUrl(),
  TRIGGER_PROJECT_REF: optionalText(),
  JOBS_SIGNING_KEY: optionalSecretOf(32),
  DATA_DIR: dataDirectory((path) => (isAbsolute(path) ? path : resolve(home, path))),
})

requireWith(env, 'SMTP_URL', ['MAIL_FROM', 'APP_URL'])
requireWith(env, 'MAIL_FROM', ['SMTP_URL'])
requireWith(env, 'MODEL_BASE_URL', ['MODEL_NAME'])
requireWith(env, 'MODEL_NAME', ['MODEL_BASE_URL'])
requireWith(env, 'MODEL_API_KEY', ['MODEL_BASE_URL'])
requireWith(env, 'MODEL_TITLE_NAME', ['MODEL_NAME'])
requireWith(env, 'EMBEDDING_BASE_URL', ['EMBEDDING_MODEL'])
requireWith(env, 'EMBEDDING_MODEL', ['EMBEDDING_BASE_URL'])
requireWith(env, 'EMBEDDING_API_KEY', ['EMBEDDING_BASE_URL'])
const bucket = ['S3_BUCKET', 'S3_ENDPOINT', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const
for (const name of bucket) requireWith(env, name, [...bucket])
requireWith(env, 'RERANK_BASE_URL', ['RERANK_MODEL'])
requireWith(env, 'RERANK_MODEL', ['RERANK_BASE_URL'])
requireWith(env, 'RERANK_API_KEY', ['RERANK_BASE_URL'])
requireWith(env, 'WEAVIATE_GRPC_URL', ['WEAVIATE_URL'])
requireWith(env, 'WEAVIATE_API_KEY', ['WEAVIATE_URL'])
requireWith(env, 'TRIGGER_SECRET_KEY', ['JOBS_SIGNING_KEY', 'APP_URL'])
requireWith(env, 'TRIGGER_API_URL', ['TRIGGER_SECRET_KEY'])
requireWith(env, 'TRIGGER_PROJECT_REF', ['TRIGGER_SECRET_KEY'])
requireWith(env, 'JOBS_SIGNING_KEY', ['TRIGGER_SECRET_KEY'])

// The providers' own SDKs read these names as well, and one that is set but empty stops them. They are told by configuration.
for (const provider of ['OPENAI', 'ANTHROPIC', 'GOOGLE', 'OPENROUTER']) {
  delete process.env[`${provider}_BASE_URL`]
  delete process.env[`${provider}_API_KEY`]
}

// AdonisJS listens on what process.env says and would fall back to every interface.
process.env.HOST = env.get('HOST')
process.env.PORT = String(env.get('PORT'))

export default env
