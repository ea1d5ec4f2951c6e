import { readdirSync, readFileSync } from 'node:fs'
import { request } from 'node:http'

/** Durations in milliseconds; `inside` and `whole` as wire_stamps.js says. */
export interface Durations {
  inside: number[]
  whole: number[]
}

export interface WireStamps {
  push: Durations
  chunk: Durations
}

/** Asks the preload inside the server. */
export class ProbeClient {
  constructor(private readonly socketPath: string) {}

  async collectGarbage(): Promise<void> {
    await this.#ask('/gc')
  }

  /** What was noted since the last call. */
  takeStamps(): Promise<WireStamps> {
    return this.#ask('/stamps') as Promise<WireStamps>
  }

  /** How late the server's event loop was since the last call, in milliseconds; null for the first one. */
  takeLoopDelays(): Promise<{ p95: number; max: number } | null> {
    return this.#ask('/loop') as Promise<{ p95: number; max: number } | null>
  }

  /** Resident memory of the process's children together. Megabytes of 1,000,000 bytes. */
  async childrenMegabytes(): Promise<number> {
    const pid = (await this.#ask('/pid')) as number
    const children = childrenOf(pid)
    return children.reduce((sum, child) => sum + residentOf(child), 0)
  }

  /** Processor time the server process has used so far, in milliseconds: other programs on the machine hardly change it. */
  async processorMs(): Promise<number> {
    const { user, system } = (await this.#ask('/cpu')) as NodeJS.CpuUsage
    return (user + system) / 1_000
  }

  /** Resident memory of the server process as the kernel counts it. Megabytes of 1,000,000 bytes. */
  async residentMegabytes(): Promise<number> {
    const pid = (await this.#ask('/pid')) as number
    return residentOf(pid)
  }

  #ask(path: string): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const asked = request({ socketPath: this.socketPath, path, agent: false }, (response) => {
        let body = ''
        response.on('data', (chunk) => (body += chunk))
        response.on('end', () => resolve(JSON.parse(body)))
        response.on('error', reject)
      })
      asked.setTimeout(10_000, () => asked.destroy(new Error(`The probe did not answer ${path}`)))
      asked.on('error', reject).end()
    })
  }
}

/** 0 for one that has ended meanwhile. */
function residentOf(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0
    return (Number(kilobytes) * 1_024) / 1_000_000
  } catch {
    return 0
  }
}

function childrenOf(pid: number): number[] {
  return readdirSync(`/proc/${pid}/task`).flatMap((thread) => {
    try {
      const children = readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8')
      return children.split(' ').filter(Boolean).map(Number)
    } catch {
      return []
    }
  })
}
