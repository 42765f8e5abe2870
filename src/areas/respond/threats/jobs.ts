/** What is done by the clock: servers are read, signals are looked through, and servers hear what was seen. */
import { asSystem, type House } from '../../../platform/action.ts'
import { tenantIds, type HouseJob } from '../../../platform/jobs/jobs.ts'
import { readExchange, type Desk } from './intake/read-exchange.ts'
import { tellSightings } from './intake/sightings.ts'
import { watchSignals } from './intake/watch.ts'
import { dueExchanges, listExchangeRows } from './store/exchanges.ts'
import { dropIndicators } from './store/indicators.ts'

/** Each minute. Done twice it is the same: a server is read by one, and what was looked at is not looked at again. */
export const threatJob: HouseJob = {
  name: 'threats.exchange',
  cron: '* * * * *',
  once: async (house) => {
    for (const tenantId of await tenantIds(house))
      try {
        await exchangeOf(house, tenantId)
      } catch (error) {
        house.services.log.error({ err: error, tenantId }, 'warnings could not be exchanged')
      }
  },
}

const keepDays = 30
const mostRounds = 20

async function exchangeOf(house: House, tenantId: string): Promise<void> {
  const desk = deskOf(house, tenantId)
  const due = await desk.within(async (context) => {
    if ((await listExchangeRows(context)).length === 0) return undefined
    await dropIndicators(context, { endedBefore: new Date(context.now.getTime() - keepDays * 86_400_000) })
    return dueExchanges(context)
  })
  if (due === undefined) return
  for (const id of due) await readExchange(desk, id)
  for (let round = 0; round < mostRounds; round += 1) if (!(await desk.within(watchSignals))) break
  await tellSightings(desk)
}

/** The way out, the clock and the transactions of one organisation, in the name of the program. */
function deskOf(house: House, tenantId: string): Desk {
  return {
    egress: house.services.egress,
    now: () => house.now(),
    within: (work) => asSystem(house, tenantId, 'Muster', work),
  }
}
