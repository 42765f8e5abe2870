import { Client } from 'pg'
import { afterAll, expect, test } from 'vitest'
import { freshDatabase } from './database.ts'

const databases = await Promise.all([freshDatabase(), freshDatabase()])
const [own, other] = databases

afterAll(async () => {
  await Promise.all(databases.map((database) => database.drop()))
})

test('a test file works in a database that no other one sees', async () => {
  await run(own.url, 'create table note as select 7 as number')

  const found = await run(other.url, "select to_regclass('note') as note")

  expect(found).toEqual([{ note: null }])
  expect(await run(own.url, 'select number from note')).toEqual([{ number: 7 }])
})

test('a test file can drop its database although it is still connected', async () => {
  const database = await freshDatabase()
  const client = new Client(database.url)
  const closed = new Promise((resolve) => client.on('error', resolve))
  await client.connect()

  await database.drop()

  expect(await closed).toMatchObject({ code: '57P01' })
  await expect(run(database.url, 'select 1')).rejects.toMatchObject({ code: '3D000' })
})

async function run(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new Client(url)
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(text)).rows
  } finally {
    await client.end()
  }
}
