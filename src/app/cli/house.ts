import pino, { type Logger } from 'pino'
import { refuse } from '../../base/refusal.ts'
import { readConfig, type Config } from '../../platform/config.ts'
import { runningServer } from '../../platform/database/embedded/attach.ts'
import { furnish, onSessionEvent } from '../areas.ts'
import { openHouse, type OpenHouse } from '../open-house.ts'
import { withOwnCertificate } from '../own-certificate.ts'

/** Settings of this process. */
export function configHere(): Config {
  return withOwnCertificate(readConfig(process.env, process.cwd()))
}

/** Logs to standard error: what a command answers is alone on standard output. */
export function cliLog(config: Config, level = 'warn'): Logger {
  return pino(
    { level: process.env['MUSTER_LOG'] === undefined ? level : config.logLevel },
    pino.destination(2),
  )
}

/** Works in the house and leaves it; beside a server that runs on the same folder it uses that one's database. */
export async function withHouse<T>(work: (opened: OpenHouse) => Promise<T>): Promise<T> {
  const config = configHere()
  const running = config.databaseUrl ?? (await runningServer(config.dataFolder))
  const opened = await openHouse({
    config: { ...config, databaseUrl: running },
    log: cliLog(config),
    furnish,
    onSessionEvent,
  })
  try {
    return await work(opened)
  } finally {
    await opened.close()
  }
}

/** The organisation with this slug. */
export async function tenantOf({ house }: OpenHouse, slug: string): Promise<string> {
  const { rows } = await house.services.door.query<{ id: string | null }>(
    'select wall.tenant_of_slug($1) as id',
    [slug],
  )
  return rows[0]?.id ?? refuse('not_found', `There is no organisation "${slug}" in this installation.`)
}
