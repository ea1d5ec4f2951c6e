import { defineConfig } from '@trigger.dev/sdk'

/** For `npx trigger.dev deploy` alone: how the tasks in trigger/ get to Trigger.dev (docs/operations.md). */
export default defineConfig({
  project: process.env.TRIGGER_PROJECT_REF ?? '',
  dirs: ['./trigger'],
  runtime: 'node-22',
  maxDuration: 3_600,
})
