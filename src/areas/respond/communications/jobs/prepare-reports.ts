import { onClock } from '../../../../base/time.ts'
import type { Context } from '../../../../platform/action.ts'
import { organisationFor } from '../../../register/people/public/people.ts'
import { incidentFor, lockedIncidentFor, peopleInside } from '../../incidents/public/incidents.ts'
import { beginStatement, freshBody, toTheSamePeople } from '../actions/begin-statements.ts'
import { rowsOfMembers } from '../actions/keep-recipients.ts'
import { addChats, letGo } from '../actions/release-statements.ts'
import { caseFor, faultsOf, type StatementCase } from '../actions/statement-case.ts'
import { tell } from '../public.ts'
import { mailAbout } from '../rules/delivery.ts'
import { factsFor } from '../rules/editions.ts'
import { whyKeptFrom } from '../rules/outside.ts'
import { missingTicks, type GivenTick } from '../rules/releasing.ts'
import { lookNow, promiseMinutes, remindedOf } from '../rules/rhythms.ts'
import { savePublicPage, takePromises } from '../store/public-pages.ts'
import { addRecipients, countOf, countOutsiders, nextPlaceOf } from '../store/recipients.ts'
import { changeRhythm, dueRhythms, findRhythm, type RhythmRecord } from '../store/rhythms.ts'
import { findChat } from '../store/statement-rules.ts'
import * as store from '../store/statements.ts'

/** So many in one minute; whatever is left is taken in the next. */
const mostAtOnce = 100
/** How long a case that is closed is left alone, in case it is opened again. */
const restMinutes = 60

/** Each minute: reports on a rhythm that come due are drafted, and whoever answers for them hears of it. */
export async function prepareReports(context: Context): Promise<void> {
  for (const named of await dueRhythms(context, mostAtOnce)) {
    // The case first, as everyone does who writes in it; what they did meanwhile counts.
    const incident = await lockedIncidentFor(context, named.incidentId)
    const rhythm = await findRhythm(context, named)
    if (rhythm === undefined || !rhythm.isOn || rhythm.lookAt > context.now) continue
    if (incident.status === 'closed') await rest(context, rhythm)
    else await prepare(context, rhythm)
  }
  await remindOfPromises(context)
}

async function rest(context: Context, rhythm: RhythmRecord): Promise<void> {
  await changeRhythm(context, rhythm, { lookAt: new Date(context.now.getTime() + restMinutes * 60_000) })
}

async function prepare(context: Context, rhythm: RhythmRecord): Promise<void> {
  const { stage, lookAt } = lookNow(rhythm.nextAt, rhythm.everyMinutes, context.now)
  const found = await caseFor(context, rhythm.incidentId)
  const record = await draftOfTurn(context, rhythm, found)
  await changeRhythm(context, rhythm, { lookAt, statementId: record.id })
  const goesNow = rhythm.goesByItself && found.rules.teamByItself
  if (goesNow && stage === 'soon') return
  if (goesNow && (await wentByItself(context, record, found))) return
  await remind(context, { rhythm, found, record, stage })
}

/** The report of this turn. Words that nobody touched follow the facts; what a person wrote is theirs. */
/** A person wrote in it since it was drafted. */
function isTouched({ madeAt, changedAt }: store.StatementRecord): boolean {
  return changedAt.getTime() !== madeAt.getTime()
}

async function draftOfTurn(
  context: Context,
  rhythm: RhythmRecord,
  found: StatementCase,
): Promise<store.StatementRecord> {
  const { incidentId, audience, language } = rhythm
  const { rules, restricted, facts } = found
  const fit = { ...found, facts: factsFor(facts, { rules, restricted, audience }) }
  const by = (await ownerOf(context, rhythm))?.name ?? context.actor.name
  const standing =
    rhythm.statementId === null
      ? undefined
      : await store.getStatementToChange(context, incidentId, rhythm.statementId)
  if (standing !== undefined) {
    const isNew = standing.situationVersion !== facts.version
    if (!isNew || isTouched(standing) || standing.ticks.length > 0) return standing
    const body = freshBody(context, fit, { audience, stage: standing.stage, language, by })
    // Whoever opened the older words cannot say yes to these unseen.
    const revision = standing.revision + 1
    const change = { body, situationVersion: facts.version, revision }
    const record = await store.changeStatement(context, standing.id, change)
    const { id: statement, number } = record
    context.record({
      stream: incidentId,
      kind: 'statement.change',
      fields: { statement, number, revision, facts: facts.version },
    })
    return record
  }
  const last = await store.findLastSent(context, incidentId, audience)
  const stage = last === undefined ? 'first' : 'update'
  const record = await beginStatement(context, fit, { incidentId, audience, stage, language, role: '', by })
  await putOnList(context, { rhythm, record, last })
  return record
}

