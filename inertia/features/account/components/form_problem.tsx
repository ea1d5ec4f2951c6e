import { Notice } from '~/components/notice'

export function FormProblem({ problem }: { problem: string | null }) {
  return problem === null ? null : <Notice tone="error" title={problem} />
}
