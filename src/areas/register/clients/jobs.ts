import { asSystem, type House } from '../../../platform/action.ts'
import type { HouseJob, TenantJob } from '../../../platform/jobs/jobs.ts'
import { endHere } from './actions/agree.ts'
import { lookAgain, lookAtAll } from './actions/keep-standings.ts'
import type { LookAt } from './public/ports.ts'
import { listHalfEnded, listLapsed } from './store/agreements.ts'
import { listCaredFor } from './store/standings.ts'

/** What was agreed until a day ends by itself; the wall shut the door at that instant already. */
export const lapseJob: TenantJob = {
  name: 'end-agreements',
  cron: '4-59/10 * * * *',
  by: 'Muster, by the clock',
  run: async (context) => {
    for (const { id } of await listLapsed(context))
      await endHere(context, { id, reason: 'Its time was over.' })
  },
}

const bell = 'client-standing'
/** A flood of signals at one client is looked at twice a second at most. */
const restMillis = 500

/** Each minute: what was missed, and what time alone changed. */
export function standingJob(lookAt: LookAt): HouseJob {
  return {
    name: 'look-at-clients',
    cron: '* * * * *',
    once: async (house) => {
      await endWhatIsHalfEnded(house)
      await followClients(house)
      await lookAtAll(house, lookAt)
    },
  }
}

/** Ending that was cut off between the two walls is taken up again. */
export async function endWhatIsHalfEnded(house: House): Promise<void> {
  for (const { tenantId, id } of await listHalfEnded(house))
    await asSystem(house, tenantId, 'Muster, by the clock', (context) =>
      endHere(context, { id, reason: 'The other side has ended it.' }),
    ).catch((error: unknown) =>
      house.services.log.error({ err: error, tenantId }, 'an agreement could not be ended'),
    )
}

/** Looks at a client as soon as something is written into its record, in this process. */
export function answerClientBell(house: House, lookAt: LookAt): void {
  house.services.wake.on(bell, async (tenantId) => {
    const cared = (await listCaredFor(house)).filter(({ client }) => client === tenantId)
    for (const one of cared) if (one.isBehind) await lookAgain(house, one, lookAt)
    if (cared.length > 0) await new Promise((resolve) => setTimeout(resolve, restMillis).unref())
  })
}

const followed = new WeakMap<House, Map<string, () => void>>()

/** Watches the record of each client that is looked after, and of no other. */
async function followClients(house: House): Promise<void> {
  const watched = followed.get(house) ?? new Map<string, () => void>()
  followed.set(house, watched)
  const wanted = new Set((await listCaredFor(house)).map(({ client }) => client))
  for (const [client, stop] of watched) {
    if (wanted.has(client)) continue
    stop()
    watched.delete(client)
  }
  for (const client of wanted) {
    if (watched.has(client)) continue
    watched.set(
      client,
      house.services.hub.watch(client, () => house.services.wake.ring(bell, client)),
    )
  }
}
