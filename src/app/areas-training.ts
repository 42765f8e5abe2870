import * as attendance from '../areas/prepare/training/actions/attendance.ts'
import * as evidence from '../areas/prepare/training/actions/export-training.ts'
import { practiceWith } from '../areas/prepare/training/actions/practice.ts'
import * as courses from '../areas/prepare/training/actions/read-courses.ts'
import * as skills from '../areas/prepare/training/actions/skills.ts'
import * as writing from '../areas/prepare/training/actions/write-courses.ts'
import { trainingJob } from '../areas/prepare/training/jobs.ts'
import type { PracticePorts } from '../areas/prepare/training/public.ts'
import { hearCasesAndLeavers } from '../areas/prepare/training/reactions.ts'
import { releasedForStaff } from '../areas/improve/reviews/public.ts'
import { incidentFor } from '../areas/respond/incidents/public/incidents.ts'
import { countReportsIn } from '../areas/respond/signals/public.ts'
import type { Action, House } from '../platform/action.ts'
import { actionsOf } from './actions-of.ts'

/** What training asks of rooms that come after it in the story. Of a case: its kind, its month, and what its review released for all. */
const rooms: PracticePorts = {
  reportsBetween: countReportsIn,
  async staffFacts(context, incidentId) {
    const { kind, mode, isRestricted, openedAt } = await incidentFor(context, incidentId)
    const month = openedAt.toISOString().slice(0, 7)
    const released = await releasedForStaff(context, incidentId)
    return { kind, month, released, isRestricted, isReal: mode !== 'exercise' }
  },
}

export const trainingActions: readonly Action[] = [
  ...actionsOf(courses, writing, attendance, evidence, skills),
  ...practiceWith(rooms),
]

export const trainingJobs = [trainingJob]

/** Who hears what. Called once for each house. */
export function furnishTraining(house: House): void {
  hearCasesAndLeavers(house.announcer, rooms)
}
