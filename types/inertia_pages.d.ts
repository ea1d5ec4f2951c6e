/**
 * The pages of inertia/pages with the props each of them takes, so that `inertia.render` is checked.
 * The generator of @adonisjs/inertia is not used: it would have to run before every type check.
 */
import '@adonisjs/inertia/types'
import type { KeysPage } from '#shared/protocol/keys_page'

declare module '@adonisjs/inertia/types' {
  export interface InertiaPages {
    'chat': Record<never, never>
    'home': { isSignedIn: boolean; guestsAllowed: boolean }
    'search': Record<never, never>
    'settings/index': Record<never, never>
    'settings/account': Record<never, never>
    'settings/appearance': Record<never, never>
    'settings/keys': Pick<KeysPage, keyof KeysPage>
    'settings/device': Record<never, never>
    'usage': Record<never, never>
    'errors/not_found': Record<never, never>
    'errors/server_error': { status: number; message: string; requestId: string | null }
  }
}
