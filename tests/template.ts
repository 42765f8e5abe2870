import { join } from 'node:path'
import { Client } from 'pg'
import { loginPasswords } from '../src/platform/database/login-passwords.ts'
import { provision } from '../src/platform/database/provision.ts'
import { loadKeys } from '../src/platform/files/keys.ts'
import { projectRoot } from '../src/platform/root.ts'

export const templateName = 'muster_template'

/**
 * Makes the database of which each test file gets a copy: once in a run, anew each time, with the roles,
 * schemas and migrations of the product. Roles belong to the whole server. A copy takes over tables, policies and
 * grants inside the database, but not `grant … on database`.
 * @param keysFolder the keys that all copies belong to
 */
export async function prepareTemplate(adminUrl: string, keysFolder: string): Promise<void> {
  const client = new Client(adminUrl)
  await client.connect()
  try {
    await client.query(`drop database if exists ${templateName} with (force)`)
    await client.query(`create database ${templateName}`)
  } finally {
    await client.end()
  }
  const url = new URL(adminUrl)
  url.pathname = `/${templateName}`
  const keys = await loadKeys(keysFolder)
  await provision({
    adminUrl: url.href,
    migrations: join(projectRoot(), 'db', 'migrations'),
    passwords: loginPasswords(keys.authSecret),
    contextKey: keys.context,
    install: keys.install,
  })
}
