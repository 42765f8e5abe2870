import { leafKinds, type LeafKind } from '../../../../base/leaf-kinds.ts'
import { decodeCursor, encodeCursor } from '../../../../base/page.ts'
import { refuse } from '../../../../base/refusal.ts'
import { action } from '../../../../platform/action.ts'
import { readStream, tenantStreams } from '../../../../platform/ledger/read.ts'
import { auditGroupOf, type AuditGroup } from '../contract/audit-groups.ts'
import * as contract from '../contract/people.ts'

export const listAudit = action(contract.listAudit, async (context, { limit, cursor, about }) => {
  const { $client } = context.tx
  const { audit } = await tenantStreams($client)
  const from = cursor === undefined ? undefined : numberIn(cursor)
  const leaves = await readStream($client, {
    stream: audit,
    limit: limit + 1,
    order: 'newest',
    from,
    ...(about && { kinds: kindsAbout(about) }),
  })
  const shown = leaves.slice(0, limit)
  const last = shown.at(-1)
  const next = leaves.length > limit && last !== undefined ? encodeCursor([last.number]) : null
  const items = shown.map(({ index, number, kind, at, fields }) => {
    const { by = '', ...rest } = fields
    return { index, number, kind, at: at.toISOString(), by, fields: rest }
  })
  return { items, next }
})

function kindsAbout(about: AuditGroup): LeafKind[] {
  return leafKinds.filter((kind) => auditGroupOf(kind) === about)
}

function numberIn(cursor: string): number {
  const number = decodeCursor(cursor, 1)?.[0]
  const largest = 2_147_483_647 // a PostgreSQL integer
  if (typeof number === 'number' && Number.isInteger(number) && number > 0 && number <= largest) return number
  return refuse('invalid', 'Start the list again: this cursor is not one of ours.')
}
