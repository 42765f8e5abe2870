import { action, type Context } from '../../../../platform/action.ts'
import { assetFor, impactOf } from '../../../register/assets/public.ts'
import { Facts } from '../../../register/obligations/contract.ts'
import { countriesOf, obligationsOf } from '../../../register/obligations/public.ts'
import { organisationFor } from '../../../register/people/public/people.ts'
import { suppliersOfAsset } from '../../../register/vendors/public.ts'
import * as contract from '../contract.ts'
import type { Touches } from '../contract.ts'
import { breachFacts, lawsAmong } from '../rules/touches.ts'
import { listPlanRows } from '../store.ts'

/** What the registers know of an asset, put side by side. */
export const touches = action(contract.readTouches, async (context, { id }): Promise<Touches> => {
  const { name, kind, place, dataKinds } = await assetFor(context, id)
  const { functions } = await impactOf(context, { assetId: id, name })
  const suppliers = await suppliersOfAsset(context, id)
  const ids = new Set(functions.map((work) => work.id))
  const plans = (await listPlanRows(context, { limit: 1000 })).filter(
    ({ functionId }) => functionId !== null && ids.has(functionId),
  )
  return {
    asset: { id, name, kind, place },
    services: functions.map(({ name: work, priority, longestOutageMinutes, workaround }) => ({
      name: work,
      words: workaround,
      path: '/functions',
      priority,
      longestOutageMinutes,
    })),
    dataKinds: [...dataKinds],
    customers: functions.flatMap(({ name: work, customers: words }) =>
      words === '' ? [] : [{ work, words }],
    ),
    suppliers: suppliers.map((one) => ({ name: one.name, words: one.does, path: `/vendors/${one.id}` })),
    duties: [...(await lawsFor(context, dataKinds)), ...contractDuties(suppliers)],
    plans: plans.map((plan) => ({ name: plan.name, words: plan.when, path: '/continuity' })),
  }
})

/** What the law could ask if somebody broke in there today: possible, never certain, each with its source. */
async function lawsFor(context: Context, dataKinds: readonly string[]): Promise<Touches['duties']> {
  const { country, timeZone, sector } = await organisationFor(context)
  const known = { country, timeZone, sector, dataKinds, eea: countriesOf('EU_EEA') }
  const facts = Facts.parse(breachFacts(known, context.now.toISOString()))
  return lawsAmong(obligationsOf(facts, context.now).duties, dataKinds)
}

/** Whom a contract with a supplier obliges us to tell. */
function contractDuties(suppliers: Awaited<ReturnType<typeof suppliersOfAsset>>): Touches['duties'] {
  return suppliers.flatMap(({ name, contracts }) =>
    contracts.map(({ name: law, weTell, addedOn }) => ({
      name,
      law,
      citation: weTell,
      checkedOn: addedOn,
      isPossible: false,
      because: [],
    })),
  )
}
