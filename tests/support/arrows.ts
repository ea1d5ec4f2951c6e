/**
 * Who may import whom, as DESIGN says under "Allowed arrows". A new arrow is a new word here, and a reason
 * in the commit that adds it. Lint (oxlint.config.ts) and tests/unit/boundaries.spec.ts both read it.
 *
 * `core`, `shared` and `config` may be used by every server module; config gives values, never behaviour.
 */
const FOUNDATION = ['core', 'shared', 'config']

export const MODULE_ARROWS: Record<string, readonly string[]> = {
  shared: [],
  core: ['shared', 'config'],
  identity: FOUNDATION,
  sync: [...FOUNDATION, 'identity'],
  ai: FOUNDATION,
  files: FOUNDATION,
  jobs: FOUNDATION,
  metering: FOUNDATION,
  analytics: FOUNDATION,
  audit: FOUNDATION,
  rooms: [...FOUNDATION, 'identity', 'sync'],
  rag: [...FOUNDATION, 'ai', 'files', 'jobs', 'sync'],
  billing: [...FOUNDATION, 'metering', 'identity'],
  chat: [...FOUNDATION, 'rag', 'ai', 'sync', 'rooms', 'metering', 'files', 'analytics'],
}

const MODULES = Object.keys(MODULE_ARROWS)

/** Folders beside app/. What wires the application together may see all of it. */
export const FOLDER_ARROWS: Record<string, readonly string[]> = {
  config: [...MODULES, 'start'],
  start: [...MODULES, 'config'],
  providers: [...MODULES, 'config'],
  commands: [...MODULES, 'config'],
  database: [],
  bin: ['start', 'tests'],
  inertia: ['shared'],
  /** Runs at Trigger.dev: nothing of the server but the form of its calls, and the one folder beside drivers/ with a vendor's SDK. */
  trigger: ['jobs'],
}

export const ARROWS: Record<string, readonly string[]> = { ...MODULE_ARROWS, ...FOLDER_ARROWS }

/** Clients of outside services: only a driver knows them, so that a driver can be replaced. */
export const VENDOR_SDK =
  /^(ai|stripe|weaviate-client|@(ai-sdk|openrouter|aws-sdk|logto|trigger\.dev)\/.+)$/
