import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { sharedLettersAtMost } from '../../../../base/shared-text.ts'
import type { Context } from '../../../../platform/action.ts'
import { touch } from '../../../../platform/events/touch.ts'
import type { NotTaken, Taken } from '../../../../platform/shared-text.ts'
import { noteTouch } from '../contract.ts'
import { changesAtMost, isTakenOver } from '../rules/keeping.ts'
import * as store from '../store.ts'
import { keepVersion } from './keep-version.ts'

/** Puts words on a page that was locked, whoever they are from, and tells those who look at it. */
export async function put(
  context: Context,
  page: store.PageRecord,
  taken: Taken | NotTaken,
): Promise<store.PageRecord> {
  if (typeof taken === 'string')
    return refuse(taken === 'gap' ? 'conflict' : 'invalid', whyNot[taken], { reason: taken })
  if (taken.update === undefined) return page
  const { now, actor } = context
  const isOver = isTakenOver(page, actor.ref, now)
  if (isOver) await keepVersion(context, page, { why: 'takeover' })
  refuseUnless(
    await store.claimNumbers(context, page, taken.clients),
    'conflict',
    'Part of this was written under the number of somebody else. Load the page again, then write.',
    { reason: 'foreign_number' },
  )
  const seq = page.seq + 1
  const isFull = seq - page.snapshotSeq >= changesAtMost
  if (isFull) await store.dropChanges(context, page.id, seq)
  else await store.addChange(context, page, { seq, change: taken.update })
  const changed = await store.changePage(context, page, {
    ...{ seq, text: taken.text, writtenAt: now, writtenBy: actor.name, writtenRef: actor.ref },
    unkeptSince: isOver ? now : (page.unkeptSince ?? now),
    ...(isFull && { snapshot: Buffer.from(taken.state), snapshotSeq: seq }),
  })
  await touch(context, { stream: page.incidentId, kind: noteTouch, about: page.id, mark: seq })
  return changed
}

const whyNot: Readonly<Record<NotTaken, string>> = {
  unreadable: 'These are no words for a page. Load the page again, then write.',
  gap: 'Something that these words build on never arrived. Load the page again, then write.',
  too_long: `A page holds ${sharedLettersAtMost.toLocaleString('en-GB')} letters, and this would be more. Open another page and go on there.`,
  worn_out:
    'So much was written and taken out on this page that it is full. Open another page and go on there.',
}
