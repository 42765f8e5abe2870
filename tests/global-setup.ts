import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { prepareTemplate } from './template.ts'
import { testServer } from './test-server.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** URL of the administrator of the tests' database server. */
    adminUrl: string
    /** The key folder that every test database belongs to. */
    keysFolder: string
  }
}

/** Vitest calls it once before all tests that need a database, and what it returns after them. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await testServer()
  const folder = await mkdtemp(join(tmpdir(), 'muster-keys-of-tests-'))
  const keysFolder = join(folder, 'keys')
  try {
    await prepareTemplate(server.adminUrl, keysFolder)
  } catch (error) {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
    throw error
  }
  project.provide('adminUrl', server.adminUrl)
  project.provide('keysFolder', keysFolder)
  return async () => {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
