import { randomBytes } from 'node:crypto'
import { Client } from 'pg'
import { inject } from 'vitest'
import type {} from './global-setup.ts'
import { templateName } from './template.ts'

export interface FreshDatabase {
  /** The administrator's URL of this database. Other logins differ in user and password alone. */
  url: string
  name: string
  /** Removes it, whoever is still connected. May be called twice. */
  drop(): Promise<void>
}

/** A migrated, empty database of one test file's own. The roles are the server's and shared by all files. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const name = `test_${randomBytes(8).toString('hex')}`
  // copying files is more than twice as fast as writing them through the log (storage.md section 6)
  await asAdministrator(`create database ${name} template ${templateName} strategy file_copy`)
  return {
    name,
    url: urlOf(name),
    drop: () => asAdministrator(`drop database if exists ${name} with (force)`),
  }
}

/** A database with nothing in it, as a restore wants it. */
export async function emptyDatabase(): Promise<FreshDatabase> {
  const name = `test_${randomBytes(8).toString('hex')}`
  await asAdministrator(`create database ${name}`)
  return {
    name,
    url: urlOf(name),
    drop: () => asAdministrator(`drop database if exists ${name} with (force)`),
  }
}

function urlOf(database: string): string {
  const url = new URL(inject('adminUrl'))
  url.pathname = `/${database}`
  return url.href
}

async function asAdministrator(statement: string): Promise<void> {
  const client = new Client(inject('adminUrl'))
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
