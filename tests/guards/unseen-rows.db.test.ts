import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ledgerTables } from './town/rows.ts'
import { town, type Town } from './town/town.ts'

describe('rows of a furnished company', () => {
  let place: Town
  let tables: string[]
  beforeAll(async () => {
    place = await town(['owner'])
    const { rows } = await place.database.query<{ name: string }>(
      `select relname as name from pg_class where relnamespace = 'app'::regnamespace and relkind in ('r', 'p')`,
    )
    tables = rows.map(({ name }) => name)
  })
  afterAll(() => place?.stop())

  test('a login that names no organisation sees no row of any table, though rows are there', async () => {
    const runtime = new Client({ connectionString: place.running.opened.runtimeUrl })
    await runtime.connect()
    const seen: string[] = []
    let filled = 0
    for (const name of tables) {
      const count = `select count(*)::int as n from app."${name}"`
      const [all, visible] = [
        await place.database.query<{ n: number }>(count),
        await runtime.query<{ n: number }>(count),
      ]
      if ((all.rows[0]?.n ?? 0) > 0) filled += 1
      if (visible.rows[0]?.n !== 0) seen.push(name)
    }
    await runtime.end()
    expect(seen).toEqual([])
    expect(filled).toBeGreaterThan(20)
  })

  test('an organisation can neither hand its rows to another, nor take or touch the rows of another', async () => {
    const { home, away } = place
    const inHome = (sql: string, values: unknown[]) =>
      place.house.wall
        .inTenant(home.tenantId, ({ $client }) => $client.query(sql, values))
        .then(
          ({ rowCount }) => rowCount,
          (error: unknown) =>
            /row-level security|permission denied|only ever added/.test(String(error)) ? 0 : String(error),
        )
    for (const name of tables) {
      expect([name, await inHome(`update app."${name}" set tenant_id = $1`, [away.tenantId])]).toEqual([
        name,
        0,
      ])
      expect([
        name,
        await inHome(`update app."${name}" set tenant_id = tenant_id where tenant_id = $1`, [away.tenantId]),
      ]).toEqual([name, 0])
      expect([name, await inHome(`delete from app."${name}" where tenant_id = $1`, [away.tenantId])]).toEqual(
        [name, 0],
      )
      if (ledgerTables.includes(name))
        expect([name, await inHome(`delete from app."${name}"`, [])]).toEqual([name, 0])
    }
  })
})
