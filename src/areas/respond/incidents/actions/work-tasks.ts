import type * as z from 'zod'
import { refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { getMember } from '../../../register/people/public/people.ts'
import * as contract from '../contract/work.ts'
import { isOverdue } from '../rules/incident.ts'
import { countOpenTasks, getIncident, type IncidentRecord } from '../store/incidents.ts'
import { addTask, changeTask, getTask, listTasks, type TaskRecord } from '../store/work.ts'
import { getOpenIncident, refuseOutsider } from './lead-incident.ts'

export const list = action(contract.listTasks, async (context, { id }) => {
  await getIncident(context, id)
  const tasks = await listTasks(context, id)
  return { items: tasks.map((task) => taskOf(context, task)), next: null }
})

export const add = action(contract.addTask, async (context, { id: incidentId, title, ownerId, dueAt }) => {
  const incident = await getOpenIncident(context, incidentId)
  const owner = await ownerName(context, incidentId, ownerId)
  const id = context.newId()
  const task = await addTask(context, {
    id,
    incidentId,
    title,
    ownerId: ownerId ?? null,
    dueAt: dueAt === undefined ? null : new Date(dueAt),
    addedAt: context.now,
  })
  await countOpenTasks(context, incidentId, 1)
  context.record({
    stream: incidentId,
    kind: 'task.add',
    fields: { task: id, title, owner, dueAt: dueAt ?? '' },
  })
  await tellOwner(context, incident, task)
  return taskOf(context, task)
})

export const change = action(
  contract.changeTask,
  async (context, { id, task: taskId, title, ownerId, dueAt }) => {
    const incident = await getOpenIncident(context, id)
    const before = await getTask(context, id, taskId)
    const owner = await ownerName(context, id, ownerId)
    const task = await changeTask(context, taskId, {
      title,
      ownerId,
      dueAt: dueAt === null ? null : new Date(dueAt),
    })
    context.record({
      stream: id,
      kind: 'task.change',
      fields: { task: taskId, title, owner, dueAt: dueAt ?? '' },
    })
    if (ownerId !== before.ownerId) await tellOwner(context, incident, task)
    return taskOf(context, task)
  },
)

export const complete = action(contract.completeTask, async (context, { id, task: taskId, note }) => {
  await getOpenIncident(context, id)
  const before = await getTask(context, id, taskId)
  refuseUnless(
    before.doneAt === null,
    'conflict',
    `${before.doneBy ?? 'Somebody'} marked this task done already.`,
  )
  const task = await changeTask(context, taskId, { doneAt: context.now, doneBy: context.actor.name, note })
  await countOpenTasks(context, id, -1)
  context.record({ stream: id, kind: 'task.done', fields: { task: taskId, title: task.title, note } })
  return taskOf(context, task)
})

export const reopen = action(contract.reopenTask, async (context, { id, task: taskId }) => {
  await getOpenIncident(context, id)
  const before = await getTask(context, id, taskId)
  refuseUnless(before.doneAt !== null, 'conflict', 'This task is open already.')
  const task = await changeTask(context, taskId, { doneAt: null, doneBy: null })
  await countOpenTasks(context, id, 1)
  context.record({ stream: id, kind: 'task.reopen', fields: { task: taskId, title: task.title } })
  return taskOf(context, task)
})

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
  refuseUnless(
    member.status !== 'suspended',
    'conflict',
    `${member.name} is suspended. Choose somebody else.`,
  )
  await refuseOutsider(context, incidentId, member)
  return member.name
}

function taskOf(context: Context, record: TaskRecord): z.input<typeof contract.Task> {
  const { id, title, ownerId, doneBy, note } = record
  return {
    id,
    title,
    ownerId,
    doneBy,
    note,
    dueAt: record.dueAt?.toISOString() ?? null,
    addedAt: record.addedAt.toISOString(),
    doneAt: record.doneAt?.toISOString() ?? null,
    overdue: isOverdue(record, context.now),
  }
}
