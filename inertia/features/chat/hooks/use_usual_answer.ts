import { useMemo } from 'react'
import { useLiveQuery } from '~/livestore/hooks'
import { lastAnswersOf } from '../queries'
import { usualAnswer, type UsualAnswer } from '../usual_answer'

export function useUsualAnswer(model: string): UsualAnswer {
  const answers = useLiveQuery(useMemo(() => lastAnswersOf(model), [model]))
  return useMemo(() => usualAnswer(answers), [answers])
}
