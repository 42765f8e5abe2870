import type * as z from 'zod'
import { encodeCursor } from '../../../../base/page.ts'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { readStream } from '../../../../platform/ledger/read.ts'
import { getMember, namesOf, organisationFor } from '../../../register/people/public/people.ts'
import * as contract from '../contract/situation.ts'
import { clockIn } from '../documents/report-times.ts'
import { situationDocument } from '../documents/situation-sheet.ts'
import type { Plugs } from '../public/ports.ts'
import { nextTurn, situationDraft } from '../rules/situation.ts'
import { listBlockers, listDecisions, listNeeds } from '../store/captures.ts'
import { isInside } from '../store/circle.ts'
import { getIncident, type IncidentRecord } from '../store/incidents.ts'
import { flaggedEntries } from '../store/marks.ts'
import { getRun } from '../store/runs.ts'
import * as store from '../store/situations.ts'
import { listSystems, listTasks } from '../store/work.ts'
import { getOpenIncident } from './lead-incident.ts'
import { readCursor } from './read-incidents.ts'
import { runOf } from './run-playbook.ts'

type ClockPlug = Pick<Plugs, 'nextClock'>

/** @param plugs which deadline comes next */
export function readSituationWith(plugs: ClockPlug) {
  return action(contract.readSituation, async (context, { id }) => {
    const incident = await getIncident(context, id)
    const [latest] = await store.listSituations(context, id, { limit: 1 })
    const timer = await store.findTimer(context, id)
    return {
      draft: await draftOf(context, incident, plugs),
      latest: latest === undefined ? null : situationOf(latest),
      timer: timer === undefined ? null : timerOf(timer),
    }
  })
}

/** What the room says now, as the body of a report. */
export async function draftOf(
  context: Context,
  incident: IncidentRecord,
  plugs: ClockPlug,
): Promise<contract.SituationBody> {
  const { id, number, title, severity } = incident
  const tasks = await listTasks(context, id)
  const owners = tasks.flatMap((task) => (task.ownerId === null ? [] : [task.ownerId]))
  const names = await namesOf(context, owners)
  const { timeZone } = await organisationFor(context)
  const clock = clockIn(timeZone)
  const run = incident.hasRun ? runOf(await getRun(context, id)) : undefined
  return situationDraft(
    {
      title: `INC-${number}, severity ${severity}: ${title}`,
      systems: await listSystems(context, id),
      needs: await listNeeds(context, id),
      blockers: await listBlockers(context, id),
      decisions: await listDecisions(context, id),
      key: await flaggedWords(context, id, 'key'),
      doubtful: await flaggedWords(context, id, 'doubtful'),
      tasks: tasks.map((task) => ({ ...task, owner: names.get(task.ownerId ?? '') ?? '' })),
      nextStep: run?.next?.title ?? null,
      clock: await plugs.nextClock(context, id),
    },
    (at) => clock.moment(at),
  )
}

/** Words of the entries that carry a flag, in the order of the record; what has no words of a person says what it is. */
async function flaggedWords(context: Context, stream: string, flag: 'key' | 'doubtful'): Promise<string[]> {
  const numbers = await flaggedEntries(context, stream, flag)
  if (numbers.length === 0) return []
  const query = { stream, limit: 30, order: 'oldest', numbers } as const
  const leaves = await readStream(context.tx.$client, query)
  return leaves.map(({ fields }) => fields['text'] ?? fields['title'] ?? fields['name'] ?? '')
}

export const list = action(contract.listSituations, async (context, { id, limit, cursor }) => {
  await getIncident(context, id)
  const below = cursor === undefined ? undefined : readCursor(cursor)
  const found = await store.listSituations(context, id, { limit: limit + 1, below })
  const shown = found.slice(0, limit)
  return {
    items: shown.map(situationOf),
    next: found.length > limit ? encodeCursor([shown.at(-1)?.version ?? 0]) : null,
  }
})

/** Two people who edit at once: the first is kept, the second is told and keeps their words. */
export const save = action(contract.saveSituation, async (context, { id, basedOn, body }) => {
  await getOpenIncident(context, id)
  const [latest] = await store.listSituations(context, id, { limit: 1 })
  if ((latest?.version ?? 0) !== basedOn) {
    const sentence = `${latest?.madeBy ?? 'Somebody'} kept version ${latest?.version ?? 0} meanwhile. Look at it, then save yours again.`
    refuse('conflict', sentence, { reason: 'stale' })
  }
  return situationOf(await keepSituation(context, id, basedOn + 1, body))
})

