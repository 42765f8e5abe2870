import { createServer } from 'node:net'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { inject } from 'vitest'
import { keyScopes } from '../../src/base/permissions.ts'
import { createOrganisation } from '../../src/areas/register/people/public/organisation.ts'
import { makeOwnCertificate, withOwnCertificate } from '../../src/app/own-certificate.ts'
import { serve, type Running } from '../../src/app/serve.ts'
import { readConfig } from '../../src/platform/config.ts'
import { freshDatabase } from '../database.ts'

export interface Served extends Running {
  readonly url: string
  readonly apiKey: string
  readonly tenantId: string
  readonly slug: string
  /** All that was logged, for what must not be there. */
  readonly logged: string[]
}

/**
 * The whole program on a free port, with one organisation and a key for all scopes.
 * @param isOnNetwork as if it listened beyond this computer, which no test does
 */
export async function served(environment: Record<string, string> = {}, isOnNetwork = false): Promise<Served> {
  const database = await freshDatabase()
  const folder = await mkdtemp(join(tmpdir(), 'muster-served-'))
  const port = await freePort()
  const logged: string[] = []
  const read = readConfig(
    {
      DATABASE_URL: database.url,
      MUSTER_DATA: join(folder, 'data'),
      MUSTER_KEYS: inject('keysFolder'),
      MUSTER_PORT: String(port),
      ...environment,
    },
    folder,
  )
  const config = withOwnCertificate({ ...read, needsCertificate: isOnNetwork })
  await makeOwnCertificate(config, new Date())
  const log = pino({ level: 'debug' }, { write: (line: string) => logged.push(line) })
  const running = await serve({ config, log, withJobs: environment['TEST_JOBS'] === 'yes' })
  const made = await createOrganisation(running.opened.house, {
    organisation: {
      name: 'Harbour Bakery',
      country: 'AT',
      timeZone: 'Europe/Vienna',
      size: '10-49',
      sector: 'retail',
    },
    owner: { name: 'Anna Berg', email: 'anna@example.org' },
    turn: 'first',
    apiKey: { name: 'Test', scopes: keyScopes },
  })
  return {
    ...running,
    url: config.url,
    apiKey: made.apiKey ?? '',
    tenantId: made.tenantId,
    slug: made.slug,
    logged,
    async stop() {
      await running.stop()
      await database.drop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  await new Promise((done) => server.close(done))
  return typeof address === 'object' && address !== null ? address.port : 0
}
