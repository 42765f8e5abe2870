import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { PgBoss } from 'pg-boss'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { createOrganisation } from '../../src/areas/register/people/public/organisation.ts'
import { tenantStreams } from '../../src/platform/ledger/read.ts'
import { startJobs, type TenantJob } from '../../src/platform/jobs/jobs.ts'
import { openTestHouse } from '../house.ts'
import {
  makeOrganisation,
  newPlace,
  startServer,
  type Place,
  type ServerProcess,
} from '../crash/server-process.ts'
import { freshDatabase, type FreshDatabase } from '../database.ts'
import { follow, type Followed } from './live-client.ts'
import { openApiClient, type OpenApiClient } from './open-api-client.ts'

describe('two people at two processes on one database', () => {
  let database: FreshDatabase
  const places: Place[] = []
  const servers: ServerProcess[] = []
  let here: OpenApiClient
  let there: OpenApiClient
  let authorization: string
  let id: string

  beforeAll(async () => {
    database = await freshDatabase()
    const shared = { DATABASE_URL: database.url, MUSTER_KEYS: inject('keysFolder') }
    const first = await newPlace(shared)
    const files = { MUSTER_FILES: `${first.folder}/data/files` }
    places.push(first, await newPlace({ ...shared, ...files }))
    servers.push(...(await Promise.all(places.map((place) => startServer(place)))))
    const { apiKey } = await makeOrganisation(first, 'Harbour Bakery')
    authorization = `Bearer ${apiKey}`
    here = await openApiClient(places[0]?.url ?? '', authorization)
    there = await openApiClient(places[1]?.url ?? '', authorization)
    id = String(
      (await here.call('openIncident', { title: 'Shared', kind: 'other', severity: 'S3' })).body['id'],
    )
  })
  afterAll(async () => {
    for (const { child, ended } of servers) {
      child.kill('SIGTERM')
      await ended
    }
    for (const place of places) await place.remove()
    await database.drop()
  })

  test('see at one what is written at the other', async () => {
    const viewer = await follow(places[1]?.url ?? '', authorization)

    await here.call('addToTimeline', { id, kind: 'note', text: 'Seen from afar' })

    expect(await viewer.next('note.add')).toMatchObject({ stream: id, kind: 'note.add' })
    await viewer.leave()
  })

  test('miss nothing over twenty reconnects that name the last event they saw', async () => {
    const seen: number[] = []
    let written = 0
    let isWriting = true
    const writing = (async () => {
      while (isWriting) {
        const client = written % 2 === 0 ? here : there
        const answer = await client.call('addToTimeline', {
          id,
          kind: 'note',
          text: `Line ${(written += 1)}`,
        })
        expect(answer.status).toBe(201)
        // leaves room for the readers: not a race of the machine
        await delay(5)
      }
    })()

    let viewer: Followed = await follow(places[1]?.url ?? '', authorization)
    const start = viewer.position
    for (let n = 1; n <= 20; n++) {
      seen.push((await viewer.next('note.add')).index)
      seen.push(...(await viewer.leave()).map(({ index }) => index))
      viewer = await follow(places[n % 2]?.url ?? '', authorization, seen.at(-1))
    }
    isWriting = false
    await writing
    const last = await lastIndex()
    while ((seen.at(-1) ?? 0) < last) seen.push((await viewer.next()).index)
    await viewer.leave()

    expect(seen).toEqual(Array.from({ length: last - start }, (_, n) => start + 1 + n))
    expect(written).toBeGreaterThanOrEqual(20)
  })

  test('open at one the evidence that was sealed at the other', async () => {
    const bytes = new TextEncoder().encode('one store')
    const acquisition = { name: 'a.txt', acquiredAt: '2026-03-01T09:00:00Z', where: 'FILE01', why: 'Trace' }

    const sealed = await here.call(
      'addEvidence',
      { id, 'muster-evidence': acquisition },
      { type: 'text/plain', body: bytes },
    )
    const opened = await there.call('openEvidence', { id, evidence: sealed.body['id'] })

    expect(opened.status).toBe(200)
    expect(opened.bytes).toEqual(bytes)
  })

  const lastIndex = async (): Promise<number> => {
    const answer = await here.call('listTimeline', { id, order: 'newest', limit: 1 })
    return (answer.body['items'] as { index: number }[])[0]?.index ?? -1 // the contract's page of leaves
  }
})

describe('an organisation with two workers', () => {
  test('has each job done once', async () => {
    const opened = await openTestHouse()
    const { tenantId } = await createOrganisation(opened.house, {
      organisation: {
        name: 'Bakery',
        country: 'AT',
        timeZone: 'Europe/Vienna',
        size: '1-9',
        sector: 'retail',
      },
      owner: { name: 'Anna', email: 'anna@example.org' },
      turn: 'first',
    })
    const name = `trial.${randomUUID()}`
    const job: TenantJob = {
      name,
      // once a year: the test itself says when
      cron: '0 0 1 1 *',
      run: async (context) => context.record({ stream: 'audit', kind: 'clock.step', fields: { job: name } }),
    }
    const workers = await Promise.all(
      [1, 2].map(async () => startJobs(opened.house, opened.jobsUrl, [job], 1)),
    )
    const boss = new PgBoss({ connectionString: opened.jobsUrl, schema: 'jobs', createSchema: false })
    await boss.start()

    for (let n = 1; n <= 3; n++) {
      await boss.send(name)
      await expect.poll(async () => timesDone(opened, tenantId, name), { timeout: 120_000 }).toBe(n)
    }
    await Promise.all(workers.map(async (worker) => worker.stop()))

    expect(await timesDone(opened, tenantId, name)).toBe(3)
    await boss.stop()
    await opened.close()
  })
})

async function timesDone(opened: Awaited<ReturnType<typeof openTestHouse>>, tenantId: string, job: string) {
  return opened.house.wall.inTenant(tenantId, async ({ $client }) => {
    const { audit } = await tenantStreams($client)
    const { rows } = await $client.query<{ count: string }>(
      `select count(*) as count from app.leaf join app.opening using (tenant_id, index)
       where leaf.stream = $1 and fields -> 'job' ->> 'value' = $2`,
      [audit, job],
    )
    return Number(rows[0]?.count)
  })
}