/** Keeps a version, with its words on the record. */
export async function keepSituation(
  context: Context,
  incidentId: string,
  version: number,
  body: contract.SituationBody,
): Promise<store.SituationRecord> {
  const newest = { stream: incidentId, limit: 1, order: 'newest' } as const
  const [last] = await readStream(context.tx.$client, newest)
  const { headline, clock } = body
  const lists = {
    confirmed: body.confirmed.join('\n'),
    checking: body.checking.join('\n'),
    unknown: body.unknown.join('\n'),
    next: body.next.join('\n'),
  }
  context.record({
    stream: incidentId,
    kind: 'situation.save',
    fields: { version, headline, ...lists, clock },
  })
  return store.addSituation(context, {
    incidentId,
    version,
    body,
    entries: last?.number ?? 0,
    madeAt: context.now,
    madeBy: context.actor.name,
  })
}

export const print = action(contract.printSituation, async (context, { id, version }) => {
  const incident = await getIncident(context, id)
  const kept = await store.getSituation(context, id, version)
  const organisation = await organisationFor(context)
  context.record({ stream: id, kind: 'situation.print', fields: { version } })
  const { typesetter } = context
  return {
    name: `INC-${incident.number}-situation-${version}.pdf`,
    mediaType: 'application/pdf',
    open: async () => typesetter.typeset(situationDocument({ incident, kept, organisation })),
  }
})

export const send = action(contract.sendSituation, async (context, { id, version, memberIds }) => {
  const incident = await getOpenIncident(context, id)
  const kept = await store.getSituation(context, id, version)
  for (const memberId of memberIds) await getMember(context, memberId)
  const told = await sendTo(context, incident, kept, memberIds)
  refuseUnless(
    told > 0,
    'conflict',
    'None of these people can see this incident at the moment. Choose others.',
  )
  await store.changeTimer(context, id, { sentVersion: version })
  return { told }
})

/** Tells those of these people who are active and see the incident. @returns how many were told */
export async function sendTo(
  context: Context,
  { id: incidentId, number }: Pick<IncidentRecord, 'id' | 'number'>,
  { version, body }: Pick<store.SituationRecord, 'version' | 'body'>,
  memberIds: readonly string[],
): Promise<number> {
  const names: string[] = []
  const told: string[] = []
  for (const memberId of new Set(memberIds)) {
    const { name, status, role } = await getMember(context, memberId)
    if (status !== 'active' || !(await isInside(context, incidentId, { memberId, role }))) continue
    names.push(name)
    told.push(memberId)
  }
  if (told.length === 0) return 0
  context.record({
    stream: incidentId,
    kind: 'situation.send',
    fields: { version, to: names.join(', ') },
  })
  const title = body.headline
  await context.announce({ kind: 'situation.sent', incidentId, number, title, version, memberIds: told })
  return told.length
}

export const setTimer = action(
  contract.setSituationTimer,
  async (context, { id, isOn, everyMinutes, memberIds }) => {
    await getOpenIncident(context, id)
    for (const memberId of memberIds) await getMember(context, memberId)
    refuseUnless(
      !isOn || memberIds.length > 0,
      'invalid',
      'Choose at least one person who gets the report.',
      {
        faults: [{ path: 'memberIds', message: 'Choose at least one person.' }],
      },
    )
    const nextAt = nextTurn(context.now, everyMinutes, context.now)
    const setBy = context.actor.name
    const timer = await store.putTimer(context, {
      incidentId: id,
      everyMinutes,
      memberIds,
      nextAt,
      isOn,
      setBy,
    })
    context.record({
      stream: id,
      kind: 'situation.timer',
      fields: { state: isOn ? 'on' : 'off', everyMinutes, people: memberIds.length },
    })
    return timerOf(timer)
  },
)

function situationOf(record: store.SituationRecord): z.input<typeof contract.Situation> {
  const { version, body, entries, madeAt, madeBy } = record
  return { version, body, entries, madeAt: madeAt.toISOString(), madeBy }
}

function timerOf(record: store.TimerRecord): z.input<typeof contract.SituationTimer> {
  const { everyMinutes, memberIds, nextAt, isOn, setBy } = record
  return { everyMinutes, memberIds, nextAt: nextAt.toISOString(), isOn, setBy }
}
