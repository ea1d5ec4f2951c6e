/**
 * The pages of inertia/pages with the props each of them takes, so that `inertia.render` is checked.
 * The generator of @adonisjs/inertia is not used: it would have to run before every type check.
 */
import '@adonisjs/inertia/types'
import type { KeysPage } from '#shared/protocol/keys_page'
import type { SignUpMode } from '#config/accounts'
import type { AccountProps, DeviceProps } from '#identity/account_props'
import type { UsageReport } from '#shared/protocol/usage'

declare module '@adonisjs/inertia/types' {
  export interface InertiaPages {
    'chat': Record<never, never>
    'search': Record<never, never>
    'library': Record<never, never>
    'projects': Record<never, never>
    'settings/index': Record<never, never>
    'settings/appearance': Record<never, never>
    'settings/keys': Pick<KeysPage, keyof KeysPage>
    'settings/device': Record<never, never>
    'usage': { report: UsageReport | null }
    'home': { isSignedIn: boolean; guestsAllowed: boolean; signUp: SignUpMode }
    'sign_in': { canSignUp: boolean; guestsAllowed: boolean }
    'sign_up': {
      mode: SignUpMode
      invitation: { token: string; email: string | null } | null
      isInvitationGone: boolean
      /** The guest of this session, who becomes the account. */
      guestId: string | null
      sendsMail: boolean
    }
    'forgot_password': { sendsMail: boolean }
    'reset_password': { token: string | null }
    'verify': { claim: { token: string; email: string; needsPassword: boolean } | null }
    'settings/account': { account: AccountProps; devices: DeviceProps[]; sendsMail: boolean }
    'errors/not_found': Record<never, never>
    'errors/server_error': { status: number; message: string; requestId: string | null }
  }
}
