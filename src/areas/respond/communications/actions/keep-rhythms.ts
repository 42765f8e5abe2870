import type * as z from 'zod'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { lockedIncidentFor, refuseUnfitFor } from '../../incidents/public/incidents.ts'
import * as contract from '../contract/rhythms.ts'
import { firstLook } from '../rules/rhythms.ts'
import * as store from '../store/rhythms.ts'
import { countOutsiders } from '../store/recipients.ts'
import { findChat, rulesFor } from '../store/statement-rules.ts'
import { findLastSent } from '../store/statements.ts'

export const set = action(contract.setReportRhythm, async (context, wish) => {
  const { id: incidentId, audience, revision, isOn } = wish
  const { status } = await lockedIncidentFor(context, incidentId)
  const before = await store.findRhythm(context, { incidentId, audience })
  if (isOn)
    refuseUnless(status !== 'closed', 'conflict', 'This incident is closed: no report comes due in it.')
  else if (before === undefined) refuse('conflict', 'There is no such rhythm in this incident.')
  const { now: setAt, actor } = context
  const kept = {
    ...(isOn || before === undefined
      ? { ...(await wishedFor(context, wish)), statementId: before?.statementId ?? null }
      : { ...before, statementId: null }),
    ...{ incidentId, audience, isOn, revision: revision + 1, setAt, setBy: actor.name },
  }
  await store.saveRhythm(context, kept)
  const fields = {
    ...{ audience, everyMinutes: kept.everyMinutes, nextAt: kept.nextAt.toISOString() },
    ...{ owner: kept.ownerId, isOn: isOn ? 'yes' : 'no', byItself: kept.goesByItself ? 'yes' : 'no' },
  }
  context.record({ stream: incidentId, kind: 'statement.rhythm', fields })
  return rhythmsOf(context, incidentId)
})

/** What is asked for, once all of it can be had. Whoever stops a rhythm is asked for none of it. */
async function wishedFor(context: Context, wish: z.output<typeof contract.setReportRhythm.input>) {
  const { id: incidentId, audience, language, everyMinutes, ownerId, memberIds, chatIds, goesByItself } = wish
  const nextAt = new Date(wish.nextAt)
  refuseUnless(nextAt > context.now, 'invalid', 'The next report lies in the past.', {
    faults: [{ path: 'nextAt', message: 'must lie in the future' }],
  })
  await refuseUnfitFor(context, incidentId, ownerId, 'statement.draft')
  for (const memberId of new Set(memberIds)) await refuseUnfitFor(context, incidentId, memberId)
  for (const chat of chatIds)
    if ((await findChat(context, chat))?.removedAt !== null)
      refuse('not_found', 'There is no such chat room.')
  if (goesByItself) await refuseUnlessByItself(context, audience)
  return {
    ...{ language, everyMinutes, nextAt, ownerId, goesByItself, lookAt: firstLook(nextAt, everyMinutes) },
    ...{ memberIds: [...new Set(memberIds)], chatIds: [...new Set(chatIds)] },
  }
}

/** Words leave without a person's yes only to our own, only where an owner said so, and set by whoever may send. */
async function refuseUnlessByItself(context: Context, audience: string): Promise<void> {
  refuseUnless(
    audience === 'team' && (await rulesFor(context)).teamByItself,
    'conflict',
    'This report does not go by itself: somebody has to let it go. For the team an owner can allow it under the rules for messages.',
  )
  refuseUnless(
    context.can('statement.send'),
    'forbidden',
    'Letting reports go by themselves is for owners, leads and counsel. Ask one of them.',
  )
}

/** The rhythms of a case, each with how it stands now. */
export async function rhythmsOf(
  context: Context,
  incidentId: string,
): Promise<z.input<typeof contract.ReportRhythm>[]> {
  const shown: z.input<typeof contract.ReportRhythm>[] = []
  for (const one of await store.listRhythms(context, incidentId)) {
    const { audience, language, everyMinutes, ownerId, memberIds, chatIds, isOn, goesByItself } = one
    const last = await findLastSent(context, incidentId, audience)
    shown.push({
      ...{ audience, language, everyMinutes, ownerId, memberIds, chatIds, isOn, goesByItself },
      nextAt: one.nextAt.toISOString(),
      isLate: isOn && one.nextAt <= context.now,
      statementId: one.statementId,
      outsiders: last === undefined ? 0 : await countOutsiders(context, last.id),
      ...{ revision: one.revision, setBy: one.setBy },
    })
  }
  return shown
}
