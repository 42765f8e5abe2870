import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { InputOf } from '../../../base/endpoint.ts'
import { readObservable } from '../../../base/observables.ts'
import { pageAfter, pageOfRows } from '../../../base/page.ts'
import { refuse, refuseUnless } from '../../../base/refusal.ts'
import { sortedJson } from '../../../base/sorted-json.ts'
import { decoded } from '../../../base/text-of-bytes.ts'
import { action, type Context, type Download } from '../../../platform/action.ts'
import {
  isKnownBlank,
  lockedConnectionFor,
  ownBlanks,
  refuseOtherVersion,
  requestFor,
  requestLine,
  takeTurn,
  type KnownConnection,
} from '../../register/connections/public.ts'
import { listLeaders } from '../../register/people/public/people.ts'
import { tell } from '../communications/public.ts'
import { standingBlock } from '../containment/public.ts'
import { incidentFor, openIncidentFor, stepFor } from '../incidents/public/incidents.ts'
import { traceFor } from '../investigation/public.ts'
import * as contract from './contract.ts'
import { callBell, freshMinutes, isNarrow, whyNotAsked, whyNotPermitted } from './rules.ts'
import * as store from './store.ts'

/** Of a text that is shown in a list. */
const beginLetters = 1500

export const list = action(
  contract.listCalls,
  async (context, { id: incidentId, step, observable: observableId, limit, cursor }) => {
    await incidentFor(context, incidentId)
    const below = pageAfter(cursor)
    const rows = await store.listCallRows(context, { incidentId, step, observableId, below, limit })
    return pageOfRows(rows, limit, (row) => shown(context, row))
  },
)

type Wish = InputOf<typeof contract.askConnection>

export const ask = action(contract.askConnection, async (context, wish) => {
  const incident = await openIncidentFor(context, wish.id)
  const known = await lockedConnectionFor(context, wish.connection)
  refuseUnless(known.isOn, 'conflict', 'This connection is off. Ask an owner to switch it on.')
  refuseOtherVersion(known, wish.version)
  const cleared = refuseUnasked(context, { incident, known, wish })
  const given = await givenTo(context, known, wish)
  const { now, actor } = context
  const values = {
    ...given.inputs,
    ...{ reason: wish.reason, person: actor.name, now: now.toISOString() },
    ...{ 'incident.number': String(incident.number), 'incident.id': incident.id },
  }
  const said = requestLine(known, values)
  const { id: connection, version } = known
  const question = sha256(utf8ToBytes(sortedJson({ connection, version, given: given.inputs })))
  if (!wish.isAnew) await refuseSame(context, incident.id, Buffer.from(question))
  refuseUnless(
    (await store.countCalls(context, incident.id)) < contract.mostCalls,
    'conflict',
    `A case keeps ${contract.mostCalls} requests. Use the other program itself for more.`,
  )
  const isDry = incident.mode === 'exercise'
  // Whatever does not fit is refused now, while somebody can mend it.
  if (!isDry) await requestFor(context, { id: connection, version, values })
  refuseUnless(said !== undefined, 'invalid', 'Fill in every blank of the request.')
  const state = isDry ? 'dry' : known.needsSecond ? 'asked' : 'ready'
  if (!isDry) await takeTurn(context, known)
  const id = context.newId()
  await store.insertCall(context, {
    ...{ id, incidentId: incident.id, connectionId: connection, connectionVersion: version },
    ...{
      name: known.name,
      purpose: known.purpose,
      host: known.host,
      said,
      inputs: values,
      wanted: known.shown,
    },
    ...{ step: wish.step ?? null, observableId: wish.observable ?? null, blockId: given.blockId },
    ...{ question: Buffer.from(question), reason: wish.reason, state, isCleared: cleared },
    ...{ askedAt: now, askedBy: actor.name, askedById: actor.kind === 'member' ? actor.memberId : null },
    endedAt: isDry ? now : null,
  })
  const { name, purpose, host } = known
  context.record({
    stream: incident.id,
    kind: 'automation.ask',
    fields: {
      ...{ call: id, connection, version, name, purpose, host, said, state, reason: wish.reason },
      ...{ step: wish.step ?? '', observable: wish.observable ?? '', block: given.blockId ?? '' },
      values: Object.entries(given.inputs)
        .map(([blank, value]) => `${blank}: ${value}`)
        .join('\n'),
    },
  })
  if (state === 'asked') await tellDeciders(context, incident, known)
  if (state === 'ready') ring(context, id)
  return shown(context, await store.getListedCall(context, incident.id, id))
})

