import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { Refusal } from '../../../base/refusal.ts'
import { decoded } from '../../../base/text-of-bytes.ts'
import { asSystem, type Context, type House } from '../../../platform/action.ts'
import type { Exchanged } from '../../../platform/exchange.ts'
import type { TenantJob } from '../../../platform/jobs/jobs.ts'
import {
  jsonOf,
  knownConnections,
  requestFor,
  send,
  shownOf,
  storable,
  type ReadyRequest,
} from '../../register/connections/public.ts'
import { incidentFor } from '../incidents/public/incidents.ts'
import type { Call, CallState, Trouble } from './contract.ts'
import { callBell, decideHours, endOf, isNarrow, waitMinutes, whyNotPermitted } from './rules.ts'
import * as store from './store.ts'

const by = 'Connections'
/** Of an answer that stand on the record itself; the whole of it is named by its hash. */
const recordLetters = 2000

/** The net below the bell: what a process left unsent is begun, and what died on the way is called unknown, never repeated. */
export const callJob: TenantJob = {
  name: 'connections.send',
  cron: '* * * * *',
  by,
  run: async (context) => {
    const { now, services, tenantId } = context
    const askedBefore = new Date(now.getTime() - decideHours * 3_600_000)
    for (const call of await store.takeAbandoned(context, askedBefore))
      await end(
        context,
        call,
        call.state === 'asked'
          ? { state: 'dropped', trouble: 'too_late' }
          : { ...endOf(call.purpose, { state: 'broken_off' }), trouble: 'died' },
      )
    for (const id of await store.listReady(context))
      context.afterCommit(() => services.wake.ring(callBell, tenantId, id))
  },
}

/** Sends what a commit left to be sent. Called once, at the start. */
export function answerCallBell(house: House): void {
  house.services.wake.on(callBell, (tenantId, id) => sendCall(house, tenantId, id))
}

/** Taken up in one short transaction and settled in another; a crash between the two is found by the job. */
async function sendCall(house: House, tenantId: string, id: string): Promise<void> {
  const request = await asSystem(house, tenantId, by, (context) => takeUp(context, id))
  if (request === undefined) return
  const outcome = await send(house.services.egress, request)
  await asSystem(house, tenantId, by, (context) => settle(context, id, outcome))
}

async function takeUp(context: Context, id: string): Promise<ReadyRequest | undefined> {
  const call = await store.takeReady(context, id)
  if (call === undefined) return undefined
  const why = await whyDropped(context, call)
  const request = why === undefined ? await requestOrWhy(context, call) : why
  if (typeof request === 'string') {
    await end(context, call, { state: 'dropped', trouble: request })
    return undefined
  }
  const { now } = context
  const claimedUntil = new Date(now.getTime() + request.seconds * 3000 + 60_000)
  await store.changeCall(context, id, { state: 'sending', sentAt: now, claimedUntil })
  const { name, said, askedBy, decidedBy } = call
  context.record({
    stream: call.incidentId,
    kind: 'automation.send',
    fields: { call: id, name, said, askedBy, agreedBy: decidedBy ?? '' },
  })
  return request
}

/** Much may have changed since somebody asked. */
async function whyDropped(context: Context, call: store.CallRow): Promise<Trouble | undefined> {
  const waited = context.now.getTime() - (call.decidedAt ?? call.askedAt).getTime()
  if (waited > waitMinutes * 60_000) return 'too_late'
  const incident = await incidentFor(context, call.incidentId)
  if (isNarrow(incident) && !call.isCleared) return 'case_closed'
  const known = (await knownConnections(context)).get(call.connectionId)
  return known === undefined || whyNotPermitted(incident.pap, known) === undefined
    ? undefined
    : 'not_permitted'
}

async function requestOrWhy(context: Context, call: store.CallRow): Promise<ReadyRequest | Trouble> {
  const { connectionId: id, connectionVersion: version, inputs: values } = call
  try {
    return await requestFor(context, { id, version, values })
  } catch (error) {
    // Switched off, changed or removed meanwhile.
    if (error instanceof Refusal) return 'changed'
    throw error
  }
}

async function settle(context: Context, id: string, outcome: Exchanged): Promise<void> {
  const call = await store.takeSending(context, id)
  if (call === undefined) return
  const ended = endOf(call.purpose, outcome)
  if (outcome.state !== 'answered') return end(context, call, ended)
  const { body, status, mediaType, isCut } = outcome
  const hash = Buffer.from(sha256(body))
  const { text } = decoded(body, { isCut })
  const json = call.wanted.length === 0 ? undefined : jsonOf(text)
  const shown = json === undefined ? [] : shownOf(json, call.wanted)
  await store.changeCall(context, id, {
    ...{ status, isCut, shown, output: body, sha256: hash },
    mediaType: storable(mediaType),
  })
  const words = shown.map(({ label, value }) => `${label}: ${value ?? '-'}`).join('\n')
  return end(context, call, ended, {
    ...{ status, size: body.length, sha256: bytesToHex(hash), cut: isCut ? 'yes' : 'no' },
    answer: storable((words === '' ? text : words).slice(0, recordLetters)),
  })
}

async function end(
  context: Context,
  call: Pick<
    store.CallRow,
    'id' | 'incidentId' | 'name' | 'purpose' | 'host' | 'said' | 'step' | 'observableId'
  >,
  { state, trouble }: { readonly state: CallState; readonly trouble: Call['trouble'] },
  more: Readonly<Record<string, string | number>> = {},
): Promise<void> {
  await store.changeCall(context, call.id, { state, trouble, endedAt: context.now, claimedUntil: null })
  const { id, name, purpose, host, said, step, observableId } = call
  context.record({
    stream: call.incidentId,
    kind: 'automation.end',
    fields: {
      ...{ call: id, name, purpose, host, said, state, trouble: trouble ?? '', ...more },
      ...{ step: step ?? '', observable: observableId ?? '' },
    },
  })
}
