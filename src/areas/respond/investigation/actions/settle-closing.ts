import type * as z from 'zod'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import { incidentFor, openIncidentFor, waiversFor } from '../../incidents/public/incidents.ts'
import * as contract from '../contract/closing.ts'
import { usualAsks } from '../rules/closing.ts'
import { addSettlement, findClosingRule, listSettlements, saveClosingRule } from '../store/findings.ts'

export const waivers = action(contract.listWaivers, async (context, { id }) => {
  await incidentFor(context, id)
  return { items: await waiversOf(context, id), next: null }
})

export const settle = action(contract.settleWaiver, async (context, { id, waiver, words }) => {
  await openIncidentFor(context, id)
  const found = (await waiversOf(context, id)).find((one) => one.waiver === waiver)
  if (found === undefined) refuse('not_found', 'There is no such waiver in this incident.')
  refuseUnless(found.isOpen, 'conflict', 'This waiver is settled already.')
  await addSettlement(context, {
    incidentId: id,
    waiver,
    words,
    settledAt: context.now,
    settledBy: context.actor.name,
  })
  context.record({ stream: id, kind: 'waiver.settle', fields: { waiver, name: found.step, text: words } })
  return { items: await waiversOf(context, id), next: null }
})

export const readRule = action(contract.readClosingRule, async (context) => ruleOf(context))

export const changeRule = action(contract.changeClosingRule, async (context, { asks, reason }) => {
  if (asks === 'used' && reason === '') {
    const message = 'Say why serious incidents may be closed without saying how they began.'
    refuse('invalid', message, { faults: [{ path: 'reason', message }] })
  }
  await saveClosingRule(context, { asks, reason, changedAt: context.now, changedBy: context.actor.name })
  context.record({ stream: 'audit', kind: 'closing.change', fields: { asks, reason } })
  return ruleOf(context)
})

/** Every waiver of the run; open until its evidence is sealed after all or somebody who leads settled it. */
export async function waiversOf(context: Context, id: string): Promise<z.input<typeof contract.RunWaiver>[]> {
  const settled = await listSettlements(context, id)
  return (await waiversFor(context, id)).map(({ missing, ...waiver }, n) => {
    const settlement = settled.find((one) => one.waiver === n + 1)
    return {
      ...waiver,
      waiver: n + 1,
      missing: [...missing],
      isOpen: missing.length > 0 && settlement === undefined,
      words: settlement?.words ?? null,
      settledBy: settlement?.settledBy ?? null,
    }
  })
}

async function ruleOf(context: Context): Promise<z.input<typeof contract.ClosingRule>> {
  const rule = await findClosingRule(context)
  return {
    asks: rule?.asks ?? usualAsks,
    reason: rule?.reason ?? '',
    changedBy: rule?.changedBy ?? null,
    changedAt: rule?.changedAt.toISOString() ?? null,
    can: { change: context.can('tenant.manage') },
  }
}
