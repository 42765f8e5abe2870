import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import type { Config } from '../platform/config.ts'
import { createApp } from '../platform/http/app.ts'
import { startJobs, type Jobs } from '../platform/jobs/jobs.ts'
import { projectRoot } from '../platform/root.ts'
import { scimDoorWith } from '../areas/register/provisioning/public.ts'
import { actions, drain, furnish, jobs as allJobs, onSessionEvent } from './areas.ts'
import { assistantDoor } from './assistants.ts'
import { heldBy } from './holdings.ts'
import { startListeners, stopListeners } from './listeners.ts'
import { nightlyBackup } from './nightly-backup.ts'
import { openHouse, type OpenHouse } from './open-house.ts'
import { version } from './version.ts'

export interface Running {
  readonly app: FastifyInstance
  readonly opened: OpenHouse
  /** Where it listens, e.g. `http://127.0.0.1:8420`. */
  readonly address: string
  stop(): Promise<void>
}

export interface ServeOptions {
  readonly config: Config
  readonly log: Logger
  readonly now?: () => Date
  /** False in a process that only answers; another one works on the queue. */
  readonly withJobs?: boolean
}

/** Opens the house and lets people in. Stops what it started when any of it fails. */
export async function serve(options: ServeOptions): Promise<Running> {
  const { config, log } = options
  const opened = await openHouse({ ...options, furnish, onSessionEvent })
  let jobs: Jobs | undefined
  let app: FastifyInstance | undefined
  let listeners: Awaited<ReturnType<typeof startListeners>> = []
  const stop = async () => {
    await stopListeners(listeners)
    await app?.close()
    await drain(opened.house)
    await jobs?.stop()
    await opened.close()
  }
  try {
    app = await createApp({
      house: opened.house,
      actions,
      assistants: assistantDoor(actions),
      scim: scimDoorWith({ heldBy }),
      version,
      webFolder: join(projectRoot(), 'dist', 'web'),
    })
    const address = await app.listen({ port: config.port, host: config.host })
    listeners = await startListeners(opened.house)
    if (options.withJobs !== false)
      jobs = await startJobs(opened.house, opened.jobsUrl, [...allJobs, nightlyBackup(opened)])
    log.info({ address }, 'listening')
    return { app, opened, address, stop }
  } catch (error) {
    await stop().catch((cause: unknown) => log.error({ err: cause }, 'stopping failed too'))
    throw error
  }
}
