import { join } from 'node:path'

export const operatorSocketPath = (dataDirectory: string): string =>
  join(dataDirectory, 'operator.sock')
