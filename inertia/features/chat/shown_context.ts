import { Observable } from '~/livestore/state/observable'
import type { NextContext } from './next_context'

/** What the composer last found out about the next question, for the conversation above it. */
export const shownContext = new Observable<{ chatId: string | null; next: NextContext } | null>(
  null
)