export const decide = action(
  contract.decideCall,
  async (context, { id: incidentId, call: id, agrees, reason }) => {
    await openIncidentFor(context, incidentId)
    const call = await store.lockCall(context, incidentId, id)
    refuseUnless(call.state === 'asked', 'conflict', 'Somebody has decided this already.')
    refuseUnless(
      !agrees || mayDecide(context, call),
      'forbidden',
      'You asked for it yourself. Another owner or lead has to agree.',
    )
    const by = { decidedAt: context.now, decidedBy: context.actor.name }
    await store.changeCall(
      context,
      id,
      agrees
        ? { ...by, state: 'ready' }
        : { ...by, state: 'dropped', trouble: 'declined', endedAt: context.now },
    )
    context.record({
      stream: incidentId,
      kind: 'automation.decide',
      fields: { call: id, name: call.name, said: call.said, agrees: agrees ? 'yes' : 'no', reason },
    })
    if (agrees) ring(context, id)
    return shown(context, await store.getListedCall(context, incidentId, id))
  },
)

/** As an attachment of no type, so that no browser runs what a stranger sent. */
export const readOutput = action(
  contract.readCallOutput,
  async (context, { id: incidentId, call: id }): Promise<Download> => {
    await incidentFor(context, incidentId)
    const { output, name } = await store.getCall(context, incidentId, id)
    if (output === null) return refuse('not_found', 'This request has no answer.')
    const mediaType = 'application/octet-stream'
    const file = `${name.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-').slice(0, 60)}.txt`
    return { name: file, mediaType, size: output.length, open: async () => output }
  },
)

interface Asking {
  readonly incident: Awaited<ReturnType<typeof openIncidentFor>>
  readonly known: KnownConnection
  readonly wish: Wish
}

/** @returns whether somebody who may said that a case of narrow reach may be named to others */
function refuseUnasked(context: Context, { incident, known, wish }: Asking): boolean {
  const { actor } = context
  const forbidden = whyNotPermitted(incident.pap, known)
  refuseUnless(forbidden === undefined, 'conflict', forbidden ?? '', { reason: 'pap' })
  const mayAct = context.can('connection.act')
  const narrow = isNarrow(incident)
  const isLeader = mayAct || (actor.kind === 'member' && actor.memberId === incident.leadId)
  const why = whyNotAsked({
    ...{ purpose: known.purpose, isNarrow: narrow, isLeader, mayAct },
    ...{ isConfirmed: wish.isConfirmed, reason: wish.reason },
  })
  if (why !== undefined) refuse(why.kind, why.sentence, { reason: why.reason })
  return narrow
}

/** What fills the blanks: the trace, what the step says, and what whoever asks entered. */
async function givenTo(
  context: Context,
  known: KnownConnection,
  wish: Wish,
): Promise<{ inputs: Record<string, string>; blockId: string | null }> {
  const named = wish.step === undefined ? undefined : (await stepFor(context, wish.id, wish.step)).connection
  refuseUnless(
    wish.step === undefined || named?.id === known.id,
    'conflict',
    'This step names another connection. Load the incident again.',
  )
  const own = ownBlanks(known).map((blank): [string, string] => [
    blank,
    wish.inputs[blank] ?? named?.values[blank] ?? '',
  ])
  if (known.kinds.length === 0) {
    refuseUnless(wish.observable === undefined, 'invalid', 'This connection takes no trace. Leave it out.')
    return { inputs: Object.fromEntries(own), blockId: null }
  }
  const trace = await traceOf(context, known, { ...wish, value: wish.value ?? named?.values['value'] })
  const block = known.purpose === 'act' ? await standingBlock(context, wish.id, trace.value) : undefined
  return { inputs: { ...Object.fromEntries(own), ...trace }, blockId: block?.id ?? null }
}

