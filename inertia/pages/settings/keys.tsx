import { Head } from '@inertiajs/react'
import type { KeysPage } from '#shared/protocol/keys_page'
import { SettingsHeading } from '~/components/settings_card'
import { useModels } from '~/features/chat/models_context'
import { Fallbacks } from '~/features/keys/components/fallbacks'
import { KeysAndModels } from '~/features/keys/components/keys_and_models'
import AppLayout from '~/layouts/app_layout'
import SettingsLayout from '~/layouts/settings_layout'

export default function Keys(page: KeysPage) {
  const { models } = useModels()
  return (
    <>
      <Head title="Keys and models" />
      <SettingsHeading title="Keys and models">
        Keys are encrypted on the server and used only for your answers. Once saved they are never
        shown again, not even to you; only the last four characters are.
      </SettingsHeading>
      <KeysAndModels {...page} />
      <Fallbacks models={models} />
    </>
  )
}

Keys.layout = [AppLayout, SettingsLayout]
