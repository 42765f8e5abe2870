import { createHash } from 'node:crypto'
import type { InputOf } from '../../../../base/endpoint.ts'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, longAction, type Context } from '../../../../platform/action.ts'
import { incidentFor } from '../../incidents/public/incidents.ts'
import { eventForMisp, mispUuid, tracesOf } from '../../investigation/public.ts'
import * as contract from '../contract/sharing.ts'
import { harmlessGround } from '../intake/ground.ts'
import { deleteEvent, sendEvent, type Delivered } from '../intake/send-event.ts'
import { isHarmless, type Ground } from '../rules/harmless.ts'
import { whyNever, whyNotSent } from '../rules/sharing.ts'
import { watchedForms } from '../rules/watching.ts'
import { exchangeNames, listExchangeRows, lockExchange, openSecret } from '../store/exchanges.ts'
import { indicatorsOf } from '../store/indicators.ts'
import * as store from '../store/sharing.ts'

export const read = action(contract.readSharing, async (context, { id }) => {
  const incident = await incidentFor(context, id)
  const traces = await tracesOf(context, id)
  const ground = await harmlessGround(context)
  const known = await warningsOf(context, traces)
  const shared = await store.listSharings(context, id)
  const isStandingAt = (exchange: string) =>
    shared.some((one) => one.exchangeId === exchange && standing(one).length > 0)
  // Where something stands there is a way back, also after an owner took the sending away.
  const exchanges = (await listExchangeRows(context)).filter(
    (one) => one.kind === 'misp' && (one.sends || isStandingAt(one.id)),
  )
  return {
    ...{ whyNever: whyNever(incident), tlp: incident.tlp },
    traces: traces.map((trace) => ({
      ...{ id: trace.id, kind: trace.kind, value: trace.value, verdict: trace.verdict },
      ...{ mayLeave: mayLeave(trace, ground), known: known(trace) },
    })),
    exchanges: exchanges.map(({ id: exchange, name, address, tlpBound, isOn, sends }) => ({
      ...{ id: exchange, name, host: new URL(address).host, tlpBound, isOn: isOn && sends },
    })),
    shared: shared.map(shown),
  }
})

type Trace = Awaited<ReturnType<typeof tracesOf>>[number]

/** What is ours, harmless or inside stays here, whatever was chosen. */
function mayLeave({ kind, value, verdict }: Trace, ground: Ground): boolean {
  return verdict !== 'ours' && verdict !== 'harmless' && !isHarmless(kind, value, ground)
}

async function warningsOf(context: Context, traces: readonly Trace[]) {
  const forms = (trace: Trace) => watchedForms(trace.kind, trace.value)
  const values = [...new Set(traces.flatMap((trace) => forms(trace).map(({ value }) => value)))]
  const [found, names] = [await indicatorsOf(context, { values }), await exchangeNames(context)]
  return (trace: Trace) => {
    const own = new Set(forms(trace).map(({ kind, value }) => `${kind} ${value}`))
    return found
      .filter(({ kind, value }) => own.has(`${kind} ${value}`))
      .slice(0, 20)
      .map(({ exchangeId, title, value, tlp, lastSeen, endedAt, endsAt }) => ({
        ...{ exchange: names.get(exchangeId) ?? '', title, value, tlp },
        lastSeen: lastSeen?.toISOString() ?? null,
        isWatched: endedAt === null && endsAt > context.now,
      }))
  }
}

type Wish = InputOf<typeof contract.shareIncident>

