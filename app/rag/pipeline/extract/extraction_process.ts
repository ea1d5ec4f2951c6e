import { fork, type ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import type {
  ExtractOrder,
  ExtractReport,
  FailureReport,
} from '#rag/pipeline/extract/child/protocol'

/** What runs in the process. Beside this file, and compiled when this file is. */
const PROGRAM = fileURLToPath(new URL(`./child/main${extname(import.meta.url)}`, import.meta.url))
const MEGABYTE = 1024 * 1024
const LOOK_INTERVAL = 200
const PAGE_BYTES = 4096

/** Runs one order in a process of its own, and ends it when it takes too long, too much, or is not wanted any more. */
export function runExtraction(
  order: ExtractOrder,
  signal: AbortSignal,
  program = PROGRAM
): Promise<ExtractReport> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason)
    const child = start(order, program)
    let verdict: ExtractReport | undefined
    const kill = (report: ExtractReport) => {
      verdict ??= report
      child.kill('SIGKILL')
    }
    const clock = setTimeout(() => kill(failed('TIMEOUT')), order.limits.wallTime)
    const watch = setInterval(() => {
      if (residentBytes(child) > order.limits.residentBytes) kill(failed('TOO_LARGE'))
    }, LOOK_INTERVAL)
    const abort = () => child.kill('SIGKILL')
    signal.addEventListener('abort', abort, { once: true })
    const end = (settle: () => void) => {
      clearTimeout(clock)
      clearInterval(watch)
      signal.removeEventListener('abort', abort)
      settle()
    }
    child.once('message', (report: ExtractReport) => (verdict ??= report))
    // No process could be made.
    child.once('error', () => end(() => resolve(verdict ?? failed('UNAVAILABLE'))))
    child.once('close', (code, ending) =>
      end(() => {
        if (signal.aborted) reject(signal.reason)
        else resolve(verdict ?? explainEnd(code, ending))
      })
    )
    child.send(order, (error) => {
      if (error) child.kill('SIGKILL')
    })
  })
}

const failed = (code: FailureReport['code']): FailureReport => ({
  type: 'failed',
  code,
})

/** It reads, writes its one file, and nothing else: no other process, and once compiled neither add-ons nor workers. */
function start({ limits, output }: ExtractOrder, program: string): ChildProcess {
  const options = extname(program) === '.ts' ? process.execArgv : []
  const loaders = options.filter((option) => option.startsWith('--import='))
  return fork(program, [], {
    execArgv: [
      // Of the options of this process only those that let it read the same code.
      ...loaders,
      ...(loaders.length > 0 ? ['--allow-addons', '--allow-worker'] : []),
      '--permission',
      '--allow-fs-read=*',
      `--allow-fs-write=${output}`,
      `--max-old-space-size=${Math.floor(limits.heapBytes / MEGABYTE)}`,
    ],
    // Settings and keys are none of its business.
    env: {},
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    serialization: 'json',
  })
}

/** V8 ends itself with an abort when its heap is full; the system's own killer sends SIGKILL. */
function explainEnd(code: number | null, ending: NodeJS.Signals | null): ExtractReport {
  const isMemory =
    ending === 'SIGABRT' || ending === 'SIGKILL' || ending === 'SIGTRAP' || code === 134
  return failed(isMemory ? 'TOO_LARGE' : 'UNREADABLE')
}

/** Buffers are not in the heap that V8 limits. 0 where the system does not tell. */
function residentBytes(child: ChildProcess): number {
  try {
    return Number(readFileSync(`/proc/${child.pid}/statm`, 'ascii').split(' ')[1]) * PAGE_BYTES
  } catch {
    return 0
  }
}
