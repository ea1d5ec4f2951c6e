import AppLayout from '~/layouts/app_layout'
import { PageScroll } from '~/layouts/page_frame'
import { PageUnreachable } from '~/layouts/page_unreachable'

export default function Unreachable() {
  return (
    <PageScroll>
      <PageUnreachable />
    </PageScroll>
  )
}

Unreachable.layout = [AppLayout]
