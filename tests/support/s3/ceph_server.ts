import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { accessSync, constants, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { freePorts } from '#tests/support/s3/free_ports'

const run = promisify(execFile)

const PROGRAMS = ['ceph', 'ceph-authtool', 'ceph-mon', 'ceph-osd', 'monmaptool', 'radosgw']
const PATIENCE = 45_000

/** What a client needs to sign requests. */
export interface S3Account {
  endpoint: string
  accessKeyId: string
  secretAccessKey: string
}

let started: Promise<S3Account> | undefined

/** One real S3 server for all tests of this process: Ceph's gateway on loopback, with everything in memory. */
export function cephServer(): Promise<S3Account> {
  started ??= start()
  return started
}

async function start(): Promise<S3Account> {
  requirePrograms()
  const folder = mkdtempSync(join(tmpdir(), 'loft-ceph-'))
  const children: ChildProcess[] = []
  process.once('exit', () => {
    for (const child of children) child.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  })
  const [monitor, gateway] = await freePorts(2)
  const fsid = randomUUID()
  const configuration = join(folder, 'ceph.conf')
  writeFileSync(
    configuration,
    configurationOf({ folder, fsid, monitor: monitor!, gateway: gateway! })
  )
  const account = {
    endpoint: `http://127.0.0.1:${gateway}`,
    accessKeyId: `TEST${randomBytes(8).toString('hex').toUpperCase()}`,
    secretAccessKey: randomBytes(20).toString('hex'),
  }
  const use = (program: string, ...parameters: string[]) =>
    run(pathOf(program)!, ['-c', configuration, ...parameters], { timeout: PATIENCE })
  const keep = (program: string, ...parameters: string[]) => {
    const child = spawn(pathOf(program)!, ['-c', configuration, '-f', ...parameters], {
      stdio: 'ignore',
    })
    child.unref()
    children.push(child)
  }

  const monmap = join(folder, 'monmap')
  const address = `[v2:127.0.0.1:${monitor}/0]`
  await run(pathOf('monmaptool')!, ['--create', '--addv', 'a', address, '--fsid', fsid, monmap])
  for (const name of ['mon.a', 'osd.0', 'rgw']) mkdirSync(join(folder, name))
  await use('ceph-mon', '--mkfs', '-i', 'a', '--monmap', monmap)
  keep('ceph-mon', '-i', 'a')
  // The one that the monitor knows and the one in the store must be the same, or it stays "booting" for ever.
  const osd = randomUUID()
  await use('ceph', 'osd', 'new', osd)
  await use('ceph-osd', '-i', '0', '--mkfs', '--osd-uuid', osd)
  keep('ceph-osd', '-i', '0')
  keep('radosgw', '-n', 'client.rgw')
  await answering(account.endpoint)
  await use(
    ...([
      'radosgw-admin',
      '-n',
      'client.rgw',
      'user',
      'create',
      '--uid=test',
      '--display-name=test',
    ] as const),
    `--access-key=${account.accessKeyId}`,
    `--secret-key=${account.secretAccessKey}`
  )
  return account
}

interface Places {
  folder: string
  fsid: string
  monitor: number
  gateway: number
}

/** Nothing is written but the monitor's own small database; nobody has to prove who they are inside. */
const configurationOf = ({ folder, fsid, monitor, gateway }: Places) => `
[global]
fsid = ${fsid}
mon host = [v2:127.0.0.1:${monitor}/0]
public addr = 127.0.0.1
cluster addr = 127.0.0.1
auth cluster required = none
auth service required = none
auth client required = none
mon data = ${folder}/mon.a
osd data = ${folder}/osd.0
run dir = ${folder}
log file = ${folder}/$name.log
admin socket = ${folder}/$name.asok
pid file = ${folder}/$name.pid
osd objectstore = memstore
memstore device bytes = 1073741824
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 1
osd pool default pgp num = 1
osd pool default pg autoscale mode = off
osd crush chooseleaf type = 0
mon allow pool size one = true
mon warn on pool no redundancy = false
osd class load list = *
osd class default list = *
ms bind ipv6 = false
[client.rgw]
# The gateway alone insists on encryption, which there is none of without keys.
ms mon client mode = crc
rgw frontends = beast endpoint=127.0.0.1:${gateway}
rgw data = ${folder}/rgw
rgw enable usage log = false
rgw enable gc threads = false
rgw enable lc threads = false
rgw thread pool size = 32
`

async function answering(endpoint: string): Promise<void> {
  const deadline = Date.now() + PATIENCE
  for (;;) {
    const answer = await fetch(endpoint, { signal: AbortSignal.timeout(2_000) }).catch(() => null)
    if (answer) return
    if (Date.now() > deadline) throw new Error('Ceph did not answer in time')
    await pause(100)
  }
}

function requirePrograms(): void {
  if ([...PROGRAMS, 'radosgw-admin'].every((program) => pathOf(program))) return
  throw new Error(
    'The tests of files in a bucket need Ceph: install it (Debian: apt-get install --no-install-recommends ceph-mon ceph-osd radosgw ceph-common).'
  )
}

function pathOf(program: string): string | undefined {
  const folders = ['/usr/bin', ...(process.env.PATH ?? '').split(delimiter)].filter(Boolean)
  return folders.map((folder) => join(folder, program)).find(isExecutable)
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
