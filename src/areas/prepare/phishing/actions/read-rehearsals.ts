import { pageAfter, pageOfRows } from '../../../../base/page.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { getMember } from '../../../register/people/public/people.ts'
import * as contract from '../contract/rehearsals.ts'
import type { RehearsalDetail } from '../contract/rehearsals.ts'
import { markHeader } from '../rules/spotted.ts'
import {
  countsOf,
  getRehearsalRow,
  listRehearsalRows,
  resultsFor,
  type RehearsalRecord,
} from '../store/rehearsals.ts'
import { setupOf, shownRehearsal, type PhishingPorts } from './shapes.ts'

export function listWith(rooms: PhishingPorts) {
  return action(contract.listRehearsals, async (context, { limit, cursor }) => {
    const rows = await listRehearsalRows(context, { limit: limit + 1, after: pageAfter(cursor) })
    const totals = await resultsFor(
      context,
      rows.map(({ id }) => id),
      true,
    )
    const page = pageOfRows(rows, limit, (row) => shownRehearsal(row, totals.get(row.id)?.[0]))
    return { ...page, setup: await setupOf(context, rooms) }
  })
}

export const get = action(contract.getRehearsal, async (context, { id }) =>
  detailOf(context, await getRehearsalRow(context, id)),
)

export async function detailOf(context: Context, row: RehearsalRecord): Promise<RehearsalDetail> {
  const { state, template, senderName, senderAddress, mark, recipients } = row
  const results = (await resultsFor(context, [row.id])).get(row.id) ?? []
  const counted = await countsOf(context, row.id)
  const { subject, body, linkWords, signs } = template
  const mayLead = context.can('phishing.manage')
  const isPlanned = state === 'planned'
  return {
    ...shownRehearsal(
      row,
      results.find(({ kind }) => kind === 'everybody'),
    ),
    ...{ senderName, senderAddress, subject, body, linkWords },
    signs: { en: [...signs.en], de: [...signs.de] },
    header: { name: markHeader, value: mark },
    // How many mails went out is no news of anybody; who did what is counted only when it is over.
    ...(state === 'running' ? counted : { sent: isPlanned ? 0 : recipients, waiting: 0 }),
    results: [...results],
    can: {
      approve: isPlanned && mayLead && (await isSecondOfOwn(context, row)),
      decline: isPlanned && mayLead,
      stop: state === 'running' && mayLead,
    },
  }
}

/** Four eyes, and both belong to the firm whose people get the mail: a provider cannot let it go. */
export async function isSecondOfOwn(
  context: Pick<Context, 'actor' | 'tx'>,
  { plannedById }: RehearsalRecord,
): Promise<boolean> {
  const { actor } = context
  if (actor.kind !== 'member' || actor.memberId === plannedById) return false
  return !(await getMember(context, actor.memberId)).isCarer
}
