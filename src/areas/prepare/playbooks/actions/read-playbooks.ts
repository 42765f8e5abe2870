import { decodeCursor, encodeCursor } from '../../../../base/page.ts'
import { refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { playbooks } from '../content/playbooks.ts'
import * as contract from '../contract/reading.ts'
import { playbookInUse } from '../public.ts'
import { nearlyEmpty } from '../rules/draft.ts'
import { summaryOf } from '../rules/playbook-age.ts'
import { playbookGaps } from '../rules/playbook-gaps.ts'
import { findPlaybook, listOwn } from '../store/playbooks.ts'

export const list = action(contract.listPlaybooks, async (context, { limit, cursor }) => {
  const start = cursor === undefined ? 0 : Number(decodeCursor(cursor, 1)?.[0])
  refuseUnless(
    Number.isSafeInteger(start) && start >= 0,
    'invalid',
    'This page is not known. Start again from the first.',
  )
  const all = await everySummary(context)
  const next = start + limit < all.length ? encodeCursor([start + limit]) : null
  return { items: all.slice(start, start + limit), next }
})

export const read = action(contract.getPlaybook, async (context, { kind }) => {
  const { playbook, key, edition } = await playbookInUse(context, kind)
  const own = await findPlaybook(context, key)
  const hasDraft = own !== undefined && own.draft !== null
  return { ...playbook, key, edition, hasDraft, gaps: playbookGaps(playbook) }
})

/** What ships, each in the organisation's edition where it has one, then what is wholly its own. */
async function everySummary(context: Context): Promise<contract.PlaybookSummary[]> {
  const own = await listOwn(context)
  const byKey = new Map(own.map((record) => [record.key, record]))
  const shipped = playbooks.map((playbook) => {
    const record = byKey.get(playbook.id)
    const listed = record?.listed ?? undefined
    return summaryOf(
      listed ?? playbook,
      {
        key: playbook.id,
        edition: listed === undefined ? 'shipped' : 'own',
        hasDraft: record?.hasDraft ?? false,
        isInUse: true,
      },
      context.now,
    )
  })
  const kinds = new Set<string>(playbooks.map(({ id }) => id))
  const wholly = own
    .filter(({ key }) => !kinds.has(key))
    .map(({ key, kind, title, listed, hasDraft }) =>
      summaryOf(
        listed ?? nearlyEmpty(kind, title, context.now.toISOString().slice(0, 10)),
        { key, edition: 'own', hasDraft, isInUse: listed !== null },
        context.now,
      ),
    )
  return [...shipped, ...wholly]
}
