import type * as z from 'zod'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import type { BlockerKind } from '../contract/capture-words.ts'
import * as contract from '../contract/captures.ts'
import { blockedMinutes, blockedTotals, saidFields, type Said } from '../rules/captures.ts'
import * as store from '../store/captures.ts'
import { getIncident } from '../store/incidents.ts'
import { saidNow } from './keep-lines.ts'
import { getOpenIncident } from './lead-incident.ts'
import { wordsOfEntry } from './mark-entries.ts'

export const listNeeds = action(contract.listNeeds, async (context, { id }) => {
  await getIncident(context, id)
  return { items: (await store.listNeeds(context, id)).map(needOf), next: null }
})

export const addNeed = action(contract.addNeed, async (context, { id, ...fields }) => {
  await getOpenIncident(context, id)
  return needOf(await keepNeed(context, id, fields, saidNow(context)))
})

export async function keepNeed(
  context: Context,
  incidentId: string,
  { text, source }: { text: string; source: string },
  said: Said,
): Promise<store.NeedRecord> {
  const id = context.newId()
  context.record({
    stream: incidentId,
    kind: 'need.add',
    fields: { need: id, text, source, ...saidFields(said) },
  })
  return store.addNeed(context, {
    id,
    incidentId,
    text,
    source,
    wantedAt: said.at,
    wantedBy: context.actor.name,
  })
}

export const answerNeed = action(contract.answerNeed, async (context, { id: incidentId, need, answer }) => {
  await getOpenIncident(context, incidentId)
  const got = { gotAt: context.now, gotBy: context.actor.name, answer }
  const answered = await store.answerNeed(context, { incidentId, id: need }, got)
  if (answered === undefined)
    refuse('conflict', 'Somebody answered this meanwhile. Read their answer, and write yours as a note.')
  context.record({ stream: incidentId, kind: 'need.answer', fields: { need, text: answered.text, answer } })
  return needOf(answered)
})

export const listBlockers = action(contract.listBlockers, async (context, { id }) => {
  await getIncident(context, id)
  const blockers = await store.listBlockers(context, id)
  const items = blockers.map((one) => blockerOf(context, one))
  return { items, next: null, ...blockedTotals(blockers, context.now) }
})

export const addBlocker = action(contract.addBlocker, async (context, { id, ...fields }) => {
  await getOpenIncident(context, id)
  return blockerOf(context, await keepBlocker(context, id, fields, saidNow(context)))
})

/** With minutes it is over already: it ended when it was said. */
export async function keepBlocker(
  context: Context,
  incidentId: string,
  { text, kind, minutes }: { text: string; kind: BlockerKind; minutes?: number | undefined },
  said: Said,
): Promise<store.BlockerRecord> {
  const id = context.newId()
  const by = context.actor.name
  const beganAt = new Date(said.at.getTime() - (minutes ?? 0) * 60_000)
  const fields = { blocker: id, text, blocked: kind, ...saidFields(said) }
  context.record({
    stream: incidentId,
    kind: 'blocker.begin',
    fields: { ...fields, ...(minutes !== undefined && { minutes }) },
  })
  return store.addBlocker(context, {
    id,
    incidentId,
    text,
    kind,
    beganAt,
    recordedBy: by,
    ...(minutes !== undefined && { endedAt: said.at, endedBy: by }),
  })
}

export const endBlocker = action(
  contract.endBlocker,
  async (context, { id: incidentId, blocker, outcome }) => {
    await getOpenIncident(context, incidentId)
    const end = { endedAt: context.now, endedBy: context.actor.name, outcome }
    const ended = await store.endBlocker(context, { incidentId, id: blocker }, end)
    if (ended === undefined) refuse('conflict', 'Somebody ended this already.')
    const minutes = blockedMinutes(ended, context.now)
    context.record({
      stream: incidentId,
      kind: 'blocker.end',
      fields: { blocker, text: ended.text, blocked: ended.kind, minutes, note: outcome },
    })
    return blockerOf(context, ended)
  },
)

export const listIdeas = action(contract.listIdeas, async (context, { id }) => {
  await getIncident(context, id)
  return { items: (await store.listIdeas(context, id)).map(ideaOf), next: null }
})

/** One tap on a line makes it a proposal, once; without a line the words are needed. */
export const addIdea = action(contract.addIdea, async (context, { id, text, entry }) => {
  await getOpenIncident(context, id)
  const words = text ?? (entry === undefined ? undefined : await wordsOfEntry(context, id, entry))
  if (words === undefined) {
    const message = 'Say in a few words what should be better.'
    refuse('invalid', message, { faults: [{ path: 'text', message }] })
  }
  if (entry !== undefined) await refuseProposed(context, id, entry)
  return ideaOf(await keepIdea(context, id, { text: words, entry }, saidNow(context)))
})

async function refuseProposed(context: Context, id: string, entry: number): Promise<void> {
  const known = await store.listIdeas(context, id)
  refuseUnless(
    !known.some((idea) => idea.entry === entry),
    'conflict',
    'This line is among the proposals already.',
    { reason: 'already_proposed' },
  )
}

export async function keepIdea(
  context: Context,
  incidentId: string,
  { text, entry }: { text: string; entry?: number | undefined },
  said: Said,
): Promise<store.IdeaRecord> {
  const id = context.newId()
  const fields = { idea: id, text, ...(entry !== undefined && { entry }), ...saidFields(said) }
  context.record({ stream: incidentId, kind: 'idea.add', fields })
  const kept = { recordedAt: said.at, recordedBy: context.actor.name }
  return store.addIdea(context, { id, incidentId, text, ...kept, entry: entry ?? null })
}

export const listDecisions = action(contract.listDecisions, async (context, { id }) => {
  await getIncident(context, id)
  const decisions = await store.listDecisions(context, id)
  const items = decisions.map(({ decidedAt, ...rest }) => ({ ...rest, decidedAt: decidedAt.toISOString() }))
  return { items, next: null }
})

function needOf({ wantedAt, gotAt, ...rest }: store.NeedRecord): z.input<typeof contract.Need> {
  return { ...rest, wantedAt: wantedAt.toISOString(), gotAt: gotAt?.toISOString() ?? null }
}

function blockerOf(context: Context, record: store.BlockerRecord): z.input<typeof contract.Blocker> {
  const { beganAt, endedAt, ...rest } = record
  const minutes = blockedMinutes(record, context.now)
  return { ...rest, beganAt: beganAt.toISOString(), endedAt: endedAt?.toISOString() ?? null, minutes }
}

function ideaOf({ recordedAt, ...rest }: store.IdeaRecord): z.input<typeof contract.Idea> {
  return { ...rest, recordedAt: recordedAt.toISOString() }
}
