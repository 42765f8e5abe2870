import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { Client, Pool } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { keyScopes } from '../../src/base/permissions.ts'
import { createApiKeyFor } from '../../src/areas/register/people/public/keys.ts'
import { actions } from '../../src/app/areas.ts'
import { asSystem } from '../../src/platform/action.ts'
import { createWall } from '../../src/platform/database/wall.ts'
import { createApp } from '../../src/platform/http/app.ts'
import { halfWrites } from '../crash/judge.ts'
import { world, type World } from '../world.ts'
import { databaseFaults, faultyHouse, type FaultyHouse } from './faulty-house.ts'

const pastAll = 200

describe('a person whose call fails half-way', () => {
  let small: World
  let faulty: FaultyHouse
  let app: FastifyInstance
  let admin: Client
  let authorization: string
  let task = 0

  beforeAll(async () => {
    small = await world()
    faulty = faultyHouse(small)
    app = await createApp({ house: faulty.house, actions, version: 'test', requestsPerMinute: 1_000_000 })
    admin = new Client(small.adminUrl)
    await admin.connect()
    const key = await asSystem(small.house, small.tenantId, 'Test', async (context) =>
      createApiKeyFor(context, { name: 'Test', scopes: keyScopes }),
    )
    authorization = `Bearer ${key.secret}`
  })
  afterAll(async () => {
    await admin.end()
    await app.close()
    await faulty.close()
    await small.close()
  })

  const post = async (path: string, body: object) =>
    app.inject({ method: 'POST', url: `/api/v1${path}`, headers: { authorization }, payload: body })
  const seal = async (id: string, bytes: Buffer) =>
    app.inject({
      method: 'POST',
      url: `/api/v1/incidents/${id}/evidence`,
      headers: {
        authorization,
        'content-type': 'application/octet-stream',
        'muster-evidence': JSON.stringify({
          name: 'disk.img',
          acquiredAt: '2026-03-01T09:00:00Z',
          where: 'FILE01',
          why: 'Ransom note',
        }),
      },
      payload: bytes,
    })
  const declare = async (): Promise<string> => {
    const made = await post('/incidents', { title: `Case ${(task += 1)}`, kind: 'other', severity: 'S3' })
    const { id } = made.json<{ id: string }>()
    await post(`/incidents/${id}/tasks`, { title: 'Call the insurer' })
    return id
  }
  const leaves = 'with mine as materialized'
  const closure = { summary: 'Restored', initialVector: 'unknown' }

  test.each(databaseFaults)(
    'closes an incident or leaves it open, whichever query fails (%s)',
    async (how) => {
      let reached = 0
      for (let n = 1; n < pastAll; n++) {
        const id = await declare()
        const before = await allRows(admin)
        faulty.failQuery(n, how)
        const answer = await post(`/incidents/${id}/closure`, closure)
        const failed = faulty.failed()
        faulty.failQuery(0, how)
        if (failed === undefined) {
          expect(answer.statusCode).toBe(201)
          break
        }
        reached = n
        const isUnchanged = (await allRows(admin)) === before
        expect(answer.statusCode, `query ${n}: ${failed}`).toBeGreaterThanOrEqual(500)
        expect(answer.body).not.toContain('failed for the test')
        expect(isUnchanged || (await isClosedWhole(admin, id)), `query ${n}: ${failed}`).toBe(true)
        const again = await post(`/incidents/${id}/closure`, closure)
        expect(again.statusCode).toBe(isUnchanged ? 201 : 409)
        expect(await isClosedWhole(admin, id)).toBe(true)
      }
      expect(reached).toBeGreaterThan(8)
      expect(await halfWrites(admin, small.tenantId)).toEqual([])
    },
  )

  test.each(databaseFaults)('seals evidence or does not, whichever query fails (%s)', async (how) => {
    const id = await declare()
    let reached = 0
    for (let n = 1; n < pastAll; n++) {
      const bytes = Buffer.from(`bytes ${how} ${n}`)
      const before = await allRows(admin)
      faulty.failQuery(n, how)
      const answer = await seal(id, bytes)
      const failed = faulty.failed()
      faulty.failQuery(0, how)
      if (failed === undefined) {
        expect(answer.statusCode).toBe(201)
        break
      }
      reached = n
      const isUnchanged = (await allRows(admin)) === before
      // the look before the upload only reads: how its commit ends is nobody's loss; and the commit that went out right
      // behind the leaves says by itself that they are stored
      if (answer.statusCode === 201)
        expect([failed === 'commit' || failed.includes(leaves), isUnchanged], `query ${n}`).toEqual([
          true,
          false,
        ])
      else expect(answer.statusCode, `query ${n}: ${failed}`).toBeGreaterThanOrEqual(500)
      expect(await rowsOf(admin, bytes), `query ${n}: ${failed}`).toBe(isUnchanged ? 0 : 1)
      expect((await seal(id, bytes)).statusCode).toBe(201)
      expect(await small.house.services.files.check(small.tenantId, fileOf(bytes))).toBe('intact')
    }
    expect(reached).toBeGreaterThan(8)
    expect(await halfWrites(admin, small.tenantId)).toEqual([])
  })

  test.each(['before', 'after'] as const)(
    'seals evidence or does not, whichever disk call fails (%s)',
    async (when) => {
      const id = await declare()
      let reached = 0
      for (let n = 1; n < pastAll; n++) {
        const bytes = Buffer.from(`on disk ${when} ${n}`)
        const before = await allRows(admin)
        faulty.failDisk({ nth: n, code: 'EIO', when })
        const answer = await seal(id, bytes)
        const failed = faulty.failed()
        faulty.failDisk({ nth: 0, code: 'EIO', when })
        if (failed === undefined) {
          expect(answer.statusCode).toBe(201)
          break
        }
        reached = n
        if (answer.statusCode === 201) expect(failed, 'only tidying up may fail unseen').toBe('remove')
        else expect([answer.statusCode, await allRows(admin)], `call ${n}: ${failed}`).toEqual([503, before])
        expect((await seal(id, bytes)).statusCode).toBe(201)
        expect(await small.house.services.files.check(small.tenantId, fileOf(bytes))).toBe('intact')
      }
      expect(reached).toBeGreaterThan(6)
      expect(await halfWrites(admin, small.tenantId)).toEqual([])
    },
  )

  test('reads that it may be stored when the answer to the commit was lost, and never that nothing was changed', async () => {
    const id = await declare()
    const queries = await countQueries(async () =>
      post(`/incidents/${id}/timeline`, { kind: 'note', text: 'one' }),
    )

    faulty.failQuery(queries, 'cut')
    const answer = await post(`/incidents/${id}/timeline`, { kind: 'note', text: 'two' })

    expect(faulty.failed()).toBe('commit')
    expect(answer.statusCode).toBe(503)
    expect(answer.json()).toMatchObject({ kind: 'unavailable', reason: 'in_doubt' })
    expect(answer.body).not.toContain('Nothing was changed')
  })

  test('whose connection is cut in mid-transaction changes nothing, and the next call succeeds', async () => {
    const id = await declare()
    await admin.query('begin')
    await admin.query('select 1 from app.incident where id = $1 for update', [id])
    const before = await allRows(admin)
    const waiting = post(`/incidents/${id}/timeline`, { kind: 'note', text: 'cut' })
    await expect.poll(async () => waitingBackends(admin)).toHaveLength(1)

    await admin.query('select pg_terminate_backend($1)', await waitingBackends(admin))
    const answer = await waiting
    await admin.query('commit')

    expect(answer.statusCode).toBe(503)
    expect(await allRows(admin)).toBe(before)
    expect((await post(`/incidents/${id}/timeline`, { kind: 'note', text: 'again' })).statusCode).toBe(201)
  })

  test('who waits longer than a statement may take is refused, and nobody else is held up', async () => {
    const id = await declare()
    const pool = new Pool({ connectionString: small.runtimeUrl, max: 2, statement_timeout: 100 })
    const wall = createWall(pool, small.keys.context, Date.now)
    const hurried = await createApp({ house: { ...small.house, wall }, actions, version: 'test' })
    await admin.query('begin')
    await admin.query('select 1 from app.incident where id = $1 for update', [id])

    const answer = await hurried.inject({
      method: 'POST',
      url: `/api/v1/incidents/${id}/timeline`,
      headers: { authorization },
      payload: { kind: 'note', text: 'late' },
    })
    await admin.query('commit')

    expect(answer.statusCode).toBe(503)
    expect((await post(`/incidents/${id}/timeline`, { kind: 'note', text: 'again' })).statusCode).toBe(201)
    await hurried.close()
    await pool.end()
  })

  const countQueries = async (work: () => Promise<unknown>): Promise<number> => {
    for (let n = 1; ; n++) {
      faulty.failQuery(n, 'before')
      await work()
      const isReached = faulty.failed() !== undefined
      faulty.failQuery(0, 'before')
      if (!isReached) return n - 1
    }
  }
})

