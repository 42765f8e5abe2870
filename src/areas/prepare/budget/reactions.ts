import { leafFields } from '../../../base/leaf-fields.ts'
import type { LeafKind } from '../../../base/leaf-kinds.ts'
import type { Context } from '../../../platform/action.ts'
import type { Announcer, Recorded } from '../../../platform/events/announce.ts'
import { listLeaders, todayOf } from '../../register/people/public/people.ts'
import type { ActKind } from './contract.ts'
import { insertAct } from './store.ts'

/** What on the record is an act of leadership when somebody who leads did it; a later room needs one line here. */
const actOf: Partial<Record<LeafKind, ActKind>> = {
  'plan.approve': 'plan_signed',
  'house_rule.approve': 'rule_agreed',
  'training.complete': 'training_taken',
}

/** Acts of those who lead keep themselves, in the transaction in which they are done. `app/areas.ts` calls it once. */
export function hearActs(announce: Announcer<Context>): void {
  announce.onRecorded(keepActs)
}

async function keepActs(context: Context, entries: readonly Recorded[]): Promise<void> {
  for (const { kind, fields } of entries) {
    const act = actOf[kind]
    const memberId = act === undefined ? undefined : await leaderIn(context, act, fields)
    if (act === undefined || memberId === undefined) continue
    const row = {
      memberId,
      kind: act,
      doneOn: dayIn(fields) ?? (await todayOf(context)),
      note: noteIn(fields),
    }
    const { actor } = context
    await insertAct(context, {
      ...row,
      id: context.newId(),
      recordedAt: context.now,
      recordedBy: actor.name,
    })
    context.record({
      stream: 'audit',
      kind: 'leadership.act',
      fields: leafFields({ ...row, member: row.memberId }),
    })
  }
}

/** Whose act it is: who did it, or, of a training, who took it, whoever wrote it down. Undefined for who does not lead. */
async function leaderIn(
  context: Context,
  act: ActKind,
  fields: Recorded['fields'],
): Promise<string | undefined> {
  if (act === 'training_taken') {
    const taker = fields?.['member']
    return (await listLeaders(context)).find(({ id }) => id === taker)?.id
  }
  const { actor } = context
  if (actor.kind !== 'member' || (actor.role !== 'owner' && actor.role !== 'lead')) return undefined
  return actor.memberId
}

/** The day on which it was done, where that was another than the day on which it was written down. */
function dayIn(fields: Recorded['fields']): string | undefined {
  const day = fields?.['doneOn']
  return typeof day === 'string' && day !== '' ? day : undefined
}

/** What it was about, in words that English and German share. */
function noteIn(fields: Recorded['fields']): string {
  const version = fields?.['version']
  return String(
    fields?.['name'] ?? fields?.['title'] ?? (version === undefined ? '' : `Plan, Version ${version}`),
  ).slice(0, 200)
}
