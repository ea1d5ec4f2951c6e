import { defineConfig } from 'oxlint'
import { FOLDER_ARROWS, MODULE_ARROWS, VENDOR_SDK } from './tests/support/arrows.ts'

const NAMES = [...Object.keys(MODULE_ARROWS), 'config', 'start', 'providers', 'tests']

/** Regular expressions: in the other kind of pattern, `ai` would match the last part of any path. */
interface Pattern {
  regex: string
  message: string
}

const forbidden = (from: string, arrows: readonly string[]): Pattern => ({
  regex: `^#(${NAMES.filter((name) => name !== from && !arrows.includes(name)).join('|')})/`,
  message: `"${from}" may not depend on this (DESIGN, "Allowed arrows"): a lower module reaches a higher one by an event wired in start/events.ts.`,
})

const noLiveStore: Pattern = {
  regex: '^@livestore/',
  message: "LiveStore is the browser's: it costs the server 200 MB and most of a second at start.",
}

/** What keeps tasks small enough to run elsewhere; tests/unit/boundaries.spec.ts has the list of what is left. */
const noServer: Pattern = {
  regex: '^#',
  message:
    'Tasks run at Trigger.dev: they share ../app/jobs/call_protocol.js with Loft and nothing else.',
}

const noVendor: Pattern = {
  regex: VENDOR_SDK.source,
  message: 'Only drivers/ import vendor SDKs, so that a driver can be replaced.',
}

const noDrivers: Pattern = {
  regex: '/drivers/',
  message:
    'Only providers and define_config.ts import drivers: everything else knows the contract.',
}

const restrict = (files: string[], patterns: Pattern[], excludeFiles: string[] = []) => ({
  files,
  ...(excludeFiles.length > 0 ? { excludeFiles } : {}),
  rules: { 'no-restricted-imports': ['error', { patterns }] as ['error', { patterns: Pattern[] }] },
})

/** The isomorphic folder runs in the browser, in workers and on the server alike. */
const sharedOnly: Pattern = {
  regex: String.raw`^(?!\.{1,2}/|effect($|/))`,
  message:
    'app/shared imports only itself (./x.js) and effect: it runs in browser, worker and server.',
}

const modules = Object.entries(MODULE_ARROWS).filter(([name]) => name !== 'shared')

export default defineConfig({
  plugins: ['typescript', 'unicorn', 'oxc', 'import', 'node', 'react', 'promise'],
  ignorePatterns: ['build/**', 'public/**', 'tmp/**', '.node/**', '.adonisjs/**'],
  categories: { correctness: 'error', suspicious: 'error' },
  rules: {
    'typescript/no-explicit-any': 'error',
    'typescript/no-non-null-assertion': 'off',
    'no-console': 'error',
    'no-var': 'error',
    'prefer-const': 'error',
    'eqeqeq': 'error',
    'import/no-cycle': 'error',
    'import/no-unassigned-import': 'off',
    'node/no-process-env': 'error',
    'react/react-in-jsx-scope': 'off',
    'no-shadow': 'off',
    // Effect tags its unions with `_tag`.
    'no-underscore-dangle': 'off',
    // Vite's `?worker` imports have a default export that no file shows.
    'import/default': 'off',
    'import/no-named-as-default-member': 'off',
    'unicorn/no-array-sort': 'off',
    // Positional SQL parameters read better in groups.
    'unicorn/no-useless-spread': 'off',
    // Workers and broadcast channels have no target origin, and cannot be told from windows here.
    'unicorn/require-post-message-target-origin': 'off',
    'unicorn/prefer-add-event-listener': 'off',
    'unicorn/consistent-function-scoping': 'off',
    'promise/always-return': 'off',
  },
  overrides: [
    restrict(['app/shared/**/*.ts'], [sharedOnly]),
    ...modules.flatMap(([name, arrows]) => [
      restrict(
        [`app/${name}/**/*.ts`],
        [forbidden(name, arrows), noLiveStore, noVendor, noDrivers]
      ),
      restrict([`app/${name}/define_config.ts`], [forbidden(name, arrows), noLiveStore, noVendor]),
      restrict([`app/${name}/drivers/**/*.ts`], [forbidden(name, arrows), noLiveStore]),
    ]),
    ...Object.entries(FOLDER_ARROWS)
      .filter(([name]) => !['inertia', 'trigger'].includes(name))
      .map(([name, arrows]) =>
        restrict(
          [`${name}/**/*.ts`],
          [
            forbidden(name, arrows),
            noLiveStore,
            noVendor,
            ...(name === 'providers' ? [] : [noDrivers]),
          ]
        )
      ),
    restrict(
      ['inertia/**/*.{ts,tsx}'],
      [
        forbidden('inertia', FOLDER_ARROWS.inertia!),
        { regex: '^(@adonisjs/|node:)', message: 'This is browser code.' },
        noVendor,
      ]
    ),
    // The exception to "only drivers/ import vendor SDKs": tasks are made of Trigger.dev's.
    restrict(['trigger/**/*.ts'], [noServer, noLiveStore]),
    {
      // Launchers and entry points stand before the validated environment; tests and tasks stand outside it.
      files: ['start/env.ts', 'bin/**', 'trigger/**', 'tests/**', 'ace.js', '*.config.ts'],
      rules: { 'node/no-process-env': 'off', 'no-console': 'off' },
    },
    { files: ['commands/**'], rules: { 'no-console': 'off' } },
    {
      files: ['inertia/**'],
      rules: { 'no-console': ['error', { allow: ['warn', 'error'] }] },
    },
  ],
})
