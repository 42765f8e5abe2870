/** What people do inside an incident: tasks and affected systems. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { Id } from '../../../../base/ids.ts'
import { systemStates } from '../../../../base/incident-words.ts'
import { assetKinds } from '../../../register/assets/contract.ts'
import { InstantIn } from '../../../../base/time.ts'

/** How a system comes into a case; the way back to health is gone step by step, each with its checks. */
export const newSystemStates = ['suspected', 'affected', 'isolated'] as const
export const NewSystemState = z.enum(newSystemStates, {
  error:
    'A system comes in as suspected, affected or isolated. Add it so, then change its state step by step.',
})
export type NewSystemState = z.infer<typeof NewSystemState>

const Line = z.string().trim().min(1).max(300)

/** The columns of the board; `done` is reached by completing, and left by reopening. */
export const taskStates = ['open', 'doing', 'waiting', 'done'] as const
export type TaskState = (typeof taskStates)[number]

export const Task = z.object({
  id: Id,
  title: z.string(),
  ownerId: Id.nullable(),
  dueAt: z.string().nullable(),
  addedAt: z.string(),
  doneAt: z.string().nullable(),
  doneBy: z.string().nullable(),
  note: z.string(),
  overdue: z.boolean(),
  state: z.enum(taskStates),
  /** What or whom it waits for. */
  waitsFor: z.string(),
  /** The system that it is done to. */
  systemId: Id.nullable(),
  /** The step of the run that it stands for, for this one system. */
  step: z.string().nullable(),
  /** Kept with target and result; stands in the technical lane. */
  isTechnical: z.boolean(),
  /** Done only with sealed evidence that shows it. */
  needsProof: z.boolean(),
  proof: z.array(Id),
  /** What it is grouped under; '' for nothing. */
  heading: z.string(),
  /** Grows with each change; send it back with yours, and you hear when somebody was quicker. */
  version: z.number().int(),
})
export type Task = z.infer<typeof Task>

const Heading = z.string().trim().max(80).describe('What it is grouped under')

const Version = z
  .number()
  .int()
  .min(1)
  .optional()
  .describe('The version you saw; refused as a conflict when it has moved on')

export const listTasks = endpoint({
  name: 'listTasks',
  method: 'GET',
  path: '/incidents/{id}/tasks',
  permission: 'incident.read',
  input: z.strictObject({ id: Id }),
  output: z.object({ items: z.array(Task), next: z.null() }),
  summary: 'List the tasks of an incident',
})

export const addTask = endpoint({
  name: 'addTask',
  method: 'POST',
  path: '/incidents/{id}/tasks',
  permission: 'incident.task',
  status: 201,
  input: z.strictObject({
    id: Id,
    title: Line,
    ownerId: Id.optional(),
    dueAt: InstantIn.optional(),
    systemId: Id.optional().describe('The system that it is done to'),
    isTechnical: z
      .boolean()
      .default(false)
      .describe('Stands in the technical lane; needs a result when done'),
    needsProof: z.boolean().default(false).describe('Done only with sealed evidence that shows it'),
    heading: Heading.default(''),
  }),
  output: Task,
  summary: 'Add a task',
})

export const changeTask = endpoint({
  name: 'changeTask',
  method: 'PUT',
  path: '/incidents/{id}/tasks/{task}',
  permission: 'incident.task',
  input: z.strictObject({
    id: Id,
    task: Id,
    title: Line,
    ownerId: Id.nullable(),
    dueAt: InstantIn.nullable(),
    systemId: Id.nullable().optional().describe('Absent to stay'),
    heading: Heading.optional().describe('Absent to stay'),
    version: Version,
  }),
  output: Task,
  summary: "Change a task's words, owner or due time",
})

export const moveTask = endpoint({
  name: 'moveTask',
  method: 'POST',
  path: '/incidents/{id}/tasks/{task}/place',
  permission: 'incident.task',
  input: z.strictObject({
    id: Id,
    task: Id,
    state: z.enum(['open', 'doing', 'waiting']),
    waitsFor: z.string().trim().max(300).default('').describe('With `waiting`: what or whom for'),
    before: Id.nullable()
      .optional()
      .describe('The task that it stands before; null for the end; absent to stay'),
    version: Version,
  }),
  output: Task,
  summary: 'Move a task to another column, or up and down in its own',
})

export const completeTask = endpoint({
  name: 'completeTask',
  method: 'POST',
  path: '/incidents/{id}/tasks/{task}/completion',
  permission: 'incident.task',
  input: z.strictObject({
    id: Id,
    task: Id,
    note: z.string().trim().max(2000).default('').describe('What came out of it; technical work needs it'),
    evidence: z.array(Id).max(20).default([]).describe('Sealed evidence that shows it'),
    isClean: z
      .boolean()
      .default(false)
      .describe('Its system is clean now: from suspected, affected or isolated to cleaned'),
  }),
  output: Task,
  summary: 'Mark a task done',
})

export const reopenTask = endpoint({
  name: 'reopenTask',
  method: 'DELETE',
  path: '/incidents/{id}/tasks/{task}/completion',
  permission: 'incident.task',
  input: z.strictObject({ id: Id, task: Id }),
  output: Task,
  summary: 'Take a completion back',
})

export const System = z.object({
  id: Id,
  name: z.string(),
  assetId: Id.nullable(),
  kind: z.enum(assetKinds).nullable(),
  state: z.enum(systemStates),
  addedAt: z.string(),
  changedAt: z.string(),
})
export type System = z.infer<typeof System>

export const listSystems = endpoint({
  name: 'listSystems',
  method: 'GET',
  path: '/incidents/{id}/systems',
  permission: 'incident.read',
  input: z.strictObject({ id: Id }),
  output: z.object({ items: z.array(System), next: z.null() }),
  summary: 'List affected systems',
})

export const addSystem = endpoint({
  name: 'addSystem',
  method: 'POST',
  path: '/incidents/{id}/systems',
  permission: 'incident.system',
  status: 201,
  input: z.strictObject({
    id: Id,
    name: Line,
    assetId: Id.optional(),
    kind: z.enum(assetKinds).optional().describe('Absent, that of its asset'),
    state: NewSystemState,
  }),
  output: System,
  summary: 'Add an affected system',
})

export const changeSystemState = endpoint({
  name: 'changeSystemState',
  method: 'POST',
  path: '/incidents/{id}/systems/{system}/state',
  permission: 'incident.system',
  input: z.strictObject({
    id: Id,
    system: Id,
    state: z.enum(systemStates),
    reason: z.string().trim().max(1000).default(''),
  }),
  output: System,
  summary: "Change a system's state",
})