/** Every row of every tenant table as one hash; the minute in which a key was last used says nothing. */
async function allRows(admin: Client): Promise<string> {
  const { rows } = await admin.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = 'app' order by 1`,
  )
  const parts = rows.map(({ name }) => {
    const row = name === 'app.api_key' ? `(to_jsonb(t) - 'last_used_at')::text` : 't::text'
    return `select '${name}' as name, md5(string_agg(${row}, '|' order by ${row})) as hash from ${name} t`
  })
  const hashes = await admin.query<{ name: string; hash: string }>(parts.join(' union all '))
  return hashes.rows.map(({ name, hash }) => `${name} ${hash}`).join('\n')
}

/** Closed with its one leaf, and a checkpoint that covers it. */
async function isClosedWhole(admin: Client, id: string): Promise<boolean> {
  const { rows } = await admin.query<{ whole: boolean }>(
    `select status = 'closed' and closed_at is not null and closure is not null
       and (select count(*) from app.leaf where stream = incident.id and kind = 'incident.close') = 1
       and exists (select 1 from app.checkpoint c join app.leaf l on l.tenant_id = c.tenant_id
                   where l.stream = incident.id and l.kind = 'incident.close' and c.size > l.index) as whole
     from app.incident where id = $1`,
    [id],
  )
  return rows[0]?.whole === true
}

async function rowsOf(admin: Client, bytes: Buffer): Promise<number> {
  const { rows } = await admin.query<{ count: string }>(
    `select count(*) as count from app.evidence join app.leaf on leaf.stream = incident_id and kind = 'evidence.add'
     join app.opening using (index) where sha256 = $1 and fields -> 'file' ->> 'value' like '%' || $1 || '%'`,
    [fileOf(bytes).sha256],
  )
  return Number(rows[0]?.count)
}

function fileOf(bytes: Buffer): { sha256: string; size: number } {
  return { sha256: createHash('sha256').update(bytes).digest('hex'), size: bytes.length }
}

async function waitingBackends(admin: Client): Promise<number[]> {
  const { rows } = await admin.query<{ pid: number }>(
    `select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  )
  return rows.map(({ pid }) => pid)
}
