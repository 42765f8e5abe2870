import { leafFields } from '../../../../base/leaf-fields.ts'
import { pageAfter, pageOfRows } from '../../../../base/page.ts'
import { refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { orTaken, refuseTaken } from '../../../../platform/database/taken.ts'
import { getMember, todayOf } from '../../people/public/people.ts'
import * as contract from '../contract/retainers.ts'
import { daysLeft, isInForce } from '../rules.ts'
import {
  getRetainerRow,
  insertRetainer,
  listPolicyRows,
  listRetainerRows,
  updateRetainer,
  type RetainerRecord,
} from '../store.ts'

export const listRetainers = action(contract.listRetainers, async (context, { limit, cursor, q }) => {
  const rows = await listRetainerRows(context, { limit: limit + 1, after: pageAfter(cursor), q })
  const today = await todayOf(context)
  return pageOfRows(rows, limit, (row) => retainerOf(row, today))
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
  return retainerOf(added, await todayOf(context))
})

export const changeRetainer = action(contract.changeRetainer, async (context, { id, ...fields }) => {
  await getLiving(context, id)
  await refuseFaulty(context, fields)
  const changed = await orTaken(fields.name, updateRetainer(context, id, fields))
  recordRetainer(context, 'retainer.change', changed)
  return retainerOf(changed, await todayOf(context))
})

export const endRetainer = action(contract.endRetainer, async (context, { id, reason }) => {
  const { name } = await getLiving(context, id)
  const ended = await updateRetainer(context, id, { endedAt: context.now })
  context.record({ stream: 'audit', kind: 'retainer.end', fields: { retainer: id, name, reason } })
  return retainerOf(ended, await todayOf(context))
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

function retainerOf(row: RetainerRecord, today: string): contract.Retainer {
  const { tenantId: _t, toldDay: _d, toldStage: _s, addedAt, endedAt, ...rest } = row
  return {
    ...rest,
    daysLeft: daysLeft(row.endsOn, today),
    addedAt: addedAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
  }
}
