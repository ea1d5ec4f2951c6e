import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

const EARLY_SQLITE = fileURLToPath(
  new URL('../inertia/livestore/worker/early_sqlite.ts', import.meta.url)
)

const SHARED_WORKER =
  /@livestore\/adapter-web\/dist\/web-worker\/shared-worker\/make-shared-worker\.js$/

interface Cut {
  file: string
  /** Default: everywhere. */
  where?: 'page'
  found: RegExp
  instead: string
  times: number
}

/** What of the pinned packages can never run here, and what a bundler must be told to see it. */
const CUTS: Cut[] = [
  // LiveStore's devtools, which `disableDevtools` switches off while running.
  {
    file: '@livestore/common/dist/make-client-session.js',
    found: /devtoolsEnabled === true/g,
    instead: 'false',
    times: 2,
  },
  {
    file: '@livestore/adapter-web/dist/web-worker/client-session/client-session-devtools.js',
    found: /devtoolsEnabled === true/g,
    instead: 'false',
    times: 1,
  },
  {
    file: '@livestore/livestore/dist/store/create-store.js',
    found: /yield\* connectDevtoolsToStore\({ storeDevtoolsChannel, store }\);/g,
    instead: '',
    times: 1,
  },
  {
    file: '@livestore/common/dist/leader-thread/make-leader-thread-layer.js',
    found: /yield\* bootDevtools\(devtoolsOptions\)\.pipe\([^;]*\);/g,
    instead: '',
    times: 1,
  },
  // The net between pages and workers that only the devtools talk through.
  {
    file: '@livestore/adapter-web/dist/web-worker/client-session/persisted-adapter.js',
    found: /connectWebmeshNodeClientSession\({[^}]*}\)/g,
    instead: 'Effect.void',
    times: 1,
  },
  {
    file: '@livestore/adapter-web/dist/web-worker/common/worker-schema.js',
    found: /, WebmeshWorker\.Schema\.CreateConnection(?=\))/g,
    instead: '',
    times: 2,
  },
  {
    file: '@livestore/adapter-web/dist/web-worker/common/worker-schema.js',
    found: /Devtools\.Leader\.MessageToApp/g,
    instead: 'Schema.Never',
    times: 1,
  },
  {
    file: '@livestore/adapter-web/dist/web-worker/shared-worker/make-shared-worker.js',
    found:
      /const { node } = yield\* WebmeshWorker\.CacheService;[^]*?Effect\.forkScoped\);|'DevtoolsWebCommon\.CreateConnection': WebmeshWorker\.CreateConnection,/g,
    instead: '',
    times: 2,
  },
  {
    file: '@livestore/adapter-web/dist/web-worker/shared-worker/make-shared-worker.js',
    found: /Layer\.mergeAll\(FetchHttpClient\.layer, WebmeshWorker\.CacheService\.layer\(.*\)\);/g,
    instead: 'FetchHttpClient.layer;',
    times: 1,
  },
  {
    file: '@livestore/adapter-web/dist/web-worker/leader-worker/make-leader-worker.js',
    found:
      /Layer\.mergeAll\(Opfs\.Opfs\.Default, WebmeshWorker\.CacheService\.layer\({[^}]*}[^}]*}\)\)/g,
    instead: 'Opfs.Opfs.Default',
    times: 1,
  },
  {
    file: '@livestore/adapter-web/dist/web-worker/leader-worker/make-leader-worker.js',
    found: /'DevtoolsWebCommon\.CreateConnection': WebmeshWorker\.CreateConnection,/g,
    instead: '',
    times: 1,
  },
  {
    file: '@livestore/adapter-web/dist/web-worker/leader-worker/make-leader-worker.js',
    found: /devtoolsEnabled === false/g,
    instead: 'true',
    times: 1,
  },
  // Help for those who develop LiveStore, a fast path that is off (ADR 0005), and a reset that nobody asks for.
  ...[
    'client-session/persisted-adapter',
    'shared-worker/make-shared-worker',
    'leader-worker/make-leader-worker',
  ].map((file) => ({
    file: `@livestore/adapter-web/dist/web-worker/${file}.js`,
    found: /isDevEnv\(\) === true/g,
    instead: 'false',
    times: 1,
  })),
  {
    file: '@livestore/livestore/dist/store/store.js',
    found: /isDevEnv\(\) === true/g,
    instead: 'false',
    times: 2,
  },
  {
    file: '@livestore/livestore/dist/store/store.js',
    found: / {4}_dev = {[^]*?\n {4}};/g,
    instead: '',
    times: 1,
  },
  ...['web-worker/client-session/persisted-adapter', 'single-tab/single-tab-adapter'].flatMap(
    (file) => [
      {
        file: `@livestore/adapter-web/dist/${file}.js`,
        found: /options\.experimental\?\.disableFastPath === true \|\| opfsWarning !== undefined/g,
        instead: 'true',
        times: 1,
      },
      {
        file: `@livestore/adapter-web/dist/${file}.js`,
        found: /options\.resetPersistence === true/g,
        instead: 'false',
        times: 2,
      },
    ]
  ),
  // Only workers open files.
  {
    file: '@livestore/sqlite-wasm/dist/browser/mod.js',
    where: 'page',
    found: /import { makeOpfsDb } from "\.\/opfs\/index\.js";/g,
    instead: 'const makeOpfsDb = () => Effect.dieMessage("A page opens no files");',
    times: 1,
  },
  // Tracing: nobody listens to Effect's spans here, and each one would take the time, its attributes and a stack.
  {
    file: 'effect/dist/esm/internal/core.js',
    found:
      /(?<=Symbol\.for\("effect\/FiberRef\/currentTracerEnabled"\), \(\) => fiberRefUnsafeMake\()true/g,
    instead: 'false',
    times: 1,
  },
  {
    file: 'effect/dist/esm/internal/tracer.js',
    found: /const limit = getStackTraceLimit\(\);\n *setStackTraceLimit\(3\);/g,
    instead: 'return { ...options };',
    times: 1,
  },
  {
    file: 'effect/dist/esm/internal/core-effect.js',
    found: /typeof options\.captureStackTrace === "function"/g,
    instead: 'false',
    times: 1,
  },
  {
    file: 'effect/dist/esm/Effect.js',
    found:
      /const limit = getStackTraceLimit\(\);\n *setStackTraceLimit\(2\);\n *const errorCall = new Error\(\);\n *setStackTraceLimit\(limit\);/g,
    instead: 'const errorCall = undefined;',
    times: 2,
  },
  // Inertia's own forms, links and endless lists: making a component does nothing but make it, and its name is for devtools.
  {
    file: '@inertiajs/react/dist/index.js',
    found: /(?<== )(?=(forwardRef|createContext)\d?\()/g,
    instead: '/* @__PURE__ */ ',
    times: 6,
  },
  {
    file: '@inertiajs/react/dist/index.js',
    found: /^\w+\.displayName = "\w+";$/gm,
    instead: '',
    times: 8,
  },
  // Validation while typing, of Inertia's forms.
  {
    file: '@inertiajs/core/dist/index.js',
    found: /^ *precognitionClient\.with\w+\([\w.]+\);$/gm,
    instead: '',
    times: 2,
  },
  // HTML in Markdown is text, so that nothing has to recognise it.
  {
    file: 'micromark/lib/constructs.js',
    found: /\[60\]: htmlFlow,/g,
    instead: '',
    times: 1,
  },
  {
    file: 'micromark/lib/constructs.js',
    found: /\[60\]: \[autolink, htmlText\]/g,
    instead: '[60]: autolink',
    times: 1,
  },
  // The second search for addresses, which `parseMarkdown` leaves out.
  {
    file: 'mdast-util-gfm-autolink-literal/lib/index.js',
    found: /transforms: \[transformGfmAutolinkLiterals\],/g,
    instead: 'transforms: [],',
    times: 1,
  },
]

const CUT_PACKAGES =
  /node_modules\/(@(livestore|inertiajs)|effect|micromark|mdast-util-gfm-autolink-literal)\//

/** LiveStore's shared worker is a program, although its package says that importing it does nothing: without this nothing would be left of it. */
export function livestorePrograms(): Plugin {
  return {
    name: 'loft:livestore-programs',
    apply: 'build',
    transform: {
      filter: { id: SHARED_WORKER },
      handler: (code) => ({ code, moduleSideEffects: true, map: null }),
    },
  }
}

/**
 * Leaves code out of the production build that never runs, and lets LiveStore's leader have SQLite early. Another version of a
 * package stops the build: look again then.
 */
export function adjustedDependencies(place: 'page' | 'worker'): Plugin {
  return {
    name: 'loft:adjusted-dependencies',
    apply: 'build',
    // Vite resolves names itself before it asks other plugins.
    enforce: 'pre',
    resolveId: {
      filter: { id: /^@livestore\/sqlite-wasm\/load-wasm$/ },
      handler: (_source, importer) =>
        importer?.endsWith('leader-worker/make-leader-worker.js') ? EARLY_SQLITE : null,
    },
    transform: {
      filter: { id: CUT_PACKAGES },
      handler(code, id) {
        const path = id.split('?', 1)[0]!
        const cuts = CUTS.filter(
          ({ file, where }) => path.endsWith(file) && (where ?? place) === place
        )
        if (cuts.length === 0) return null
        let result = code
        for (const { file, found, instead, times } of cuts) {
          if ((result.match(found) ?? []).length !== times)
            this.error(`${file} is not what bin/dependencies_plugin.ts was written for`)
          result = result.replace(found, instead)
        }
        return { code: result, map: null }
      },
    },
  }
}
