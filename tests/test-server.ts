import { chmod, mkdtemp, readdir, realpath, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stopLeftovers } from '../src/platform/database/embedded/leftovers.ts'
import { lockHolder } from '../src/platform/database/embedded/lock.ts'
import { startEmbedded } from '../src/platform/database/embedded/start.ts'

export interface TestServer {
  /** The administrator's URL: a superuser, database `postgres`. */
  adminUrl: string
  stop(): Promise<void>
}

const prefix = 'muster-test-'

/** The server of one run of the tests: that of `TEST_DATABASE_URL`, else a throw-away one of our own. */
export async function testServer(): Promise<TestServer> {
  const given = process.env['TEST_DATABASE_URL']
  if (given) return { adminUrl: given, stop: async () => {} }
  await sweep()
  const base = await mkdtemp(join(tmpdir(), prefix))
  // as root the server runs under another user's id, which has to pass through
  await chmod(base, 0o711)
  const server = await startEmbedded({
    folder: join(base, 'data'),
    durable: false,
    settings: { shared_buffers: '64MB' },
  })
  return {
    adminUrl: server.url,
    stop: async () => {
      await server.stop()
      await rm(base, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** Stops the servers and removes the folders of earlier runs that were killed. */
async function sweep(): Promise<void> {
  const temporary = await realpath(tmpdir())
  for (const name of await readdir(temporary)) {
    if (!name.startsWith(prefix)) continue
    const base = join(temporary, name)
    if (!(await isAbandoned(base))) continue
    await stopLeftovers(join(base, 'data', 'postgres'), () => {})
    await rm(base, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** Ours, not brand new (a run that has only just begun has no lock yet), and held by no living process. */
async function isAbandoned(base: string): Promise<boolean> {
  const found = await stat(base).catch(() => undefined)
  const aMinuteMs = 60_000
  if (!found || found.uid !== process.getuid?.() || found.mtimeMs > Date.now() - aMinuteMs) return false
  const data = join(base, 'data')
  return (await stat(data).catch(() => undefined)) === undefined || (await lockHolder(data)) === undefined
}