/** First a look without a change; then, with the digest of that look, it is noted, sent, and noted how it ended. */
export const share = longAction(contract.shareIncident, async (work, wish) => {
  const { seen } = wish
  if (seen === undefined) {
    const { body, digest } = await work.look((context) => composed(context, wish))
    return { body, digest, shared: null }
  }
  const ready = await work.step(async (context) => {
    // One sending at a time looks at what stands there: also the first, which has no row to lock yet.
    await lockExchange(context, wish.exchange)
    const { row, secret, event, digest, before } = await composed(context, wish)
    const message = 'Something changed since you looked. Look again at what goes out, then send it.'
    refuseUnless(digest === seen, 'conflict', message, { reason: 'other_words' })
    refuseWhileSending(context, before)
    const stood = standing(before)
    const act = { state: 'sending', changedAt: context.now, sends: (before?.sends ?? 0) + 1 } as const
    await store.saveSharing(context, {
      ...{ incidentId: wish.id, exchangeId: wish.exchange, eventUuid: mispUuid(wish.id), title: wish.title },
      ...{ tlp: wish.tlp, distribution: wish.distribution, hasNotes: wish.hasNotes, digest },
      // Until the server has said yes both may stand there: what did, and what goes now.
      ...{ isPublished: wish.isPublished, observables: [...new Set([...stood, ...wish.observables])] },
      ...{ ...act, trouble: null, changedBy: context.actor.name },
    })
    context.record({
      stream: wish.id,
      kind: 'sharing.send',
      fields: {
        ...{ exchange: row.id, name: row.name, title: wish.title, tlp: wish.tlp, sha256: digest },
        ...{ traces: wish.observables.length, distribution: wish.distribution },
        published: wish.isPublished ? 'yes' : 'no',
      },
    })
    return { row, secret, event, digest, stood, act }
  })
  const { isPublished } = wish
  const server = { egress: work.services.egress, row: ready.row, secret: ready.secret }
  const delivered = await sendEvent(server, { uuid: mispUuid(wish.id), event: ready.event, isPublished })
  const shared = await work.step((context) =>
    settle(context, { ...wish, act: ready.act }, delivered, {
      state: delivered.state === 'done' ? 'sent' : delivered.state,
      ...(delivered.state === 'done' && { observables: wish.observables }),
      ...(!delivered.isReached && { observables: ready.stood }),
    }),
  )
  return { body: wordsOf(ready.event), digest: ready.digest, shared }
})

export const takeBack = longAction(contract.takeBackSharing, async (work, { id, exchange }) => {
  const { row, secret, act, left } = await work.step(async (context) => {
    await incidentFor(context, id)
    const found = await lockExchange(context, exchange)
    const before = await store.lockSharing(context, { incidentId: id, exchangeId: exchange })
    if (before === undefined) return refuse('not_found', 'Nothing of this case was sent there.')
    refuseWhileSending(context, before)
    refuseUnless(before.state !== 'withdrawn', 'conflict', 'It was taken back already.')
    const begun = { state: 'withdrawing', changedAt: context.now, sends: before.sends } as const
    await store.changeSharing(
      context,
      { incidentId: id, exchangeId: exchange },
      {
        ...{ ...begun, trouble: null, changedBy: context.actor.name },
      },
    )
    const { name } = found
    context.record({ stream: id, kind: 'sharing.withdraw', fields: { exchange, name } })
    const isSure = before.state === 'sent' || before.state === 'failed'
    // Refused there, the event is out as before: `sent` with a trouble is what was not taken back.
    const left = !isSure ? 'unclear' : standing(before).length > 0 ? 'sent' : 'failed'
    return { row: found, secret: keyFor(context, found), act: begun, left } as const
  })
  const server = { egress: work.services.egress, row, secret }
  const delivered = await deleteEvent(server, mispUuid(id))
  const ended = { done: 'withdrawn', failed: left, unclear: 'unclear' } as const
  return work.step((context) =>
    settle(context, { id, exchange, act }, delivered, {
      state: ended[delivered.state],
    }),
  )
})

