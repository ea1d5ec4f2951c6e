import { useSyncExternalStore } from 'react'
import { Notice } from '~/components/notice'
import { visitProblem } from '~/lib/page_visits'

/** Why what was just asked of the server did not happen. */
export function VisitNotice() {
  const problem = useSyncExternalStore(visitProblem.subscribe, visitProblem.get)
  if (problem === null) return null
  return <Notice tone="error" title={problem} onDismiss={visitProblem.dismiss} />
}
