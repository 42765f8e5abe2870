import * as figures from '../areas/improve/trends/actions/case-figures.ts'
import * as losses from '../areas/improve/trends/actions/estimate-losses.ts'
import * as cases from '../areas/improve/trends/actions/list-cases.ts'
import * as looks from '../areas/improve/trends/actions/looks.ts'
import * as report from '../areas/improve/trends/actions/make-report.ts'
import * as controls from '../areas/improve/trends/actions/read-controls.ts'
import * as costs from '../areas/improve/trends/actions/read-costs.ts'
import * as factors from '../areas/improve/trends/actions/read-factors.ts'
import * as trends from '../areas/improve/trends/actions/read-trends.ts'
import { lookJob } from '../areas/improve/trends/jobs.ts'
import { hearSystems } from '../areas/improve/trends/reactions.ts'
import type { Action, House } from '../platform/action.ts'
import type { TenantJob } from '../platform/jobs/jobs.ts'
import { actionsOf } from './actions-of.ts'

/** Numbers over time. */
export const trendActions: readonly Action[] = actionsOf(
  ...[trends, factors, controls, costs, cases, figures, losses, looks, report],
)

export const trendJobs: readonly TenantJob[] = [lookJob]

/** Called once for each house. */
export function furnishTrends(house: House): void {
  hearSystems(house.announcer)
}
