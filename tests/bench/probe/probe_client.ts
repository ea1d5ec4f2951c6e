import { readFileSync } from 'node:fs'
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

  /** Processor time the server process has used so far, in milliseconds: other programs on the machine hardly change it. */
  async processorMs(): Promise<number> {
    const { user, system } = (await this.#ask('/cpu')) as NodeJS.CpuUsage
    return (user + system) / 1_000
  }

  /** Resident memory of the server process as the kernel counts it. Megabytes of 1,000,000 bytes. */
  async residentMegabytes(): Promise<number> {
    const pid = (await this.#ask('/pid')) as number
    const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return (Number(kilobytes) * 1_024) / 1_000_000
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
