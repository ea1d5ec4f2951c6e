import { Head } from '@inertiajs/react'
import { SearchPage } from '~/features/search/components/search_page'
import AppLayout from '~/layouts/app_layout'
import { PageScroll } from '~/layouts/page_frame'

export default function Search() {
  return (
    <PageScroll>
      <Head title="Search" />
      <SearchPage />
    </PageScroll>
  )
}

Search.layout = [AppLayout]
