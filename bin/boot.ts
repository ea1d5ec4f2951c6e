import 'reflect-metadata'
import { Ignitor, prettyPrintError } from '@adonisjs/core'

/**
 * Databases, their -wal and -shm files and everything else this process creates belong to its user
 * alone. It must come before the first file is opened, hence at import time.
 */
process.umask(0o077)

export const APP_ROOT = new URL('../', import.meta.url)

const importer = (path: string) =>
  path.startsWith('.') ? import(new URL(path, APP_ROOT).href) : import(path)

/** What server, console and tests share: the environment is validated before anything boots. */
export function createIgnitor(): Ignitor {
  return new Ignitor(APP_ROOT, { importer }).tap((app) => {
    app.booting(async () => {
      await import('#start/env')
    })
  })
}

/** A mistake of the operator gets one sentence; a mistake of ours gets its stack. */
export async function reportBootFailure(error: unknown): Promise<void> {
  process.exitCode = 1
  const sentence = explain(error)
  if (sentence) console.error(sentence)
  else await prettyPrintError(error)
}

interface BootError {
  /** A module that refuses to boot throws its sentence with the code E_CANNOT_START. */
  code?: string
  message?: string
  help?: string
  path?: string
  port?: number
  address?: string
}

function explain(error: unknown): string | undefined {
  const { code, message, help, path, port, address } = (error ?? {}) as BootError
  switch (code) {
    case 'E_INVALID_ENV_VARIABLES':
      return help?.split('\n')[0]?.replace(/^- /, '')
    case 'E_CANNOT_START':
      return message
    case 'E_DATA_FOLDER_IN_USE':
      return message
    case 'EADDRINUSE':
      return `Port ${port} is already in use: stop what listens there, or set PORT to another number.`
    case 'EADDRNOTAVAIL':
      return `HOST is ${address}, which is no address of this machine.`
    case 'EACCES':
      if (port !== undefined) return `PORT is ${port}, which this user may not listen on.`
      return `${path ?? 'The data folder'} cannot be written: check its owner, or set DATA_DIR.`
    case 'EROFS':
      return `${path ?? 'The data folder'} is on a read-only disk: set DATA_DIR to a writable folder.`
    case 'ENOSPC':
    case 'SQLITE_FULL':
      return 'The disk is full: make room, or set DATA_DIR to a folder on another disk.'
    case 'SQLITE_CANTOPEN':
    case 'SQLITE_READONLY':
      return 'The databases cannot be opened for writing: check the owner of DATA_DIR.'
    default:
      return undefined
  }
}
