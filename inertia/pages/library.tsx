import { Head } from '@inertiajs/react'
import { LibraryPage } from '~/features/documents/components/library_page'
import AppLayout from '~/layouts/app_layout'
import { PageScroll } from '~/layouts/page_frame'

export default function Library() {
  return (
    <PageScroll>
      <Head title="Documents" />
      <LibraryPage />
    </PageScroll>
  )
}

Library.layout = [AppLayout]
