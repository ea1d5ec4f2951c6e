import { Head } from '@inertiajs/react'
import AppLayout from '~/layouts/app_layout'
import { PageFrame } from '~/layouts/page_frame'

export default function Usage() {
  return (
    <PageFrame title="Usage">
      <Head title="Usage" />
      <p className="text-muted-foreground">Nothing is counted here yet.</p>
    </PageFrame>
  )
}

Usage.layout = [AppLayout]