/** What would go out, once nothing speaks against it. */
async function composed(context: Context, wish: Wish) {
  const incident = await incidentFor(context, wish.id)
  const row = await exchangeFor(context, wish.exchange)
  const traces = await chosenTraces(context, wish)
  const never = whyNever(incident)
  refuseUnless(never === null, 'conflict', never ?? '', { reason: 'never_shared' })
  const isReady = row.kind === 'misp' && row.sends && row.isOn
  refuseUnless(isReady, 'conflict', 'Nothing is sent to this server. An owner switches it on.')
  const why = whyNotSent({
    ...{ ofCase: incident.tlp, wanted: wish.tlp, bound: row.tlpBound, distribution: wish.distribution },
  })
  if (why !== undefined) refuse('invalid', why, { faults: [{ path: 'tlp', message: why }] })
  const ground = await harmlessGround(context)
  const message =
    'One of the chosen traces is ours, harmless or inside, and stays here. Look at the list again.'
  const isFree = traces.every((trace) => mayLeave(trace, ground))
  refuseUnless(isFree, 'conflict', message, { reason: 'stays' })
  const place = { incidentId: wish.id, exchangeId: wish.exchange }
  const before = (await store.listSharings(context, wish.id)).find(
    ({ exchangeId }) => exchangeId === place.exchangeId,
  )
  const { title, distribution, hasNotes, observables: chosen, tlp } = wish
  const event = await eventForMisp(context, wish.id, {
    title,
    distribution,
    hasNotes,
    chosen,
    tlp,
    before: standing(before),
  })
  return {
    row,
    secret: keyFor(context, row),
    event,
    before,
    ...{ body: wordsOf(event), digest: digestOf(event, wish) },
  }
}

async function exchangeFor(context: Context, id: string) {
  const row = (await listExchangeRows(context)).find((one) => one.id === id)
  return row ?? refuse('not_found', 'There is no such server here.')
}

async function chosenTraces(context: Context, { id, observables }: Wish): Promise<Trace[]> {
  const all = new Map((await tracesOf(context, id)).map((trace) => [trace.id, trace]))
  return observables.map(
    (one) => all.get(one) ?? refuse('not_found', 'There is no such trace in this incident.'),
  )
}

function keyFor(context: Context, row: Parameters<typeof openSecret>[1]): string {
  return (
    openSecret(context, row) ??
    refuse('conflict', 'Its key cannot be read any more. An owner enters it again.')
  )
}

/** What may stand there: nothing once it was taken back, or where the first sending got nowhere. */
function standing(row: store.SharingRow | undefined): string[] {
  return row === undefined || row.state === 'withdrawn' ? [] : row.observables
}

/** Longer than a request takes: whoever died while sending is not waited for longer. */
const sendMinutes = 5

function refuseWhileSending(context: Context, before: store.SharingRow | undefined): void {
  const isBusy = before?.state === 'sending' || before?.state === 'withdrawing'
  const isFresh =
    before !== undefined && context.now.getTime() - before.changedAt.getTime() < sendMinutes * 60_000
  refuseUnless(!(isBusy && isFresh), 'conflict', 'It is being sent right now. Look again in a minute.')
}

async function settle(
  context: Context,
  { id, exchange, act }: { readonly id: string; readonly exchange: string; readonly act: store.Act },
  { trouble }: Delivered,
  end: Pick<store.SharingRow, 'state'> & Partial<Pick<store.SharingRow, 'observables'>>,
) {
  const place = { incidentId: id, exchangeId: exchange }
  const change = { ...end, trouble, changedAt: context.now }
  const after = await store.endSharing(context, { place, act }, change)
  context.record({
    stream: id,
    kind: 'sharing.end',
    fields: { exchange, state: end.state, trouble: trouble ?? '' },
  })
  const row = after ?? (await store.lockSharing(context, place))
  return shown(row ?? refuse('not_found', 'Nothing of this case was sent there.'))
}

function wordsOf(event: object): string {
  return JSON.stringify(event, null, 2)
}

/** Of all that matters: moments change between the look and the sending, and nothing else may. */
function digestOf(event: object, { isPublished, exchange }: Wish): string {
  const words = JSON.stringify([event, isPublished, exchange], (key, value: unknown) =>
    key === 'timestamp' ? undefined : value,
  )
  return createHash('sha256').update(words).digest('hex')
}

function shown(row: store.SharingRow) {
  const { exchangeId, eventUuid, title, tlp, distribution, hasNotes, isPublished, observables } = row
  const { state, trouble, sends, changedBy } = row
  return {
    ...{ exchangeId, eventUuid, title, tlp, distribution, hasNotes, isPublished, observables },
    ...{ state, trouble, sends, changedBy, changedAt: row.changedAt.toISOString() },
  }
}
