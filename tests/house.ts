import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino, { type Logger } from 'pino'
import { inject } from 'vitest'
import { furnish } from '../src/app/areas.ts'
import { openHouse, type OpenHouse, type OpenOptions } from '../src/app/open-house.ts'
import { readConfig, type Config } from '../src/platform/config.ts'
import { freshDatabase } from './database.ts'

export interface TestHouse extends OpenHouse {
  readonly config: Config
  readonly folder: string
  /** Lines that were logged, each one JSON object; a test reads what must not be there. */
  readonly logged: string[]
  /** Moves the house's clock; it stands still otherwise only if set. */
  setNow(now: Date | undefined): void
}

/** The real house on a database and folders of its own; closed and removed by `close()`. */
export async function openTestHouse(
  environment: Record<string, string> = {},
  options: Partial<Pick<OpenOptions, 'onSessionEvent' | 'setupToken' | 'readTextRecords'>> = {},
): Promise<TestHouse> {
  const database = await freshDatabase()
  const folder = await mkdtemp(join(tmpdir(), 'muster-house-'))
  const logged: string[] = []
  const config = readConfig(
    {
      DATABASE_URL: database.url,
      MUSTER_DATA: join(folder, 'data'),
      MUSTER_KEYS: inject('keysFolder'),
      MUSTER_URL: 'http://localhost:8420',
      ...environment,
    },
    folder,
  )
  let fixed: Date | undefined
  const opened = await openHouse({
    config,
    log: listeningLog(logged),
    now: () => fixed ?? new Date(),
    furnish,
    onSessionEvent: async () => {},
    ...options,
  })
  return {
    ...opened,
    config,
    folder,
    logged,
    setNow: (now) => {
      fixed = now
    },
    async close() {
      await opened.close()
      await database.drop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function listeningLog(lines: string[]): Logger {
  return pino({ level: 'debug' }, { write: (line: string) => lines.push(line) })
}
