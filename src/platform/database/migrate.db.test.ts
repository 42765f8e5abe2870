import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { freshDatabase, type FreshDatabase } from '../../../tests/database.ts'
import { projectRoot } from '../root.ts'
import { migrate } from './migrate.ts'

let database: FreshDatabase
let client: Client
let folder: string
let backups: number[]

beforeEach(async () => {
  database = await freshDatabase()
  client = new Client(database.url)
  await client.connect()
  folder = await mkdtemp(join(tmpdir(), 'muster-migrations-'))
  await cp(join(projectRoot(), 'db', 'migrations'), folder, { recursive: true })
  backups = []
})
afterEach(async () => {
  await client.end()
  await database.drop()
  await rm(folder, { recursive: true, force: true })
})

const bringUpToDate = () =>
  migrate(client, folder, { beforeUpgrade: async (from) => void backups.push(from), wanted: () => true })
const nextStep = (sql: string) => writeFile(join(folder, '9001-test.sql'), sql)
const stepOfData = async () => {
  const { rows } = await client.query<{ last: number }>('select max(number) as last from wall.migration')
  return rows[0]?.last ?? 0
}
const has = async (table: string) => {
  const { rows } = await client.query<{ found: boolean }>('select to_regclass($1) is not null as found', [
    table,
  ])
  return rows[0]?.found
}

test('U64 a newer program brings the database up to date at its start, once, after asking for a backup', async () => {
  const before = await stepOfData()
  await nextStep('create table wall.newer (single boolean primary key)')
  expect(await bringUpToDate()).toEqual([9001])
  expect(await has('wall.newer')).toBe(true)
  expect(await bringUpToDate()).toEqual([])
  expect(backups).toEqual([before])
})

test('U64 a step that fails halfway is taken back whole, and the next start tries it again', async () => {
  await nextStep('create table wall.half (single boolean primary key); select 1 / 0')
  await expect(bringUpToDate()).rejects.toThrow('9001-test.sql failed and was taken back')
  expect(await has('wall.half')).toBe(false)
  await nextStep('create table wall.half (single boolean primary key)')
  expect(await bringUpToDate()).toEqual([9001])
})

test('U64 a program without a backup changes nothing of the data', async () => {
  await nextStep('create table wall.newer (single boolean primary key)')
  const refused = migrate(client, folder, {
    beforeUpgrade: () => Promise.reject(new Error('no room for a backup')),
    wanted: () => true,
  })
  await expect(refused).rejects.toThrow('no room for a backup')
  expect(await has('wall.newer')).toBe(false)
})

test('U64 an older program does not touch the data of a newer one, nor one whose steps were edited', async () => {
  await nextStep('create table wall.newer (single boolean primary key)')
  await bringUpToDate()
  await nextStep('create table wall.newer (another boolean primary key)')
  await expect(bringUpToDate()).rejects.toThrow('a released migration is never edited')
  await rm(join(folder, '9001-test.sql'))
  await expect(bringUpToDate()).rejects.toThrow('written by a newer Muster')
})
