import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import { inCheckout } from '#tests/support/test_environment'

export interface Upstream {
  url: string
  stop(): void
}

const running = new Set<ChildProcess>()
process.once('exit', () => running.forEach((child) => child.kill('SIGKILL')))

/** The scriptable upstream in a process of its own, so that it takes no time from the one that measures. */
export async function startUpstream(): Promise<Upstream> {
  const child = spawn(
    process.execPath,
    ['--import=@poppinss/ts-exec', inCheckout('tests/support/upstream/main.ts')],
    { cwd: inCheckout(''), stdio: ['ignore', 'pipe', 'inherit'] }
  )
  running.add(child)
  const ended = new Promise<never>((_, reject) =>
    child.once('exit', () => {
      running.delete(child)
      reject(new Error('The upstream ended'))
    })
  )
  ended.catch(() => {})
  const lines = createInterface({ input: child.stdout })
  const said = new Promise<string>((resolve) => lines.once('line', resolve))
  const { url } = JSON.parse(await Promise.race([said, ended])) as { url: string }
  return { url, stop: () => child.kill('SIGKILL') }
}
