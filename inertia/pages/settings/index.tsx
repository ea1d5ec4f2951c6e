import { Head } from '@inertiajs/react'
import { useEffect } from 'react'
import { useMediaQuery } from '~/hooks/use_media_query'
import AppLayout from '~/layouts/app_layout'
import SettingsLayout from '~/layouts/settings_layout'
import { openPage } from '~/lib/page_route'

/** The list alone, on narrow screens; where there is room for both, the first page stands beside it. */
export default function Settings() {
  const isNarrow = useMediaQuery('(max-width: 760px)')
  useEffect(() => {
    if (!isNarrow) openPage('/settings/account', { replace: true })
  }, [isNarrow])
  return <Head title="Settings" />
}

Settings.layout = [AppLayout, SettingsLayout]
