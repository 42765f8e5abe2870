import { dayIn } from '../../../../base/calendar-day.ts'
import type { Context } from '../../../../platform/action.ts'
import { listAssetsInUse } from '../../../register/assets/public.ts'
import { callTreeTest } from '../../../register/contacts/public.ts'
import { organisationFor } from '../../../register/people/public/people.ts'
import { secondFactorShare } from '../../../register/people/public/second-factor.ts'
import { powersStanding } from '../../../register/powers/public.ts'
import { vendorStanding } from '../../../register/vendors/public.ts'
import { backupStanding } from '../../backups/public.ts'
import type { KnownRoutine } from '../../calendar/public.ts'
import { continuityTests } from '../../continuity/public.ts'
import { planPublication } from '../../plan/public.ts'
import { holeList } from '../../playbooks/public.ts'
import { houseRuleStanding, rulesInForce } from '../../policies/public.ts'
import { trainingShare } from '../../training/public.ts'
import type { ControlKey } from '../contract/words.ts'
import { networkStanding } from './network-standing.ts'
import type { DailyPorts } from './ports.ts'
import { starterTies, type DailyUse } from '../rules/facts.ts'
import type { TieRecord } from '../store/controls.ts'
import { findWatch } from '../store/network.ts'

/** Asks each room once how it stands; what it says of which control is for the rules. */
export async function dailyUse(
  context: Context,
  rooms: DailyPorts,
  { today, openNews }: { readonly today: string; readonly openNews: number },
): Promise<DailyUse> {
  const { timeZone } = await organisationFor(context)
  const onDay = (at: Date) => dayIn(at, timeZone)
  const plan = await planPublication(context)
  const tree = await callTreeTest(context)
  const watch = await findWatch(context)
  const powers = await powersStanding(context)
  const rules = await rulesInForce(context)
  const unready = (await houseRuleStanding(context)).houseRules.map(({ name }) => name)
  const list = await holeList(context)
  const exercise = await rooms.lastExercise(context)
  return {
    today,
    backups: (await backupStanding(context)).backups.map(({ lastProof, ...copy }) => ({
      ...copy,
      lastProof: lastProof && { testedOn: onDay(new Date(lastProof.testedAt)) },
    })),
    training: await trainingShare(context),
    plan: plan && { version: plan.version, day: onDay(plan.publishedAt) },
    exercise: exercise && {
      name: `INC-${exercise.number}`,
      day: exercise.day,
      path: `/incidents/${exercise.id}`,
    },
    tree: tree && { triedOn: tree.triedAt && onDay(tree.triedAt), dueOn: onDay(tree.dueAt) },
    powers: {
      isBegun: powers.isBegun,
      missing: powers.warnings
        .filter(({ kind }) => kind.startsWith('role_') || kind === 'right_nobody')
        .map(({ name, about }) => name || about),
    },
    rules: { count: rules.count, since: rules.since && onDay(rules.since), unready },
    vendors: (await vendorStanding(context)).vendors,
    things: (await listAssetsInUse(context)).length,
    secondFactor: await secondFactorShare(context),
    holes: list && { openNews, importedOn: onDay(list.importedAt) },
    watch:
      watch === undefined
        ? undefined
        : {
            day: onDay(watch.savedAt),
            until: watch.nextLookOn,
            gaps: (await networkStanding(context, rooms, [])).network.gaps.length,
          },
    tools: await rooms.unwatchedStanding(context),
    continuity: await continuityTests(context),
  }
}

/** What routines show, by the control that each is tied to: as people said, or as those to begin with are meant. */
export function routineTies(
  routines: readonly KnownRoutine[],
  ties: readonly TieRecord[],
): Map<ControlKey, KnownRoutine[]> {
  const said = new Map(ties.flatMap(({ routineId, key }) => (routineId === null ? [] : [[routineId, key]])))
  const found = new Map<ControlKey, KnownRoutine[]>()
  for (const routine of routines) {
    const key = said.get(routine.id) ?? (routine.starter === null ? undefined : starterTies[routine.starter])
    if (key !== undefined) found.set(key, [...(found.get(key) ?? []), routine])
  }
  return found
}
