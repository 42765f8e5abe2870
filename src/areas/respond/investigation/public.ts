import type { Context } from '../../../platform/action.ts'
import { waiversOf } from './actions/settle-closing.ts'
import { openParts, usualAsks, type Ending } from './rules/closing.ts'
import { leftOutAs } from './rules/counting.ts'
import {
  findClosingRule,
  findFinding,
  isInvestigated,
  listFactors,
  listFactorsLike,
} from './store/findings.ts'
import { listScopeLines, listUntold } from './store/scope.ts'
import { incidentFor } from '../incidents/public.ts'

/**
 * What this room wants in order before an incident is closed: where it is serious, where somebody used the room, or
 * always, as the organisation chose. The shape is the port that the incidents room declares.
 */
export const investigationCondition = {
  key: 'investigation',
  async findOpen(
    context: Context,
    incidentId: string,
    ending: Ending,
  ): Promise<readonly { sentence: string; where: string }[]> {
    if (ending.disposition !== 'resolved') return []
    const { severity, mode, leadId } = await incidentFor(context, incidentId)
    const finding = await findFinding(context, incidentId)
    const standing = {
      asks: (await findClosingRule(context))?.asks ?? usualAsks,
      isUsed: await isInvestigated(context, incidentId),
      isLed: leadId !== null || context.actor.kind !== 'key',
      severity,
      mode,
      vector: finding?.vector ?? null,
      vectorNote: finding?.vectorNote ?? '',
      factors: (await listFactors(context, incidentId)).length,
      untold: await listUntold(context, incidentId),
      openWaivers: (await waiversOf(context, incidentId)).filter(({ isOpen }) => isOpen).length,
    }
    return openParts(standing, ending).map(({ part, sentence }) => ({
      sentence,
      where: `/incidents/${incidentId}/investigation?part=${pageOf[part]}`,
    }))
  },
}

/** Which part of this room's page puts it right. */
const pageOf = { vector: 'causes', factors: 'causes', parties: 'reach', waivers: 'finish' } as const

/**
 * Earlier incidents in which the same kind of factor stood, each with the words it was noted in; the port that the
 * incidents room declares. Cases that the viewer may not see are left out by the wall.
 */
export async function incidentsWithFactorOf(
  context: Context,
  incidentId: string,
): Promise<readonly { incidentId: string; name: string }[]> {
  const kinds = (await listFactors(context, incidentId))
    .map(({ kind }) => kind)
    .filter((kind) => kind !== 'other')
  const shared = await listFactorsLike(context, incidentId, [...new Set(kinds)])
  return shared.map((factor) => ({ incidentId: factor.incidentId, name: factor.words.slice(0, 120) }))
}

/** How it began, as this room found it; null while nobody said so. The port that the incidents room declares. */
export async function vectorFound(context: Context, incidentId: string) {
  return (await findFinding(context, incidentId))?.vector ?? null
}

/** Whether an incident belongs in numbers about what really happened; for reviews and trends. */
export async function countsInNumbers(context: Context, incidentId: string): Promise<boolean> {
  const { mode } = await incidentFor(context, incidentId)
  const finding = await findFinding(context, incidentId)
  return leftOutAs(mode, finding?.counting ?? 'none') === undefined
}

/** The largest number of people on the scope sheet whose data it reached or may have reached; null while nobody counted. */
export async function peopleReached(context: Context, incidentId: string): Promise<number | null> {
  const counts = (await listScopeLines(context, incidentId))
    .filter(({ topic, standing }) => topic === 'data' && standing !== 'ruled_out')
    .flatMap(({ people }) => (people === null ? [] : [people]))
  return counts.length === 0 ? null : Math.max(...counts)
}
