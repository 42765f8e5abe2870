import { refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { pageAfter, pageOfRows } from '../../../../base/page.ts'
import * as contract from '../contract/grading-proposals.ts'
import { putInForce } from './grading-table.ts'
import { currentTable, keptTable, type TableRecord } from '../store/grading.ts'
import {
  decideProposal,
  holdProposal,
  insertProposal,
  listProposalRows,
  type ProposalRecord,
} from '../store/grading-proposals.ts'

export const listWishes = action(contract.listGradingProposals, async (context, { limit, cursor }) => {
  const table = await currentTable(context)
  const rows = await listProposalRows(context, { after: pageAfter(cursor), limit: limit + 1 })
  return pageOfRows(rows, limit, (row) => shown(row, table))
})

/** Accepting changes the one cell in a new version of the table; nothing else is touched. */
export const decideWish = action(
  contract.decideGradingProposal,
  async (context, { id, isAccepted, reason }) => {
    const row = await holdProposal(context, id)
    refuseUnless(row.isAccepted === null, 'conflict', 'This was decided already.')
    const table = await keptTable(context)
    if (isAccepted) {
      refuseUnless(
        !isOutdated(row, table),
        'conflict',
        'This cell of the table was changed since. Look at both, then propose it anew.',
        { reason: 'outdated' },
      )
      const { grid } = table.content
      const changed = { ...grid, [row.row]: { ...grid[row.row], [row.column]: row.severityAfter } }
      await putInForce(context, table, { table: { ...table.content, grid: changed }, reason })
    }
    const decided = {
      ...{ isAccepted, decision: reason },
      ...{ decidedAt: context.now, decidedBy: context.actor.name },
    }
    await decideProposal(context, id, decided)
    context.record({
      stream: row.incidentId ?? 'audit',
      kind: 'grading.decide',
      fields: { proposal: id, accepted: isAccepted ? 'yes' : 'no', reason },
    })
    return shown({ ...row, ...decided }, await currentTable(context))
  },
)

/** @throws Refusal `conflict` where the cell says so already */
export async function proposeGrading(
  context: Context,
  wanted: contract.GradingWish & {
    readonly reason: string
    readonly sourceId: string
    readonly incidentId: string | null
  },
): Promise<void> {
  const { row: atRisk, column, severity, reason, sourceId, incidentId } = wanted
  const { content } = await currentTable(context)
  const before = content.grid[atRisk][column]
  refuseUnless(before !== severity, 'conflict', 'The table says so already. There is nothing to propose.')
  const id = context.newId()
  await insertProposal(context, {
    ...{ id, sourceId, incidentId, row: atRisk, column, severityBefore: before, severityAfter: severity },
    ...{ reason, proposedAt: context.now, proposedBy: context.actor.name },
    ...{ isAccepted: null, decision: null, decidedAt: null, decidedBy: null },
  })
  context.record({
    stream: incidentId ?? 'audit',
    kind: 'grading.propose',
    fields: { proposal: id, row: atRisk, column, from: before, to: severity, reason, source: sourceId },
  })
}

/** So many of one review; more would be another table. */
const mostOfOne = 200

/** What one review proposed, and what came of it; the newest first. */
export async function gradingProposalsFrom(
  context: Pick<Context, 'tx'>,
  sourceId: string,
): Promise<contract.GradingProposal[]> {
  const rows = await listProposalRows(context, { sourceId, limit: mostOfOne })
  if (rows.length === 0) return []
  const table = await currentTable(context)
  return rows.map((row) => shown(row, table))
}

function isOutdated({ row, column, severityBefore }: ProposalRecord, { content }: TableRecord): boolean {
  return content.grid[row][column] !== severityBefore
}

function shown(record: ProposalRecord, table: TableRecord): contract.GradingProposal {
  const { id, sourceId, row, column, severityBefore, severityAfter, reason, proposedBy } = record
  const state = record.isAccepted === null ? 'open' : record.isAccepted ? 'accepted' : 'refused'
  return {
    ...{ id, sourceId, row, column, before: severityBefore, after: severityAfter, reason, proposedBy, state },
    proposedAt: record.proposedAt.toISOString(),
    decision: record.decision,
    decidedAt: record.decidedAt?.toISOString() ?? null,
    decidedBy: record.decidedBy,
    isOutdated: state === 'open' && isOutdated(record, table),
  }
}
