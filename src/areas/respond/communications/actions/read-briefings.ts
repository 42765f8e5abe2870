import type { Actor } from '../../../../base/access.ts'
import { refuse } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import * as contract from '../contract/recipients.ts'
import { findBriefing, noteRead, type RecipientRecord } from '../store/recipients.ts'
import { correctionOf, findStatement, type StatementRecord } from '../store/statements.ts'

export const read = action(contract.readBriefing, async (context, { id }) => {
  const { record, row } = await mine(context, id)
  return briefingOf(context, record, row)
})

/** Who confirmed stands on the record: that is what the receipt is for. */
export const confirm = action(contract.confirmBriefing, async (context, { id }) => {
  const { record, row } = await mine(context, id)
  if (row.readAt === null) await noteRead(context, row.id)
  const fields = { statement: record.id, number: record.number, member: row.memberId ?? '', name: row.name }
  context.record({ stream: record.incidentId, kind: 'recipient.read', fields })
  return briefingOf(context, record, { ...row, readAt: row.readAt ?? context.now })
})

/** Somebody else's briefing is one that does not exist. */
async function mine(
  context: Context,
  statementId: string,
): Promise<{ record: StatementRecord; row: RecipientRecord }> {
  const record = await findStatement(context, statementId)
  const row = await findBriefing(context, { statementId, memberId: memberOf(context.actor) })
  if (record?.sentText === undefined || record.sentText === null || row === undefined)
    refuse('not_found', 'There is no such briefing for you.')
  return { record, row }
}

function memberOf(actor: Actor): string {
  return actor.kind === 'member' ? actor.memberId : refuse('not_found', 'There is no such briefing for you.')
}

async function briefingOf(
  context: Context,
  record: StatementRecord,
  { readAt }: RecipientRecord,
): Promise<contract.Briefing> {
  return {
    id: record.id,
    subject: record.body.subject,
    text: record.sentText ?? '',
    releasedAt: (record.releasedAt ?? context.now).toISOString(),
    releasedBy: record.releasedBy ?? '',
    readAt: readAt?.toISOString() ?? null,
    correctedBy: await correctionOf(context, record.id),
  }
}
