import { createHash } from 'node:crypto'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { lockedIncidentFor } from '../../incidents/public/incidents.ts'
import { noteTold } from '../../investigation/public.ts'
import { templates } from '../content/statement-template.ts'
import * as contract from '../contract/statements.ts'
import { tell } from '../public.ts'
import { wordsOf } from '../rules/drafting.ts'
import { statementBell } from '../rules/delivery.ts'
import { whyKeptFrom } from '../rules/outside.ts'
import { missingTicks, whyNotTick, type GivenTick } from '../rules/releasing.ts'
import {
  addRecipients,
  chatsOf,
  countOf,
  listRecipients,
  nextPlaceOf,
  sendOff,
  stopMail,
} from '../store/recipients.ts'
import { findChat } from '../store/statement-rules.ts'
import { findPhoneDistrust, savePhoneDistrust, stopPhoneAbout } from '../store/telephone/links.ts'
import * as store from '../store/statements.ts'
import { endTurn } from './end-turns.ts'
import { addFollowers } from './public-page.ts'
import { caseFor, faultsOf, signersOf } from './statement-case.ts'
import { trustOf, refuseUnlessDraft, shownAgain } from './write-statements.ts'

export const tick = action(
  contract.tickStatement,
  async (context, { id: incidentId, statement, revision, tick: wanted, note }) => {
    await lockedIncidentFor(context, incidentId)
    const before = await store.getStatementToChange(context, incidentId, statement)
    refuseUnlessDraft(before, revision)
    const { actor } = context
    refuseUnless(actor.kind === 'member', 'forbidden', 'A person has to agree, not a key.')
    const why = whyNotTick(wanted, actor.role, note)
    if (why !== undefined) refuse('forbidden', why)
    const given: GivenTick = {
      tick: wanted,
      by: actor.name,
      ref: actor.ref,
      at: context.now.toISOString(),
      note,
    }
    const ticks = [...before.ticks.filter((one) => one.tick !== wanted), given]
    const record = await store.changeStatement(context, statement, { ticks })
    const fields = { statement, number: before.number, revision, tick: wanted, note }
    context.record({ stream: incidentId, kind: 'statement.tick', fields })
    return shownAgain(context, record)
  },
)

export const release = action(
  contract.releaseStatement,
  async (context, { id: incidentId, statement, revision, chats }) => {
    const incident = await lockedIncidentFor(context, incidentId)
    const before = await store.getStatementToChange(context, incidentId, statement)
    refuseUnlessDraft(before, revision)
    await addChats(context, before, chats)
    return shownAgain(context, await letGo(context, incident, before))
  },
)

/** Kept as it goes out, and sent to everyone on its list; refused while anything holds it back. */
export async function letGo(
  context: Context,
  { id: incidentId, mode }: { readonly id: string; readonly mode: string },
  before: store.StatementRecord,
): Promise<store.StatementRecord> {
  await refuseUnfit(context, before)
  const { id: statement, number, audience, body } = before
  if (audience === 'public') await refuseUnlessPublic(context, before)
  else
    refuseUnless(
      (await countOf(context, statement)) > 0,
      'conflict',
      'Nobody is on the list of this statement yet. Put the people on it first.',
    )
  const text = wordsOf(body, templates[before.language])
  const sha256 = createHash('sha256').update(`${body.subject}\n\n${text}`).digest('hex')
  const record = await store.changeStatement(context, statement, {
    ...{ state: 'released', releasedAt: context.now, releasedBy: context.actor.name },
    ...{ sentText: text, sentSha256: sha256 },
  })
  context.record({
    stream: incidentId,
    kind: 'statement.release',
    fields: {
      ...{ statement, number, audience, subject: body.subject, sha256 },
      recipients: await countOf(context, statement),
      facts: before.situationVersion,
      ticks: before.ticks.map((one) => `${one.tick}: ${one.by} ${one.note}`.trim()).join('\n'),
    },
  })
  await sendAway(context, record, mode === 'exercise')
  await endTurn(context, record)
  return record
}

async function refuseUnfit(context: Context, record: store.StatementRecord): Promise<void> {
  const found = await caseFor(context, record.incidentId)
  const barred = whyKeptFrom(record.audience, found.incident)
  if (barred !== '') refuse('conflict', barred, { reason: 'barred' })
  const missing = missingTicks(found.rules, record.audience, record.ticks)
  if (missing.length > 0)
    refuse('conflict', `Nobody agreed yet as: ${missing.join(', ')}. Ask for it, then send.`, {
      reason: 'not_ticked',
    })
  // Facts may have moved since the words were written.
  const [fault] = faultsOf(record, found, signersOf(record))
  if (fault !== undefined)
    refuse('conflict', `The facts moved since. This statement ${fault.message}. Change it first.`, {
      reason: 'unconfirmed',
    })
}

