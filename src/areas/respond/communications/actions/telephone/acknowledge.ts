import type { Context } from '../../../../../platform/action.ts'
import { markRead } from '../../store/inbox.ts'
import { dropHeld } from '../../store/outbox.ts'
import { endByReport, type PhoneMessageRow } from '../../store/telephone/links.ts'

/** The person said, by link or key, that they have it: nothing more of it goes out, to them or to the others who were told. */
export async function acknowledge(
  context: Context,
  { row, item }: PhoneMessageRow,
  by: 'link' | 'key',
): Promise<void> {
  await endByReport(context, row.id, { state: 'reached', why: 'phone.acknowledged' })
  await markRead(context, { id: item.id, memberId: item.memberId })
  await dropHeld(context, item.id, 'read')
  context.record({
    stream: 'audit',
    kind: 'phone.acknowledge',
    fields: { message: row.id, member: item.memberId, what: item.kind, by },
  })
}
