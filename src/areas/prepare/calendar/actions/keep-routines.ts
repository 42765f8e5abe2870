import { leafFields } from '../../../../base/leaf-fields.ts'
import { refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { orTaken, refuseTaken } from '../../../../platform/database/taken.ts'
import { getMember, todayOf } from '../../../register/people/public/people.ts'
import * as contract from '../contract.ts'
import { nextTurn } from '../rules/due.ts'
import {
  getRoutineRow,
  insertRoutine,
  insertTurn,
  lastTurnsOf,
  updateRoutine,
  type RoutineRecord,
} from '../store.ts'
import { routineOf } from './read-calendar.ts'

export const add = action(contract.addRoutine, async (context, fields) => {
  if (fields.ownerId !== null) await getMember(context, fields.ownerId)
  const row = { ...fields, id: context.newId(), addedAt: context.now, endedAt: null }
  const added = (await insertRoutine(context, row)) ?? refuseTaken(fields.name)
  const leaf = leafFields({ routine: added.id, ...fields })
  context.record({ stream: 'audit', kind: 'routine.add', fields: leaf })
  return shown(context, added)
})

export const change = action(contract.changeRoutine, async (context, { id, ...fields }) => {
  await getLiving(context, id)
  if (fields.ownerId !== null) await getMember(context, fields.ownerId)
  const changed = await orTaken(fields.name, updateRoutine(context, id, fields))
  context.record({ stream: 'audit', kind: 'routine.change', fields: leafFields({ routine: id, ...fields }) })
  return shown(context, changed)
})

export const end = action(contract.endRoutine, async (context, { id, reason }) => {
  const { name } = await getLiving(context, id)
  const ended = await updateRoutine(context, id, { endedAt: context.now })
  context.record({ stream: 'audit', kind: 'routine.end', fields: { routine: id, name, reason } })
  return shown(context, ended)
})

/** Whose it is may say that it is done; those who keep the calendar may for anybody. */
export const turn = action(contract.doRoutine, async (context, { id, minutes, note }) => {
  const row = await getLiving(context, id)
  const isOwn = context.actor.kind === 'member' && context.actor.memberId === row.ownerId
  refuseUnless(
    isOwn || context.can('calendar.manage'),
    'forbidden',
    'This is for whoever has it. Ask them, or somebody who keeps the calendar.',
  )
  const done = { doneAt: context.now, doneBy: context.actor.name, minutes, note }
  await insertTurn(context, { ...done, id: context.newId(), routineId: id, dueOn: row.nextOn })
  const nextOn = nextTurn(row, await todayOf(context))
  const changed = await updateRoutine(context, id, { nextOn })
  context.record({
    stream: 'audit',
    kind: 'routine.done',
    fields: { routine: id, name: row.name, dueOn: row.nextOn, nextOn, minutes, note },
  })
  return shown(context, changed)
})

async function getLiving(context: Context, id: string): Promise<RoutineRecord> {
  const row = await getRoutineRow(context, id)
  refuseUnless(row.endedAt === null, 'conflict', 'This routine has ended. Add it anew instead.')
  return row
}

async function shown(context: Context, row: RoutineRecord): Promise<contract.Routine> {
  return routineOf(row, (await lastTurnsOf(context, [row.id])).get(row.id))
}
