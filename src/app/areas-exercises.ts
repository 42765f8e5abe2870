import * as arranging from '../areas/improve/exercises/actions/arrange-exercise.ts'
import * as capturing from '../areas/improve/exercises/actions/capture.ts'
import * as library from '../areas/improve/exercises/actions/library.ts'
import * as planTesting from '../areas/improve/exercises/actions/plan-tests.ts'
import * as reporting from '../areas/improve/exercises/actions/read-report.ts'
import * as running from '../areas/improve/exercises/actions/run-exercise.ts'
import type { Action } from '../platform/action.ts'
import { actionsOf } from './actions-of.ts'

/** Rehearsals: chosen, led, captured, and what came of them. */
export const exerciseActions: readonly Action[] = actionsOf(
  library,
  arranging,
  running,
  capturing,
  reporting,
  planTesting,
)
