import { pageAfter, pageOfRows } from '../../../../base/page.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { assetFor, countSignIns, pageOfSignIns } from '../../../register/assets/public.ts'
import * as contract from '../contract.ts'
import { mayAnswer } from '../rules.ts'
import { listAccountRows } from '../store/accounts.ts'
import { findRunning, listPast } from '../store/campaigns.ts'
import {
  accountsShown,
  campaignsOf,
  checksOf,
  leaversOf,
  systemsOf,
  talliesInUse,
  tasksOf,
} from './shapes.ts'

const pastShown = 5

export const list = action(contract.listAccess, async (context, { limit, cursor, q }) => {
  const rows = await pageOfSignIns(context, { limit: limit + 1, after: pageAfter(cursor), q })
  const { items, next } = pageOfRows(rows, limit, (row) => row)
  const running = await findRunning(context)
  const [campaign = null] = running === undefined ? [] : await campaignsOf(context, [running])
  const isFirst = cursor === undefined
  return {
    items: await systemsOf(context, items),
    next,
    totals: await totalsOf(context),
    campaign,
    past: isFirst ? await campaignsOf(context, await listPast(context, pastShown)) : [],
    tasks: isFirst ? await tasksOf(context) : [],
    leavers: isFirst ? await leaversOf(context) : [],
    checks: isFirst ? await checksOf(context) : [],
    can: { review: context.can('access.review') },
  }
})

export const get = action(contract.getAccess, async (context, { id, limit, cursor }) => {
  const asset = await assetFor(context, id)
  const rows = await listAccountRows(context, id, { limit: limit + 1, after: pageAfter(cursor) })
  const { items, next } = pageOfRows(rows, limit, (row) => row)
  const [system] = await systemsOf(context, [asset])
  if (system === undefined) throw new Error('one system gives one')
  const may = context.can('access.review')
  return {
    items: await accountsShown(context, items),
    next,
    system,
    can: { review: may, answer: may && mayAnswer(context.actor, system.review?.reviewerId ?? null) },
  }
})

async function totalsOf(context: Context) {
  const known = [...(await talliesInUse(context)).values()]
  const sum = (of: (one: (typeof known)[number]) => number) => known.reduce((all, one) => all + of(one), 0)
  const systems = await countSignIns(context)
  return {
    accounts: sum(({ accounts }) => accounts),
    yes: sum(({ yes }) => yes),
    no: sum(({ no }) => no),
    unknown: sum(({ unknown }) => unknown),
    listed: known.length,
    unlisted: Math.max(0, systems - known.length),
  }
}