/** Words to the public stand on the page of the incident, and go to those who follow it. */
async function refuseUnlessPublic(context: Context, record: store.StatementRecord): Promise<void> {
  const isOpen = await addFollowers(context, record)
  refuseUnless(isOpen, 'conflict', 'Open the public page of this incident first: these words stand there.')
}

/** A room of a chat tool is one more on the list; one that stands there already is not put there twice. */
export async function addChats(
  context: Context,
  record: store.StatementRecord,
  chats: readonly string[],
): Promise<void> {
  const place = await nextPlaceOf(context, record.id)
  const known = new Set(await chatsOf(context, record.id))
  for (const [at, id] of [...new Set(chats)].filter((id) => !known.has(id)).entries()) {
    const chat = await findChat(context, id)
    if (chat === undefined || chat.removedAt !== null) refuse('not_found', 'There is no such chat room.')
    const nothing = { email: '', phone: '', post: [], messageId: '' }
    await addRecipients(context, [
      {
        ...{ ...nothing, id: context.newId(), statementId: record.id, place: place + at, name: chat.name },
        ...{ chatId: id, channel: 'chat' as const, state: 'listed' as const, why: 'listed' },
      },
    ])
  }
}

/** Mail and chat wait for the post; people of the house find it in the app; the rest is for hands. */
async function sendAway(context: Context, record: store.StatementRecord, isExercise: boolean): Promise<void> {
  const { id: statementId, incidentId } = record
  // A rehearsal never writes to people outside.
  const isMailBarred = isExercise || (await store.isMailHostile(context, incidentId))
  const way = (channel: 'mail' | 'chat' | 'inbox', why: string) =>
    sendOff(context, { statementId, channel, why })
  await way('mail', 'waiting.first')
  if (isMailBarred) await stopMail(context, incidentId, isExercise ? 'exercise' : 'mail.hostile')
  if (!isExercise) await way('chat', 'waiting.first')
  await way('inbox', 'inbox')
  await tellPeople(context, record)
  const { services, tenantId } = context
  context.afterCommit(() => services.wake.ring(statementBell, tenantId))
}

/** In the app and by push, never by mail: it works when mail is in other hands. */
async function tellPeople(context: Context, record: store.StatementRecord): Promise<void> {
  const rows = await listRecipients(context, { statementId: record.id, channel: 'inbox', limit: 5000 })
  const memberIds = rows.flatMap(({ memberId }) => (memberId === null ? [] : [memberId]))
  if (memberIds.length === 0) return
  await tell(context, {
    memberIds,
    kind: 'briefing.sent',
    title: 'A briefing for you: read it and confirm it',
    path: `/briefings/${record.id}`,
    urgent: true,
  })
  await noteTold(context, record.incidentId, {
    ...{ partyIds: record.partyIds, at: context.now, by: context.actor.name, how: 'message' },
    note: `Statement ${record.number}`,
  })
}

export const trust = action(contract.trustMail, async (context, { id, way, isHostile, reason }) => {
  await lockedIncidentFor(context, id)
  const isMail = way === 'mail'
  const before = isMail ? await store.findDistrust(context, id) : await findPhoneDistrust(context, id)
  const wasHostile = before !== undefined && before.endedAt === null
  const name = isMail ? 'Mail' : 'The telephone'
  refuseUnless(
    wasHostile !== isHostile,
    'conflict',
    isHostile
      ? `${name} is marked as hostile in this case already.`
      : `${name} is trusted in this case already.`,
  )
  const { now, actor } = context
  const fields = {
    incidentId: id,
    since: isHostile ? now : (before?.since ?? now),
    by: isHostile ? actor.name : (before?.by ?? actor.name),
    reason: isHostile ? reason : (before?.reason ?? reason),
    endedAt: isHostile ? null : now,
    endedBy: isHostile ? null : actor.name,
    endedReason: isHostile ? null : reason,
  }
  if (isMail) await store.saveDistrust(context, fields)
  else await savePhoneDistrust(context, fields)
  const stop = () => (isMail ? stopMail(context, id, 'mail.hostile') : stopPhoneAbout(context, id))
  const stopped = isHostile ? await stop() : 0
  const kind = `${isMail ? 'mail' : 'phone'}.${isHostile ? 'distrust' : 'trust'}` as const
  context.record({ stream: id, kind, fields: { reason, stopped } })
  return trustOf(context, id, way)
})
