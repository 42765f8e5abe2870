import type * as z from 'zod'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { getMember, type Person } from '../../../register/people/public/people.ts'
import * as contract from '../contract/work.ts'
import { saidFields, type Said } from '../rules/captures.ts'
import { isOverdue } from '../rules/incident.ts'
import { orderWith, placeBefore } from '../rules/task-board.ts'
import { isInside } from '../store/circle.ts'
import { countOpenTasks, getIncident, type IncidentRecord } from '../store/incidents.ts'
import {
  addTask,
  changeTask,
  getSystem,
  getTask,
  listTasks,
  renumberTasks,
  type TaskRecord,
} from '../store/work.ts'
import { saidNow } from './keep-lines.ts'
import { getOpenIncident, outsiderSentence } from './lead-incident.ts'

export const list = action(contract.listTasks, async (context, { id }) => {
  await getIncident(context, id)
  const tasks = await listTasks(context, id)
  return { items: tasks.map((task) => taskOf(context, task)), next: null }
})

export const add = action(contract.addTask, async (context, { id, ...wanted }) => {
  const incident = await getOpenIncident(context, id)
  return taskOf(context, await keepTask(context, incident, wanted, saidNow(context)))
})

interface NewTask {
  readonly title: string
  readonly ownerId?: string | undefined
  readonly dueAt?: string | undefined
  readonly systemId?: string | undefined
  readonly step?: string | undefined
  readonly isTechnical?: boolean
  readonly needsProof?: boolean
  readonly heading?: string
  /** Whom it was meant for and who cannot take it any more, by name. */
  readonly ownerLost?: string | undefined
}

/** Adds a task that somebody named, now or a while ago. */
export async function keepTask(
  context: Context,
  incident: IncidentRecord,
  { title, ownerId, dueAt, ownerLost = '', systemId, step, ...wanted }: NewTask,
  said: Said,
): Promise<TaskRecord> {
  const owner = await ownerName(context, incident.id, ownerId)
  const { name: system } =
    systemId === undefined ? { name: '' } : await getSystem(context, incident.id, systemId)
  const id = context.newId()
  const task = await addTask(context, {
    ...wanted,
    id,
    systemId: systemId ?? null,
    step: step ?? null,
    incidentId: incident.id,
    title,
    ownerId: ownerId ?? null,
    dueAt: dueAt === undefined ? null : new Date(dueAt),
    addedAt: said.at,
  })
  await countOpenTasks(context, incident.id, 1)
  context.record({
    stream: incident.id,
    kind: 'task.add',
    fields: {
      task: id,
      title,
      owner,
      dueAt: dueAt ?? '',
      ...(systemId !== undefined && { system: systemId, target: system }),
      ...(step !== undefined && { step }),
      ...(wanted.needsProof === true && { proof: 'needed' }),
      ...saidFields(said),
      ...(ownerLost !== '' && { ownerLost }),
    },
  })
  await tellOwner(context, incident, task)
  return task
}

/** Somebody is told of it again: another due time, or a task that was done too early. */
const untold = { remindedAt: null, overdueAt: null, escalatedAt: null }

/** Of two people who edit one task at once the first wins; the second is told, and keeps their words. */
export const change = action(
  contract.changeTask,
  async (context, { id, task: taskId, title, ownerId, dueAt: due, systemId, heading, version }) => {
    const incident = await getOpenIncident(context, id)
    const before = await getTask(context, id, taskId)
    refuseStale(before, version)
    const owner = await ownerName(context, id, ownerId)
    const dueAt = due === null ? null : new Date(due)
    const isNewTime = dueAt?.getTime() !== before.dueAt?.getTime()
    if (typeof systemId === 'string') await getSystem(context, id, systemId)
    const task = await changeTask(context, taskId, {
      title,
      ownerId,
      dueAt,
      ...(systemId !== undefined && before.step === null && { systemId }),
      ...(heading !== undefined && { heading }),
      ...(isNewTime && untold),
    })
    recordTask(context, task, owner)
    if (ownerId !== before.ownerId) await tellOwner(context, incident, task)
    return taskOf(context, task)
  },
)

/** On the record: how a task stands now. @param owner the name of whoever has it; '' for nobody */
export function recordTask(
  context: Context,
  { id, incidentId, title, dueAt }: Pick<TaskRecord, 'id' | 'incidentId' | 'title' | 'dueAt'>,
  owner: string,
): void {
  context.record({
    stream: incidentId,
    kind: 'task.change',
    fields: { task: id, title, owner, dueAt: dueAt?.toISOString() ?? '' },
  })
}

