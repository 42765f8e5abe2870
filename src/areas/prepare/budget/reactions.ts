import { leafFields } from '../../../base/leaf-fields.ts'
import type { LeafKind } from '../../../base/leaf-kinds.ts'
import type { Context } from '../../../platform/action.ts'
import type { Announcer, Recorded } from '../../../platform/events/announce.ts'
import { todayOf } from '../../register/people/public/people.ts'
import type { ActKind } from './contract.ts'
import { insertAct } from './store.ts'

/** What on the record is an act of leadership when somebody who leads did it; a later room needs one line here. */
const actOf: Partial<Record<LeafKind, ActKind>> = {
  'plan.approve': 'plan_signed',
  'house_rule.approve': 'rule_agreed',
}

/** Acts of those who lead keep themselves, in the transaction in which they are done. `app/areas.ts` calls it once. */
export function hearActs(announce: Announcer<Context>): void {
  announce.onRecorded(keepActs)
}

async function keepActs(context: Context, entries: readonly Recorded[]): Promise<void> {
  const { actor } = context
  if (actor.kind !== 'member' || (actor.role !== 'owner' && actor.role !== 'lead')) return
  for (const { kind, fields } of entries) {
    const act = actOf[kind]
    if (act === undefined) continue
    const row = {
      memberId: actor.memberId,
      kind: act,
      doneOn: await todayOf(context),
      note: noteIn(fields),
    }
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

/** What it was about, in words that stand in every language. */
function noteIn(fields: Recorded['fields']): string {
  const version = fields?.['version']
  return String(fields?.['name'] ?? (version === undefined ? '' : `Version ${version}`)).slice(0, 200)
}
