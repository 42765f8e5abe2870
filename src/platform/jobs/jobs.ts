/** Work by the clock and work for later, on the same PostgreSQL: a job enters each tenant through the wall like anyone else. */
import { PgBoss } from 'pg-boss'
import { asSystem, type Context, type House } from '../action.ts'

/** Work that every organisation needs done at its time. It may run twice: what it does must be the same done twice. */
export interface TenantJob {
  readonly name: string
  /** Five fields, UTC. */
  readonly cron: string
  /** How the record names who did it; the job's name unless said. */
  readonly by?: string
  readonly run: (context: Context, house: House) => Promise<void>
  /** Done after the transaction, for work that talks to the outside. */
  readonly after?: (house: House, tenantId: string) => Promise<void>
}

/** Work for the installation as a whole. */
export interface HouseJob {
  readonly name: string
  /** Five fields, UTC. */
  readonly cron: string
  readonly once: (house: House) => Promise<void>
  /** How long it may take before it counts as lost and is begun again; ten minutes unless said. */
  readonly minutes?: number
}

export interface Jobs {
  /** Ends after the job that runs. */
  stop(): Promise<void>
}

/** Every queue asks by itself whether there is work, and work comes by the minute: asked more often, a resting server never rests. */
const askSeconds = 10

/**
 * Starts working on the queue; several processes may, each job runs in one of them.
 * @param url login of the queue, which owns the schema `jobs` and reads nothing else
 * @param pollingIntervalSeconds how long a job may wait in its queue
 */
export async function startJobs(
  house: House,
  url: string,
  jobs: readonly (TenantJob | HouseJob)[],
  pollingIntervalSeconds = askSeconds,
): Promise<Jobs> {
  const { log } = house.services
  const boss = new PgBoss({
    connectionString: url,
    schema: 'jobs',
    createSchema: false,
    max: 4,
    application_name: 'muster jobs',
  })
  // only the sentence: the error may hold the whole connection
  boss.on('error', ({ message }) => log.warn({ message }, 'the job queue had trouble and goes on'))
  await boss.start()
  for (const job of jobs) {
    await boss.createQueue(job.name, {
      policy: 'singleton',
      retryLimit: 3,
      retryBackoff: true,
      expireInSeconds: 60 * (('once' in job ? job.minutes : undefined) ?? 10),
    })
    await boss.work(job.name, { pollingIntervalSeconds }, () =>
      'once' in job ? job.once(house) : forEachTenant(house, job),
    )
    await boss.schedule(job.name, job.cron, null, { tz: 'UTC' })
  }
  return { stop: () => boss.stop({ graceful: true, timeout: 10_000 }) }
}

/** One organisation's trouble does not keep the others waiting. */
async function forEachTenant(house: House, job: TenantJob): Promise<void> {
  for (const tenantId of await tenantIds(house)) {
    try {
      await asSystem(house, tenantId, job.by ?? job.name, (context) => job.run(context, house))
      await job.after?.(house, tenantId)
    } catch (error) {
      house.services.log.error({ err: error, job: job.name, tenantId }, 'a job failed for one organisation')
    }
  }
}

/** All organisations, oldest first. */
export async function tenantIds(house: Pick<House, 'services'>): Promise<string[]> {
  const { rows } = await house.services.door.query<{ id: string }>('select id from wall.tenants() as id')
  return rows.map((row) => row.id)
}
