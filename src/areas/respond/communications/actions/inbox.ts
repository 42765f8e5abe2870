import type * as z from 'zod'
import { decodeCursor, encodeCursor } from '../../../../base/page.ts'
import { refuse } from '../../../../base/refusal.ts'
import { action, type TenantActor } from '../../../../platform/action.ts'
import * as contract from '../contract/reaching.ts'
import { sentenceOf } from '../rules/delivery.ts'
import { listInboxRows, listReached, markRead, type InboxRow, type ReachedRow } from '../store/inbox.ts'
import { dropHeld } from '../store/outbox.ts'

export const listInbox = action(contract.listInbox, async (context, { limit, cursor, unread }) => {
  const memberId = ownMember(context.actor)
  const rows = await listInboxRows(context, {
    memberId,
    unread: unread === true,
    below: belowOf(cursor),
    limit,
  })
  const shown = rows.slice(0, limit)
  const reached = await listReached(
    context,
    shown.map(({ id }) => id),
  )
  const last = shown.at(-1)
  return {
    items: shown.map((row) => itemOf(row, reached)),
    next: rows.length > limit && last !== undefined ? encodeCursor([last.id]) : null,
  }
})

export const readInboxItem = action(contract.readInboxItem, async (context, { id }) => {
  const row = await markRead(context, { id, memberId: ownMember(context.actor) })
  // Who has read it here needs no mail about it.
  await dropHeld(context, id, 'read')
  return itemOf(row, await listReached(context, [id]))
})

/** @throws Refusal `forbidden` for what is no person: only people have an inbox and devices */
export function ownMember(actor: TenantActor): string {
  if (actor.kind === 'member') return actor.memberId
  refuse('forbidden', 'Only a person has an inbox and devices. Sign in to use them.')
}

function belowOf(cursor: string | undefined): string | undefined {
  if (cursor === undefined) return undefined
  const [id] = decodeCursor(cursor, 1) ?? []
  if (typeof id === 'string' && contract.InboxItem.shape.id.safeParse(id).success) return id
  refuse('invalid', 'This page mark is not one of ours. Start from the first page.', {
    faults: [{ path: 'cursor', message: 'must be `next` of the answer before' }],
  })
}

function itemOf(row: InboxRow, reached: readonly ReachedRow[]): z.input<typeof contract.InboxItem> {
  const { id, kind, title, path, at, readAt } = row
  return {
    id,
    kind,
    title,
    path,
    at: at.toISOString(),
    readAt: readAt?.toISOString() ?? null,
    reached: reached
      .filter(({ itemId }) => itemId === id)
      .map(({ channel, recipient, state, why }) => ({ channel, to: recipient, state, why: sentenceOf(why) })),
  }
}
