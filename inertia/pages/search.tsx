import { Head } from '@inertiajs/react'
import { SearchPage } from '~/features/search/components/search_page'
import AppLayout from '~/layouts/app_layout'
import { PageScroll } from '~/layouts/page_frame'
import { WhenOpen } from '~/livestore/hooks'

export default function Search() {
  return (
    <PageScroll>
      <Head title="Search" />
      <WhenOpen>
        <SearchPage />
      </WhenOpen>
    </PageScroll>
  )
}

Search.layout = [AppLayout]
