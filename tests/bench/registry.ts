import { idle } from '#tests/bench/scenarios/idle'
import { indexing } from '#tests/bench/scenarios/indexing'
import { list } from '#tests/bench/scenarios/list'
import { passages } from '#tests/bench/scenarios/passages'
import { push } from '#tests/bench/scenarios/push'
import { reconnect } from '#tests/bench/scenarios/reconnect'
import { reload } from '#tests/bench/scenarios/reload'
import { retrieval } from '#tests/bench/scenarios/retrieval'
import { resume } from '#tests/bench/scenarios/resume'
import { longChat } from '#tests/bench/scenarios/screen'
import { switchChats } from '#tests/bench/scenarios/switch'
import { weight } from '#tests/bench/scenarios/weight'
import { wire } from '#tests/bench/scenarios/wire'
import type { Scenario } from '#tests/bench/scenario'

const scenarios: Record<string, Scenario> = {
  wire,
  screen: longChat,
  reload,
  resume,
  reconnect,
  idle,
  push,
  list,
  switch: switchChats,
  weight,
  retrieval,
  passages,
  indexing,
}

/** They need a collection that is no part of Loft, or most of the time that a whole run has. */
const byNameOnly = ['retrieval', 'passages', 'indexing']

/** All of them but those that want to be named, or those that `only` names, with commas between. A name that selects nothing is an error. */
export function chooseScenarios(only: string | undefined): [string, Scenario][] {
  const known = Object.entries(scenarios)
  if (only === undefined) return known.filter(([name]) => !byNameOnly.includes(name))
  const wanted = only.split(',').map((name) => name.trim())
  const unknown = wanted.filter((name) => !Object.hasOwn(scenarios, name))
  if (unknown.length > 0) {
    console.error(
      `There is no scenario "${unknown.join('", "')}"; there are ${Object.keys(scenarios).join(', ')}.`
    )
    process.exit(1)
  }
  return known.filter(([name]) => wanted.includes(name))
}
