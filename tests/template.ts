import { Client } from 'pg'

export const templateName = 'muster_template'

/**
 * Makes the database of which each test file gets a copy: once in a run, anew each time. Roles belong to
 * the whole server, so what creates them has to bear that they exist. A copy takes over tables, policies and
 * grants inside the database, but not `grant … on database` nor `alter database … set`.
 */
export async function prepareTemplate(adminUrl: string): Promise<void> {
  const client = new Client(adminUrl)
  await client.connect()
  try {
    await client.query(`drop database if exists ${templateName} with (force)`)
    await client.query(`create database ${templateName}`)
  } finally {
    await client.end()
  }
}