/** Our own people as the rhythm names them, and those outside who got the last one. */
async function putOnList(
  context: Context,
  {
    rhythm,
    record,
    last,
  }: { rhythm: RhythmRecord; record: store.StatementRecord; last: store.StatementRecord | undefined },
): Promise<void> {
  if (last !== undefined)
    await toTheSamePeople(context, { from: last.id, to: record.id, who: ({ memberId }) => memberId === null })
  const inside = new Set((await peopleInside(context, rhythm.incidentId)).map(({ id }) => id))
  const memberIds = rhythm.memberIds.filter((id) => inside.has(id))
  const place = await nextPlaceOf(context, record.id)
  await addRecipients(context, await rowsOfMembers(context, record, { memberIds, place }))
  const chats: string[] = []
  for (const id of rhythm.chatIds) if ((await findChat(context, id))?.removedAt === null) chats.push(id)
  await addChats(context, record, chats)
}

async function ownerOf(context: Context, { incidentId, ownerId }: RhythmRecord) {
  return (await peopleInside(context, incidentId)).find(({ id }) => id === ownerId)
}

/** By the rules of the organisation, which stand for the yes of a person. @returns false where something holds it back */
async function wentByItself(
  context: Context,
  record: store.StatementRecord,
  found: StatementCase,
): Promise<boolean> {
  // Words or people that a person put there need a person's yes.
  if (isTouched(record) || (await countOutsiders(context, record.id)) > 0) return false
  const isBarred = whyKeptFrom(record.audience, found.incident) !== ''
  if (isBarred || faultsOf(record, found, [record.madeBy]).length > 0) return false
  if ((await countOf(context, record.id)) === 0) return false
  const note = 'By the rules of the organisation: reports to the team go by themselves'
  const given = missingTicks(found.rules, record.audience, record.ticks).map((tick): GivenTick => {
    return { tick, by: context.actor.name, ref: context.actor.ref, at: context.now.toISOString(), note }
  })
  const ticked = await store.changeStatement(context, record.id, { ticks: [...record.ticks, ...given] })
  await letGo(context, found.incident, ticked)
  return true
}

interface Reminder {
  readonly rhythm: RhythmRecord
  readonly found: StatementCase
  readonly record: store.StatementRecord
  readonly stage: 'soon' | 'late'
}

async function remind(context: Context, { rhythm, found, record, stage }: Reminder): Promise<void> {
  const { incident, organisation } = found
  const { incidentId, audience, ownerId, nextAt } = rhythm
  const inside = await peopleInside(context, incidentId)
  const memberIds = remindedOf(inside, [ownerId, incident.leadId], 'statement.draft')
  const fields = { statement: record.id, number: record.number, audience, stage, told: memberIds.length }
  context.record({
    stream: incidentId,
    kind: 'statement.remind',
    fields: { ...fields, dueAt: nextAt.toISOString() },
  })
  const isLate = stage === 'late'
  const clock = onClock(nextAt, organisation.timeZone)
  await tell(context, {
    memberIds,
    kind: 'statement.due',
    title: isLate
      ? `INC-${incident.number}: the report to ${said[audience]} was due ${clock}. Read it and let it go`
      : `INC-${incident.number}: the report to ${said[audience]} is due ${clock}. A draft waits for you`,
    path: `/incidents/${incidentId}/statements?statement=${record.id}`,
    mail: mailAbout(isLate ? 'A report of yours is overdue' : 'A report of yours is due soon'),
    urgent: isLate,
    insists: isLate,
  })
}

const said: Readonly<Record<store.StatementRecord['audience'], string>> = {
  ...{ team: 'the team', management: 'management', staff: 'all staff', customers: 'customers' },
  ...{ affected: 'those whose data it is', partners: 'partners', supplier: 'the supplier' },
  ...{ authority: 'the authority', police: 'the police', insurer: 'the insurer', bank: 'the bank' },
  ...{ card_brand: 'the card company', press: 'the press', public: 'the public' },
}

/** Whoever promised the public a next word hears before it is due, and when it has passed. */
async function remindOfPromises(context: Context): Promise<void> {
  for (const page of await takePromises(context, mostAtOnce)) {
    const { nextUpdateAt, incidentId, promisedBy } = page
    if (nextUpdateAt === null) continue
    const { stage, lookAt } = lookNow(nextUpdateAt, promiseMinutes, context.now)
    await savePublicPage(context, { ...page, lookAt })
    const incident = await incidentFor(context, incidentId)
    const inside = await peopleInside(context, incidentId)
    const memberIds = remindedOf(inside, [promisedBy, incident.leadId], 'statement.draft')
    const { timeZone } = await organisationFor(context)
    const clock = onClock(nextUpdateAt, timeZone)
    const fields = { page: page.id, audience: 'public', stage, told: memberIds.length }
    context.record({
      stream: incidentId,
      kind: 'statement.remind',
      fields: { ...fields, dueAt: nextUpdateAt.toISOString() },
    })
    await tell(context, {
      memberIds,
      kind: 'statement.due',
      title:
        stage === 'late'
          ? `INC-${incident.number}: the public was promised a word for ${clock}. Publish it, or promise another time`
          : `INC-${incident.number}: the public expects a word at ${clock}. Write it now`,
      path: `/incidents/${incidentId}/outside`,
      mail: mailAbout(
        stage === 'late'
          ? 'A promised word to the public is overdue'
          : 'A promised word to the public is due soon',
      ),
      urgent: true,
      insists: stage === 'late',
    })
  }
}
