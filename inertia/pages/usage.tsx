import { Head, router } from '@inertiajs/react'
import { useEffect } from 'react'
import type { UsageReport } from '#shared/protocol/usage'
import { useModels } from '~/features/chat/models_context'
import { UsageControls } from '~/features/usage/components/usage_controls'
import { UsageView } from '~/features/usage/components/usage_view'
import { withTitles } from '~/features/usage/model_titles'
import AppLayout from '~/layouts/app_layout'
import { PageFrame } from '~/layouts/page_frame'

interface UsageProps {
  /** Null in a document, which is asked for without a time zone. */
  report: UsageReport | null
}

export default function Usage({ report }: UsageProps) {
  const { models } = useModels()
  const isMissing = report === null
  useEffect(() => {
    if (isMissing) router.reload()
  }, [isMissing])
  return (
    <PageFrame title="Usage" actions={report && <UsageControls report={report} />}>
      <Head title="Usage" />
      {report && <UsageView report={withTitles(report, models)} />}
    </PageFrame>
  )
}

Usage.layout = [AppLayout]
