import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { lockHolder } from '../src/platform/database/embedded/lock.ts'
import { startEmbedded } from '../src/platform/database/embedded/start.ts'
import { stopLeftovers } from '../src/platform/database/embedded/leftovers.ts'

export interface TestServer {
  /** The administrator's URL: a superuser, database `postgres`. */
  adminUrl: string
  stop(): Promise<void>
}

/** The server of one run of the tests: that of `TEST_DATABASE_URL`, else a throw-away one of our own. */
export async function testServer(): Promise<TestServer> {
  const given = process.env['TEST_DATABASE_URL']
  if (given) return { adminUrl: given, stop: async () => {} }
  await sweep()
  const folder = await mkdtemp(join(tmpdir(), prefix))
  const server = await startEmbedded({
    // a folder of its own below: the one of mkdtemp is closed to the user whom root lends the server to
    folder: await opened(folder),
    durable: false,
    settings: { max_connections: '200', shared_buffers: '64MB' },
  })
  return {
    adminUrl: server.url,
    stop: async () => {
      await server.stop()
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
