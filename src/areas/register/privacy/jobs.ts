import { asSystem } from '../../../platform/action.ts'
import type { House } from '../../../platform/action.ts'
import { newId } from '../../../platform/in-context.ts'
import { tenantIds, type HouseJob } from '../../../platform/jobs/jobs.ts'
import { goOn, hashOfSpared, type Program } from './actions/erase.ts'
import { saveOrders } from './actions/save-orders.ts'
import { keepRules } from './actions/retention.ts'
import type { PrivacyPorts } from './public.ts'
import { isToBeLookedAt } from './rules.ts'
import { listUndone } from './store.ts'

/** Every few minutes: an erasure that was cut off goes on, and one that waited for a case looks whether it has closed. */
export function erasureJob(ports: PrivacyPorts): HouseJob {
  return {
    name: 'privacy.erasures',
    cron: '*/10 * * * *',
    minutes: 60,
    once: (house) => forEach(house, (tenantId) => goOnWithAll(house, tenantId, ports)),
  }
}

/** Each night: what has been kept long enough is written over, where somebody switched that on. */
export function retentionJob(ports: PrivacyPorts): HouseJob {
  return {
    name: 'privacy.retention',
    cron: '10 2 * * *',
    minutes: 120,
    once: (house) => forEach(house, (tenantId) => keepRulesOf(house, tenantId, ports)),
  }
}

export async function goOnWithAll(house: House, tenantId: string, ports: PrivacyPorts): Promise<void> {
  const program = programOf(house, tenantId)
  await saveOrders(program, house.services)
  const { undone, spared } = await program.separately('Erasure', async (context) => {
    const orders = await listUndone(context)
    return {
      undone: orders,
      spared: orders.length === 0 ? '' : hashOfSpared(await ports.casesToSpare(context)),
    }
  })
  for (const order of undone) {
    if (!isToBeLookedAt(order, spared, house.now())) continue
    try {
      await goOn(program, order.id, { ports })
    } catch (error) {
      house.services.log.error({ err: error, tenantId, erasure: order.id }, 'an erasure could not go on')
    }
  }
}

export async function keepRulesOf(house: House, tenantId: string, ports: PrivacyPorts): Promise<void> {
  await keepRules(programOf(house, tenantId), { ports, newId: () => newId(house.now()) })
}

export function programOf(house: House, tenantId: string): Program {
  return { separately: (name, work) => asSystem(house, tenantId, name, work) }
}

/** One organisation's trouble does not keep the others waiting. */
async function forEach(house: House, work: (tenantId: string) => Promise<void>): Promise<void> {
  for (const tenantId of await tenantIds(house)) {
    try {
      await work(tenantId)
    } catch (error) {
      house.services.log.error({ err: error, tenantId }, 'personal data could not be ended')
    }
  }
}
