import { randomUUID } from 'node:crypto'
import { Client, Pool } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'
import { connectionOf } from './connection.ts'
import { selfCheck } from './self-check.ts'

describe('the tenant wall', () => {
  let house: TestHouse
  const [ours, theirs] = [randomUUID(), randomUUID()]

  beforeAll(async () => {
    house = await openTestHouse()
    for (const tenant of [ours, theirs]) {
      await house.house.wall.inTenant(tenant, (tx) =>
        tx.$client.query(
          `insert into app.tenant (tenant_id, slug, name, country, time_zone, size, sector, created_at)
           values ($1, $2, 'Firm', 'AT', 'Europe/Vienna', '1-9', 'other', now())`,
          [tenant, tenant],
        ),
      )
    }
  })
  afterAll(() => house.close())

  const countTenants = async (tenant: string) =>
    house.house.wall.inTenant(
      tenant,
      async (tx) => (await tx.$client.query<{ id: string }>('select tenant_id as id from app.tenant')).rows,
    )

  test('a tenant sees its own row and no other', async () => {
    expect(await countTenants(ours)).toEqual([{ id: ours }])
    expect(await countTenants(theirs)).toEqual([{ id: theirs }])
    expect(await countTenants(randomUUID())).toEqual([])
  })

  test('a tenant cannot write a row for another', async () => {
    const writing = house.house.wall.inTenant(ours, (tx) =>
      tx.$client.query('insert into app.incident_counter (tenant_id) values ($1)', [theirs]),
    )
    await expect(writing).rejects.toThrow(/row-level security/)
  })

  test('injected SQL cannot move the context to another tenant', async () => {
    const moving = house.house.wall.inTenant(ours, async (tx) => {
      await tx.$client.query(
        `select set_config('muster.context', '${theirs}.99999999999.*.${'0'.repeat(64)}', true)`,
      )
      return tx.$client.query('select * from app.tenant')
    })
    await expect(moving).rejects.toThrow(/not signed/)
  })

  test('an expired context is refused', async () => {
    const { createWall } = await import('./wall.ts')
    const pool = new Pool({ connectionString: house.runtimeUrl, max: 1 })
    const wall = createWall(pool, house.keys.context, () => Date.now() - 3_600_000)
    await expect(wall.inTenant(ours, (tx) => tx.$client.query('select * from app.tenant'))).rejects.toThrow(
      /expired/,
    )
    await pool.end()
  })

  test('nothing of a tenant is left on the connection after a transaction, also after one that failed', async () => {
    const pool = new Pool({ connectionString: house.runtimeUrl, max: 1 })
    const { createWall } = await import('./wall.ts')
    const wall = createWall(pool, house.keys.context, Date.now)
    for (let round = 0; round < 50; round += 1) {
      const failing = wall.inTenant(ours, async (tx) => {
        await tx.$client.query('select count(*) from app.tenant')
        if (round % 2 === 1) throw new Error('on purpose')
      })
      await failing.catch((error: unknown) => expect(error).toMatchObject({ message: 'on purpose' }))
      expect((await pool.query('select * from app.tenant')).rows).toEqual([])
    }
    await pool.end()
  })

  test('the runtime login cannot read sign-in tables, keys or another role', async () => {
    const client = new Client({ connectionString: house.runtimeUrl })
    await client.connect()
    for (const sql of [
      'select * from auth."user"',
      'select * from wall.context_key',
      'set role muster_owner',
      'select * from wall.tenants()',
    ]) {
      await expect(client.query(sql)).rejects.toThrow(/permission denied/)
    }
    await client.end()
  })

  test('nobody can change or empty the ledger, not even its owner', async () => {
    const admin = new Client({ connectionString: house.adminUrl })
    await admin.connect()
    for (const sql of [
      'update app.leaf set kind = kind',
      'delete from app.checkpoint',
      'truncate app.leaf cascade',
      'delete from app.opening',
    ]) {
      await expect(admin.query(sql)).rejects.toThrow(/only ever added to/)
    }
    await admin.end()
  })

  const sabotages: readonly [string, string, string][] = [
    [
      'a table without forced row security',
      'alter table app.task no force row level security',
      'alter table app.task force row level security',
    ],
    [
      'a table without row security',
      'alter table app.task disable row level security',
      'alter table app.task enable row level security',
    ],
    [
      'a wider policy beside the wall',
      'create policy wide on app.task using (true)',
      'drop policy wide on app.task',
    ],
    [
      'a runtime login that may truncate',
      'grant truncate on app.task to muster_rt',
      'revoke truncate on app.task from muster_rt',
    ],
    [
      'a runtime login that owns a table',
      'create table app.mine (); alter table app.mine owner to muster_rt',
      'drop table app.mine',
    ],
    [
      'a runtime login that reads sign-in',
      'grant usage on schema auth to muster_rt',
      'revoke usage on schema auth from muster_rt',
    ],
    [
      'a ledger whose guard was switched off',
      'alter table app.leaf disable trigger never',
      'alter table app.leaf enable trigger never',
    ],
    [
      'a key table that can be read',
      'grant select on wall.context_key to muster_rt',
      'revoke select on wall.context_key from muster_rt',
    ],
  ]
  test.each(sabotages)('an operator with %s is refused at the start', async (_what, breakIt, mendIt) => {
    const admin = new Client({ connectionString: house.adminUrl })
    const pool = new Pool({ connectionString: house.runtimeUrl, max: 2 })
    await admin.connect()
    await selfCheck(pool)
    await admin.query(breakIt)
    const refused = await selfCheck(pool).catch(String)
    await admin.query(mendIt)
    expect(refused).toMatch(/does not start/)
    await selfCheck(pool)
    await Promise.all([admin.end(), pool.end()])
  })

  // Roles belong to the whole server that other test files use too: these get logins of their own.
  const logins: readonly [string, string, RegExp][] = [
    ['passes row security', 'bypassrls', /may pass row security/],
    ['is a superuser', 'superuser', /may pass row security/],
    ['may make roles', 'createrole', /may pass row security/],
    ['belongs to another role', 'in role muster_rt', /member of another role/],
  ]
  test.each(logins)(
    'an operator whose runtime login %s is refused at the start',
    async (_what, attribute, sentence) => {
      const name = `trial_${randomUUID().slice(0, 8)}`
      const admin = new Client({ connectionString: house.adminUrl })
      await admin.connect()
      await admin.query(`create role ${name} login password 'trial' ${attribute}`)
      await admin.query(
        `do $$ begin execute format('grant connect on database %I to ${name}', current_database()); end $$`,
      )
      const pool = new Pool({ ...connectionOf(house.adminUrl, name, 'trial'), max: 1 })
      const refused = await selfCheck(pool).catch(String)
      await pool.end()
      await admin.query(`drop owned by ${name}; drop role ${name}`)
      await admin.end()
      expect(refused).toMatch(sentence)
    },
  )
})
