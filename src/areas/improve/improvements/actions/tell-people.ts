import type { ImprovementDue } from '../../../../base/improvement-due.ts'
import type { Context } from '../../../../platform/action.ts'
import { audienceOf, mayHear } from '../../../../platform/database/circle.ts'
import { listActiveMembers } from '../../../register/people/public/people.ts'
import { hearersOf } from '../rules/chasing.ts'
import type { ImprovementRecord } from '../store/improvements.ts'
import { recordOn } from './keep-improvement.ts'

/** Brings one to mind of those who should hear of it and may, on the record. */
export async function tellOf(
  context: Context,
  row: ImprovementRecord,
  stage: ImprovementDue['stage'],
  today: string,
): Promise<void> {
  const everyone = await listActiveMembers(context)
  const audiences =
    row.incidentId === null ? undefined : await audienceOf(context.tx.$client, [row.incidentId])
  const people = everyone.filter(
    ({ id: memberId, role }) =>
      role !== 'guest' &&
      (audiences === undefined || mayHear({ memberId, role }, audiences.get(row.incidentId ?? ''))),
  )
  const memberIds = hearersOf(stage, row, people)
  const named = new Map(people.map(({ id, name }) => [id, name]))
  const to = memberIds.map((id) => named.get(id) ?? '').join('\n')
  const { id: improvementId, incidentId, title } = row
  recordOn(context, incidentId, 'improvement.remind', { improvement: improvementId, title, stage, to })
  if (memberIds.length === 0) return
  const owner = named.get(row.ownerId ?? '') ?? ''
  const day = (stage === 'risk_over' ? row.acceptedUntil : row.dueOn) ?? today
  await context.announce({
    kind: 'improvement.due',
    stage,
    improvementId,
    incidentId,
    title,
    day,
    owner,
    memberIds,
  })
}