/** To another column, or up and down. Only what changed columns is news. */
export const move = action(
  contract.moveTask,
  async (context, { id, task: taskId, state, waitsFor: said, before, version }) => {
    await getOpenIncident(context, id)
    const task = await getTask(context, id, taskId)
    refuseStale(task, version)
    refuseUnless(task.doneAt === null, 'conflict', 'This task is done. Open it again first.')
    const waitsFor = state === 'waiting' ? said : ''
    const place = before === undefined ? task.place : await placeFor(context, task, before)
    const moved = await changeTask(context, taskId, { state, waitsFor, place })
    const isNews = state !== task.state || waitsFor !== task.waitsFor
    const fields = { task: taskId, title: task.title }
    context.record(
      isNews
        ? { stream: id, kind: 'task.move', fields: { ...fields, from: task.state, to: state, waitsFor } }
        : { stream: id, kind: 'task.order', fields: { ...fields, place: String(moved.place) } },
    )
    return taskOf(context, moved)
  },
)

/** A place before another task of this incident; where the neighbours leave no room all are numbered anew. */
async function placeFor(context: Context, task: TaskRecord, before: string | null): Promise<number> {
  const others = (await listTasks(context, task.incidentId)).filter((one) => one.id !== task.id)
  const isKnown = before === null || others.some((one) => one.id === before)
  refuseUnless(isKnown, 'not_found', 'There is no such task in this incident.')
  const place = placeBefore(others, before)
  if (place !== undefined) return place
  const order = orderWith(others, task.id, before)
  await renumberTasks(context, order)
  return order.indexOf(task.id) + 1
}

export const reopen = action(contract.reopenTask, async (context, { id, task: taskId }) => {
  await getOpenIncident(context, id)
  const before = await getTask(context, id, taskId)
  refuseUnless(before.doneAt !== null, 'conflict', 'This task is open already.')
  const task = await changeTask(context, taskId, { doneAt: null, doneBy: null, proof: [], ...untold })
  await countOpenTasks(context, id, 1)
  context.record({ stream: id, kind: 'task.reopen', fields: { task: taskId, title: task.title } })
  return taskOf(context, task)
})

function refuseStale(task: TaskRecord, version: number | undefined): void {
  if (version === undefined || version === task.version) return
  const sentence =
    'Somebody changed this task meanwhile. Look at theirs, then save yours again if it still holds.'
  refuse('conflict', sentence, { reason: 'stale' })
}

async function tellOwner(context: Context, incident: IncidentRecord, task: TaskRecord): Promise<void> {
  if (task.ownerId === null) return
  const { id: incidentId, number } = incident
  await context.announce({
    kind: 'task.assigned',
    incidentId,
    number,
    taskId: task.id,
    title: task.title,
    ownerId: task.ownerId,
  })
}

/** Refuses an owner from elsewhere as unknown, and one who cannot sign in. */
async function ownerName(
  context: Context,
  incidentId: string,
  ownerId: string | null | undefined,
): Promise<string> {
  if (ownerId === null || ownerId === undefined) return ''
  const member = await getMember(context, ownerId)
  const why = await whyNotOwner(context, incidentId, member)
  if (why !== undefined) refuse('conflict', why.sentence, { reason: why.reason })
  return member.name
}

/** Why this person cannot have a task of this incident; undefined when they can. */
export async function whyNotOwner(
  context: Context,
  incidentId: string,
  { id: memberId, name, role, status }: Person,
): Promise<{ readonly sentence: string; readonly reason: string } | undefined> {
  if (status === 'suspended')
    return { sentence: `${name} is suspended. Choose somebody else.`, reason: 'suspended' }
  if (await isInside(context, incidentId, { memberId, role })) return undefined
  return { sentence: outsiderSentence(name), reason: 'outside_circle' }
}

export function taskOf(context: Context, record: TaskRecord): z.input<typeof contract.Task> {
  const { id, title, ownerId, doneBy, note, waitsFor, version } = record
  const { systemId, step, isTechnical, needsProof, heading, proof } = record
  return {
    systemId,
    step,
    isTechnical,
    needsProof,
    heading,
    proof,
    id,
    title,
    ownerId,
    doneBy,
    note,
    waitsFor,
    version,
    state: record.doneAt === null ? record.state : 'done',
    dueAt: record.dueAt?.toISOString() ?? null,
    addedAt: record.addedAt.toISOString(),
    doneAt: record.doneAt?.toISOString() ?? null,
    overdue: isOverdue(record, context.now),
  }
}
