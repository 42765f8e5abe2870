import { leafFields } from '../../../../base/leaf-fields.ts'
import { pageAfter, pageOfRows } from '../../../../base/page.ts'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { orTaken, refuseTaken } from '../../../../platform/database/taken.ts'
import { getMember, todayOf } from '../../people/public/people.ts'
import * as contract from '../contract/retainers.ts'
import { daysLeft, isInForce } from '../rules.ts'
import {
  closeTask,
  getRetainerRow,
  insertRetainer,
  listPolicyRows,
  listRetainerRows,
  openTasks,
  updateRetainer,
  type RetainerRecord,
  type TaskRecord,
} from '../store.ts'

export const listRetainers = action(contract.listRetainers, async (context, { limit, cursor, q }) => {
  const rows = await listRetainerRows(context, { limit: limit + 1, after: pageAfter(cursor), q })
  const today = await todayOf(context)
  const tasks = await openTasks(
    context,
    rows.map(({ id }) => id),
  )
  return pageOfRows(rows, limit, (row) => retainerOf(row, today, tasks))
})

export const addRetainer = action(contract.addRetainer, async (context, fields) => {
  await refuseFaulty(context, fields)
  const row = {
    ...fields,
    id: context.newId(),
    toldDay: null,
    toldStage: null,
    addedAt: context.now,
    endedAt: null,
  }
  const added = (await insertRetainer(context, row)) ?? refuseTaken(fields.name)
  recordRetainer(context, 'retainer.add', added)
  return shown(context, added)
})

export const changeRetainer = action(contract.changeRetainer, async (context, { id, ...fields }) => {
  await getLiving(context, id)
  await refuseFaulty(context, fields)
  const changed = await orTaken(fields.name, updateRetainer(context, id, fields))
  recordRetainer(context, 'retainer.change', changed)
  await closeAnswered(context, changed)
  return shown(context, changed)
})

export const endRetainer = action(contract.endRetainer, async (context, { id, reason }) => {
  const { name } = await getLiving(context, id)
  const ended = await updateRetainer(context, id, { endedAt: context.now })
  context.record({ stream: 'audit', kind: 'retainer.end', fields: { retainer: id, name, reason } })
  for (const task of await openTasks(context, [id])) await done(context, ended, task.id, reason)
  return shown(context, ended)
})

export const completeTask = action(contract.completeRetainerTask, async (context, { id, task, outcome }) => {
  const row = await getRetainerRow(context, id)
  const isOpen = (await openTasks(context, [id])).some((one) => one.id === task)
  if (!isOpen || !(await done(context, row, task, outcome)))
    refuse('not_found', 'Nothing waits here any more. Look at the agreement again.')
  return shown(context, row)
})

export const readCard = action(contract.readFirstHourCard, async (context) => {
  const today = await todayOf(context)
  const policies = await listPolicyRows(context, { limit: 200 })
  const retainers = await listRetainerRows(context, { limit: 200 })
  // what is not on the card does not leave: the shapes pick
  return {
    policies: policies.filter((row) => isInForce(row, today)),
    retainers: retainers.filter((row) => isInForce(row, today)),
  }
})

/** A change may be what was asked for: a later end, or the yes of the insurer. */
async function closeAnswered(context: Context, row: RetainerRecord): Promise<void> {
  const { endsOn, panel } = row
  for (const { id, cause, forDay } of await openTasks(context, [row.id])) {
    if (cause === 'ends' && (endsOn === null || endsOn > forDay))
      await done(context, row, id, endsOn === null ? 'Runs without an end' : `Runs until ${endsOn}`)
    if (cause === 'panel' && panel === 'yes') await done(context, row, id, 'The insurer pays for this firm')
  }
}

/** @returns false when somebody else did it first */
async function done(
  context: Context,
  { id: retainerId, name }: RetainerRecord,
  id: string,
  outcome: string,
): Promise<boolean> {
  const by = { doneAt: context.now, doneBy: context.actor.name, outcome }
  if (!(await closeTask(context, { retainerId, id }, by))) return false
  const fields = { retainer: retainerId, name, task: id, outcome }
  context.record({ stream: 'audit', kind: 'retainer.done', fields })
  return true
}

async function shown(context: Context, row: RetainerRecord): Promise<contract.Retainer> {
  return retainerOf(row, await todayOf(context), await openTasks(context, [row.id]))
}

async function getLiving(context: Context, id: string): Promise<RetainerRecord> {
  const row = await getRetainerRow(context, id)
  refuseUnless(row.endedAt === null, 'conflict', 'This agreement has ended. Add it anew instead.')
  return row
}

type Faultable = Pick<RetainerRecord, 'ownerId' | 'startsOn' | 'endsOn' | 'phone' | 'nightPhone' | 'email'>

async function refuseFaulty(context: Context, fields: Faultable): Promise<void> {
  const { ownerId, startsOn, endsOn, phone, nightPhone, email } = fields
  const late = 'It would end before it starts.'
  const isForward = startsOn === null || endsOn === null || startsOn <= endsOn
  refuseUnless(isForward, 'invalid', late, { faults: [{ path: 'endsOn', message: late }] })
  const mute = 'Write at least one way to reach them.'
  refuseUnless(phone + nightPhone + email !== '', 'invalid', mute, {
    faults: [{ path: 'phone', message: mute }],
  })
  if (ownerId !== null) await getMember(context, ownerId)
}

function recordRetainer(context: Context, kind: 'retainer.add' | 'retainer.change', row: RetainerRecord) {
  const { tenantId: _t, toldDay: _d, toldStage: _s, id, ...rest } = row
  context.record({ stream: 'audit', kind, fields: leafFields({ retainer: id, ...rest }) })
}

function retainerOf(row: RetainerRecord, today: string, tasks: readonly TaskRecord[]): contract.Retainer {
  const { tenantId: _t, toldDay: _d, toldStage: _s, addedAt, endedAt, ...rest } = row
  return {
    ...rest,
    daysLeft: daysLeft(row.endsOn, today),
    tasks: tasks
      .filter(({ retainerId }) => retainerId === row.id)
      .map(({ id, cause, forDay, dueOn }) => ({ id, cause, forDay, dueOn })),
    addedAt: addedAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
  }
}
