import * as lessonDecisions from '../areas/improve/improvements/actions/decide-lessons.ts'
import * as improvements from '../areas/improve/improvements/actions/read-improvements.ts'
import * as lessons from '../areas/improve/improvements/actions/read-lessons.ts'
import { step } from '../areas/improve/improvements/actions/take-steps.ts'
import * as improvementWriting from '../areas/improve/improvements/actions/write-improvements.ts'
import { chaseJob, weighJob } from '../areas/improve/improvements/jobs.ts'
import { hearEndings } from '../areas/improve/improvements/reactions.ts'
import * as editions from '../areas/improve/reviews/actions/editions.ts'
import * as reviewPlanning from '../areas/improve/reviews/actions/plan-reviews.ts'
import { proposeChange } from '../areas/improve/reviews/actions/propose-change.ts'
import { readNumbers } from '../areas/improve/reviews/actions/read-numbers.ts'
import { move } from '../areas/improve/reviews/actions/move-review.ts'
import { propose } from '../areas/improve/reviews/actions/propose-measure.ts'
import * as reviewing from '../areas/improve/reviews/actions/read-review.ts'
import * as voices from '../areas/improve/reviews/actions/voices.ts'
import { remindReviewsJob } from '../areas/improve/reviews/jobs.ts'
import { planAfterRecovery, reviewCondition } from '../areas/improve/reviews/public.ts'
import { planAtEndings } from '../areas/improve/reviews/reactions.ts'
import * as supplierDecisions from '../areas/improve/scorecards/actions/decide-review.ts'
import * as supplierLog from '../areas/improve/scorecards/actions/log-events.ts'
import {
  get as getSupplierCase,
  list as listSupplierCases,
} from '../areas/improve/scorecards/actions/read-cases.ts'
import { reviewAtEndings } from '../areas/improve/scorecards/reactions.ts'
import { controlCondition } from '../areas/improve/trends/public.ts'
import { keepMove as keepContainedMove } from '../areas/respond/containment/public.ts'
import type { ClosureCondition, Plugs } from '../areas/respond/incidents/public/ports.ts'
import type { Action, House } from '../platform/action.ts'
import { actionsOf } from './actions-of.ts'
import { exerciseActions } from './areas-exercises.ts'
import { furnishTrends, trendActions, trendJobs } from './areas-trends.ts'

/** What comes after a case: what becomes better, what the firm learned, the look back, rehearsals and numbers over time. */
export const improveActions: readonly Action[] = [
  ...actionsOf(improvements, improvementWriting, lessons, lessonDecisions),
  step,
  ...actionsOf(reviewPlanning, reviewing, voices, editions),
  move,
  propose,
  listSupplierCases,
  getSupplierCase,
  ...actionsOf(supplierLog),
  supplierDecisions.decide,
  proposeChange,
  readNumbers,
  ...exerciseActions,
  ...trendActions,
]

export const improveJobs = [weighJob, chaseJob, remindReviewsJob, ...trendJobs]

/** What these rooms want in order before an incident is closed. */
export const improveConditions: readonly ClosureCondition[] = [reviewCondition, controlCondition]

/** What other rooms know of a system that moved; once the last of a case is back, its review is planned. */
export const keepMove: Plugs['keepMove'] = async (context, move) => {
  await keepContainedMove(context, move)
  await planAfterRecovery(context, move)
}

/** Who hears that a case ended. Called once for each house. */
export function furnishImprove(house: House): void {
  hearEndings(house.announcer)
  planAtEndings(house.announcer)
  reviewAtEndings(house.announcer)
  furnishTrends(house)
}
