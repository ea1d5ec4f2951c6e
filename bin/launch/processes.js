import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { ROOT } from './paths.js'
import { Stop } from './output.js'

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP']

/** How often to look whether npm is still there. Milliseconds. */
const PARENT_CHECK = 250

/**
 * Runs a program in the foreground; signals reach it, and its exit code is the answer. With `holdOutput` it prints in one piece at
 * its end, so that another one can run beside it.
 */
export function runForeground(program, parameters, options = {}) {
  const { env = {}, onMessage, signalFor = (signal) => signal } = options
  const { inheritInput = true, holdOutput = false } = options
  const output = holdOutput ? 'pipe' : 'inherit'
  const child = spawn(program, parameters, {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: [inheritInput ? 'inherit' : 'ignore', output, output, ...(onMessage ? ['ipc'] : [])],
  })
  if (onMessage) child.on('message', onMessage)
  const held = []
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data) => held.push(data))
  const forward = (signal) => child.kill(signalFor(signal))
  for (const signal of SIGNALS) process.on(signal, forward)
  const watch = watchParent(() => forward('SIGTERM'))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once(holdOutput ? 'close' : 'exit', (code, signal) => {
      clearInterval(watch)
      process.stdout.write(Buffer.concat(held))
      for (const name of SIGNALS) process.off(name, forward)
      resolve(code ?? 128 + (constants.signals[signal] ?? 0))
    })
  })
}

/**
 * A signal sent to npm ends npm and its shell, and never gets here. Started by hand, on the other hand, the
 * shell may well leave while we stay.
 */
function watchParent(onGone) {
  if (!process.env.npm_lifecycle_event) return undefined
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    onGone()
  }, PARENT_CHECK)
  return timer.unref()
}

/** Runs a program to its end and keeps what it printed. */
export function runQuietly(program, parameters, { env = {}, shell = false } = {}) {
  const child = spawn(program, parameters, {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    shell,
  })
  let output = ''
  child.stdout.on('data', (chunk) => (output += chunk))
  child.stderr.on('data', (chunk) => (output += chunk))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve({ code: code ?? 1, output }))
  })
}

/** The npm that started us, or the one on the path. */
export async function npm(parameters, purpose) {
  const own = process.env.npm_execpath
  const isWindows = process.platform === 'win32'
  const [program, first] = own?.endsWith('.js') ? [process.execPath, [own]] : ['npm', []]
  const { code, output } = await runQuietly(program, [...first, ...parameters], {
    shell: isWindows && program === 'npm',
  }).catch((error) => {
    throw new Stop(`npm could not be started to ${purpose} (${error.code ?? error.message}).`)
  })
  if (code === 0) return
  const isNetwork = /ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|ENETUNREACH/.test(output)
  throw new Stop(
    isNetwork
      ? `npm could not reach its registry to ${purpose}: check the network (or npm's proxy setting) and run the command again.`
      : `npm could not ${purpose}:\n${output.trim().split('\n').slice(-15).join('\n')}`
  )
}