async function traceOf(
  context: Context,
  { kinds }: KnownConnection,
  { id, observable, value }: Pick<Wish, 'id' | 'observable' | 'value'>,
): Promise<{ kind: string; value: string }> {
  const misfit = `This connection takes ${kinds.join(', ')}. Choose a trace of such a kind.`
  if (observable !== undefined) {
    const { kind, value: found } = await traceFor(context, id, observable)
    refuseUnless(kinds.includes(kind), 'invalid', misfit)
    return { kind, value: found }
  }
  for (const kind of kinds) {
    const read = readObservable(kind, value ?? '')
    if (read !== undefined) return { kind, value: read }
  }
  return refuse('invalid', misfit, { faults: [{ path: 'value', message: misfit }] })
}

async function refuseSame(context: Context, incidentId: string, question: Buffer): Promise<void> {
  const since = new Date(context.now.getTime() - freshMinutes * 60_000)
  const same = await store.findSame(context, { incidentId, question, since })
  if (same === undefined) return
  const minutes = Math.floor((context.now.getTime() - same.askedAt.getTime()) / 60_000)
  const ago = minutes === 0 ? 'just now' : `${minutes} min ago`
  refuse('conflict', `${same.askedBy} asked just this ${ago}. What came of it stands in the list.`, {
    reason: 'asked_already',
  })
}

/** Those who may agree and may hear of the case, but not whoever asks. */
async function tellDeciders(context: Context, { id, number }: Asking['incident'], { name }: KnownConnection) {
  const asker = context.actor.kind === 'member' ? context.actor.memberId : undefined
  const leaders = (await listLeaders(context)).filter((one) => one.id !== asker)
  await tell(context, {
    memberIds: leaders.map((one) => one.id),
    kind: 'automation.ask',
    title: `INC-${number}: "${name}" waits for a second person`,
    path: `/incidents/${id}/investigation?part=traces`,
    urgent: true,
    mail: {
      subject: 'Muster: something waits for you to agree',
      text: 'A request to another system waits for a second person.\n\nOpen Muster to read more. If you doubt this mail, do not follow the link: open Muster as you always do.',
    },
  })
}

function ring(context: Context, id: string): void {
  const { services, tenantId } = context
  context.afterCommit(() => services.wake.ring(callBell, tenantId, id))
}

function mayDecide(context: Context, call: Pick<store.CallRow, 'askedById' | 'state'>): boolean {
  const { actor } = context
  return actor.kind === 'member' && context.can('connection.act') && actor.memberId !== call.askedById
}

function shown(context: Context, row: store.ListedCall): contract.Call {
  const { id, connectionId, name, purpose, host, said, step, observableId, blockId, reason, state } = row
  const { trouble, askedBy, decidedBy, status, mediaType, size, isCut } = row
  const text =
    row.begin === null ? '' : decoded(row.begin, { isCut: isCut || (size ?? 0) > row.begin.length }).text
  return {
    ...{ id, connectionId, name, purpose, host, said, step, observableId, blockId, reason, state },
    ...{ trouble, askedBy, decidedBy, status, mediaType, size, isCut, shown: row.shown },
    given: Object.entries(row.inputs)
      .filter(([blank]) => !isKnownBlank(blank))
      .map(([blank, value]) => ({ name: blank, value })),
    sha256: row.sha256 === null ? null : bytesToHex(row.sha256),
    text: text.slice(0, beginLetters),
    askedAt: row.askedAt.toISOString(),
    decidedAt: row.decidedAt?.toISOString() ?? null,
    sentAt: row.sentAt?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
    mayDecide: state === 'asked' && mayDecide(context, row),
  }
}
