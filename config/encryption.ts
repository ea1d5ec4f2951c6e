import { defineConfig, drivers } from '@adonisjs/core/encryption'
import env from '#start/env'

/** Cookies and sessions only. Keys that people store have a key of their own: KEYS_ENCRYPTION_KEY. */
export default defineConfig({
  default: 'app',
  list: {
    app: drivers.aes256gcm({ id: 'app', keys: [env.get('APP_KEY')] }),
  },
})
