import type * as z from 'zod'
import { Day } from '../../../../base/calendar-day.ts'
import { Id } from '../../../../base/ids.ts'
import { decodeCursor, encodeCursor } from '../../../../base/page.ts'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { personMay } from '../../../../base/access.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { getMember, namesOf, todayOf } from '../../../register/people/public/people.ts'
import * as contract from '../contract/sign-off.ts'
import { afterSettling, whyNotJudged } from '../rules/sign-off.ts'
import { changeIncident, getIncident, getIncidentToChange, type IncidentRecord } from '../store/incidents.ts'
import * as store from '../store/sign-off.ts'
import { refuseOutsider } from './lead-incident.ts'

export const read = action(contract.readReview, async (context, { id }) =>
  reviewOf(context, await getIncident(context, id)),
)

/** Under the incident's lock: of two reviewers the second finds the first one's verdict. */
export const judge = action(
  contract.judgeCase,
  async (context, { id, closedAt, verdict, note, missing, aloneReason: said }) => {
    const incident = await getIncidentToChange(context, id)
    const isOwnWork = isOwnWorkOf(context, incident)
    const openParts = await store.countOpenParts(context, id)
    const wanted = { verdict, isOwnWork, openParts, aloneReason: said, missing: missing.length }
    const why = whyNotJudged(
      { state: incident.review, closedAt: incident.closedAt },
      { ...wanted, closedAt: new Date(closedAt) },
    )
    if (why !== undefined) refuseFor(why)
    const parts = await partsFrom(context, id, missing)
    // A second person needs no excuse.
    const aloneReason = verdict === 'signed' && isOwnWork ? said : null
    context.record({
      stream: id,
      kind: verdict === 'signed' ? 'sign_off.give' : 'sign_off.return',
      fields: {
        ...(note === '' ? {} : { note }),
        ...(aloneReason === null ? {} : { alone: 'yes', reason: aloneReason }),
        ...(parts.length === 0 ? {} : { points: parts.map(({ words }) => words).join('\n') }),
      },
    })
    const judged = { judgedAt: context.now, judgedBy: context.actor.name }
    await store.addSignOff(
      context,
      {
        ...{ id: context.newId(), incidentId: id, verdict, note, aloneReason, ...judged },
        closedAt: new Date(closedAt),
      },
      parts,
    )
    for (const { id: taskId, title, ownerId } of parts)
      await context.announce({
        ...{ kind: 'task.assigned', incidentId: id, number: incident.number, taskId },
        ...{ title, ownerId },
      })
    return reviewOf(context, await changeIncident(context, id, { review: verdict }))
  },
)

/**
 * Whoever may judge may say that a part came: people of the organisation alone, never a guest (`incident.review`).
 * What was missing came: once all of it did, the case waits for its reviewer again, and who leads hears of it.
 */
export const settle = action(contract.settleMissingPart, async (context, { id, part, note }) => {
  const incident = await getIncidentToChange(context, id)
  const end = { settledAt: context.now, settledBy: context.actor.name, note }
  const settled = await store.settlePart(context, { id: part, incidentId: id }, end)
  if (settled === undefined) {
    const known = await store.listParts(context, id)
    refuseUnless(
      known.some((one) => one.id === part),
      'not_found',
      'There is no such missing part in this incident.',
    )
    refuse('conflict', 'This is not missing any more: somebody settled it already.')
  }
  context.record({ stream: id, kind: 'sign_off.settle', fields: { part, title: settled.title, note } })
  if (incident.review !== 'returned') return reviewOf(context, incident)
  const review = afterSettling(await store.countOpenParts(context, id))
  const { number, title } = incident
  if (review === 'answered')
    await context.announce({
      kind: 'review.due',
      stage: review,
      incidentId: id,
      number,
      title,
      memberId: null,
    })
  return reviewOf(context, await changeIncident(context, id, { review }))
})

export const listMissing = action(contract.listMissingParts, async (context, { limit, cursor }) => {
  const after = cursor === undefined ? undefined : placeOf(cursor)
  const rows = await store.listOpenParts(context, { limit: limit + 1, after })
  const shown = rows.slice(0, limit)
  const today = await todayOf(context)
  const names = await namesOf(
    context,
    shown.map(({ part }) => part.ownerId),
  )
  const last = rows.length > limit ? shown.at(-1)?.part : undefined
  return {
    items: shown.map(({ part, number, severity }) => ({
      ...partOf(part, today),
      ...{ number, severity, ownerName: names.get(part.ownerId) ?? '' },
    })),
    next: last === undefined ? null : encodeCursor([last.dueOn, last.id]),
  }
})

function placeOf(cursor: string): readonly [string, string] {
  const [dueOn, id] = decodeCursor(cursor, 2) ?? []
  const [day, part] = [Day.safeParse(dueOn), Id.safeParse(id)]
  if (!day.success || !part.success)
    return refuse('invalid', 'This page is not known. Start again from the first.')
  return [day.data, part.data]
}

function refuseFor({ message, reason, path }: NonNullable<ReturnType<typeof whyNotJudged>>): never {
  refuse('conflict', message, {
    ...(reason !== undefined && { reason }),
    ...(path !== undefined && { faults: [{ path, message }] }),
  })
}

/** Led the case when it ended, or closed it. What was closed before this was kept is told by the name alone. */
function isOwnWorkOf({ actor }: Context, { leadId, closedRef, closure }: IncidentRecord): boolean {
  const isLead = actor.kind === 'member' && actor.memberId === leadId
  return isLead || (closedRef === null ? closure?.closedBy === actor.name : closedRef === actor.ref)
}

type Wanted = z.output<typeof contract.judgeCase.input>['missing'][number]

/** Each with somebody who sees the case and can settle it. */
async function partsFrom(context: Context, incidentId: string, missing: readonly Wanted[]) {
  const parts = []
  for (const { title, ownerId, dueOn } of missing) {
    const owner = await getMember(context, ownerId)
    refuseUnless(
      owner.status === 'active' && personMay(owner, 'incident.review'),
      'conflict',
      `${owner.name} cannot settle this. Choose somebody who works on incidents.`,
    )
    await refuseOutsider(context, incidentId, owner)
    parts.push({ id: context.newId(), title, ownerId, dueOn, words: `${title} (${owner.name}, ${dueOn})` })
  }
  return parts
}

async function reviewOf(
  context: Context,
  incident: IncidentRecord,
): Promise<z.input<typeof contract.Review>> {
  const { id, review, closedAt } = incident
  const today = await todayOf(context)
  const may = context.can('incident.review')
  const verdicts = await store.listSignOffs(context, id)
  return {
    state: review,
    closedAt: closedAt?.toISOString() ?? null,
    verdicts: verdicts.map(({ id: own, verdict, note, aloneReason, judgedAt, judgedBy, closedAt: of }) => ({
      ...{ id: own, verdict, note, aloneReason, judgedBy },
      judgedAt: judgedAt.toISOString(),
      isOutdated: of.getTime() !== closedAt?.getTime(),
    })),
    parts: (await store.listParts(context, id)).map((part) => partOf(part, today)),
    isOwnWork: isOwnWorkOf(context, incident),
    can: { judge: may && closedAt !== null && review !== 'signed', settle: may },
  }
}

function partOf(part: store.PartRecord, today: string): z.input<typeof contract.MissingPart> {
  const { id, incidentId, title, ownerId, dueOn, settledAt, settledBy, note } = part
  const isOverdue = settledAt === null && dueOn < today
  return {
    ...{ id, incidentId, title, ownerId, dueOn, isOverdue, settledBy, note },
    settledAt: settledAt?.toISOString() ?? null,
  }
}
