import type { TestProject } from 'vitest/node'
import { prepareTemplate } from './template.ts'
import { testServer } from './test-server.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** URL of the administrator of the tests' database server. */
    adminUrl: string
  }
}

/** Vitest calls it once before all tests that need a database, and what it returns after them. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await testServer()
  try {
    await prepareTemplate(server.adminUrl)
  } catch (error) {
    await server.stop()
    throw error
  }
  project.provide('adminUrl', server.adminUrl)
  return () => server.stop()
}
