import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test, vi } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'
import type { TimelineEntry } from '../src/areas/respond/incidents/contract/incident.ts'
import { follow } from './api/live-client.ts'
import { openApiClient, type OpenApiClient } from './api/open-api-client.ts'
import { kill, makeOrganisation, type Organisation } from './crash/server-process.ts'
import { uploader } from './crash/uploader.ts'
import { freshDatabase, type FreshDatabase } from './database.ts'
import { root } from './guards/tree.ts'
import { copiedIntoImage, startReplicas, type Replicas } from './replicas.ts'

/** Milliseconds: as long as a hung test, asked again at once. */
const waiting = { timeout: 600_000, interval: 100 }

describe('two replicas behind one address', () => {
  let database: FreshDatabase
  let replicas: Replicas
  let owner: Organisation
  let authorization: string
  let client: OpenApiClient
  let incidentId: string

  beforeAll(async () => {
    database = await freshDatabase()
    replicas = await startReplicas({ DATABASE_URL: database.url, MUSTER_KEYS: inject('keysFolder') })
    const [first] = replicas.places
    if (first === undefined) throw new Error('There is no replica')
    owner = await makeOrganisation(first, 'Harbour Bakery')
    authorization = `Bearer ${owner.apiKey}`
    client = await openApiClient(replicas.proxyUrl, authorization)
    incidentId = String(
      (await client.call('openIncident', { title: 'Shared', kind: 'other', severity: 'S3' })).body['id'],
    )
  })
  afterAll(async () => {
    await replicas?.close()
    await database?.drop()
  })

  const notes = async (): Promise<string[]> => {
    const found: string[] = []
    for (let cursor: unknown; cursor !== null;) {
      const page = await client.call('listTimeline', {
        id: incidentId,
        limit: 200,
        ...(cursor !== undefined && { cursor }),
      })
      expect(page.status).toBe(200)
      // as the contract says
      for (const { fields } of page.body['items'] as TimelineEntry[]) found.push(fields['text'] ?? '')
      cursor = page.body['next']
    }
    return found
  }

  test('U66 an operator copies one token from whichever console, since nobody knows who will answer', () => {
    const [one, other] = replicas.servers.map(
      ({ output }) => /you need this token: (\S+)/.exec(output())?.[1],
    )

    expect(one).toMatch(/^[\w-]{22}$/)
    expect(other).toBe(one)
  })

  test('U66 people work through one address, and each of the replicas does its part', async () => {
    const seen = new Set<string | null>()
    for (let n = 0; n < 8; n += 1) {
      const { status, headers } = await client.call('addToTimeline', {
        id: incidentId,
        kind: 'note',
        text: `Line ${n}`,
      })
      expect(status).toBe(201)
      seen.add(headers.get('x-replica'))
    }

    expect(seen.size).toBe(2)
    expect(await notes()).toEqual(expect.arrayContaining(['Line 0', 'Line 7']))
  })

  test('U66 a file whose parts reach both replicas is sealed as it was sent', async () => {
    const place = replicas.places[0]
    if (place === undefined) throw new Error('There is no replica')
    const sender = uploader({ ...place, url: replicas.proxyUrl }, owner)
    const sending = await sender.begin(incidentId, 20_000_000, 'disk')
    await sender.send(sending)

    expect(await sender.finish(sending)).toMatchObject({ isRight: true })
  })

  test('U66 a replica that is killed takes nothing with it: who follows goes on, who writes is not written twice', async () => {
    const viewer = await follow(replicas.proxyUrl, authorization)
    let asked = 0
    const acknowledged: string[] = []
    let isWriting = true
    // Also when what is expected below fails: nothing may go on writing beside the tests that follow.
    onTestFinished(() => {
      isWriting = false
    })
    const writing = (async () => {
      while (isWriting) {
        const text = `During ${(asked += 1)}`
        const answer = await client
          .call('addToTimeline', { id: incidentId, kind: 'note', text })
          .catch(() => undefined)
        if (answer?.status === 201) acknowledged.push(text)
        await delay(10)
      }
    })()
    const seen = [await viewer.next('note.add')]
    const [, place] = replicas.places
    if (place === undefined) throw new Error('There is no second replica')
    await kill(place, replicas.servers[1], false)
    onTestFinished(() => replicas.restart(1))

    // Whoever only reads is sent on to the one that stands.
    for (let n = 0; n < 10; n += 1) expect(await notes()).not.toEqual([])
    const rest = await viewer.leave()
    const again = await follow(replicas.proxyUrl, authorization, [...seen, ...rest].at(-1)?.index)
    expect(await again.next('note.add')).toMatchObject({ stream: incidentId })
    await again.leave()
    await vi.waitFor(() => expect(acknowledged.length).toBeGreaterThan(3), waiting)
    isWriting = false
    await writing

    const kept = await notes()
    expect(acknowledged.filter((text) => !kept.includes(text))).toEqual([])
    const during = kept.filter((text) => text.startsWith('During'))
    expect(new Set(during).size).toBe(during.length)
  })

  test('U66 a replica says whether it can work, and lives on while its database is away', async () => {
    const ask = async (path: string) =>
      Promise.all(replicas.places.map(async ({ url }) => (await fetch(`${url}${path}`)).status))
    const settled = (wanted: number) =>
      vi.waitFor(async () => {
        // One that was being opened when the others were ended would hold a door open.
        if (wanted === 503) await endSessions()
        expect(await ask('/readyz')).toEqual([wanted, wanted])
      }, waiting)
    await settled(200)

    await letIn(false)
    try {
      await settled(503)
      expect(await ask('/healthz')).toEqual([200, 200])
      expect((await fetch(`${replicas.proxyUrl}/readyz`)).status).toBe(503)
    } finally {
      await letIn(true)
    }

    await settled(200)
    expect((await client.call('listTimeline', { id: incidentId })).status).toBe(200)
  })

  const letIn = (isOpen: boolean) =>
    asAdministrator(`alter database ${database.name} with allow_connections ${isOpen}`)

  const endSessions = () =>
    asAdministrator(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${database.name}'`,
    )

  async function asAdministrator(statement: string): Promise<void> {
    const administrator = new Client(inject('adminUrl'))
    await administrator.connect()
    try {
      await administrator.query(statement)
    } finally {
      await administrator.end()
    }
  }
})

describe('the files for a cluster', () => {
  const folder = join(root, 'docs', 'deploy')
  const read = (name: string) => readFile(join(folder, name), 'utf8')

  test('U66 the image takes only what a checkout and its build have', async () => {
    const present = await readdir(root)

    expect((await copiedIntoImage()).filter((name) => !present.includes(name))).toEqual([])
  })

  test('U66 an operator is told to set only what Muster reads', async () => {
    const known = new Set(
      [...(await readFile(join(root, 'README.md'), 'utf8')).matchAll(/`(MUSTER_[A-Z_]+)`/g)].map(
        ([, name]) => name,
      ),
    )
    const texts = await Promise.all(
      ['Dockerfile', 'compose.yaml', 'kubernetes/muster.yaml', 'kubernetes/kustomization.yaml'].map(read),
    )
    const set = texts.flatMap((text) => [...text.matchAll(/MUSTER_[A-Z_]+/g)].map(([name]) => name))

    expect(set.length).toBeGreaterThan(6)
    expect(set.filter((name) => !known.has(name))).toEqual([])
  })

  test('U66 what one file of the cluster names, another one makes', async () => {
    // what kustomize and Kubernetes call so
    const kustomization = parse(await read('kubernetes/kustomization.yaml')) as Kustomization
    const files = (await readdir(join(folder, 'kubernetes'))).filter((name) => name !== 'kustomization.yaml')
    expect([...kustomization.resources].toSorted()).toEqual(files.toSorted())
    const texts = await Promise.all(kustomization.resources.map((name) => read(`kubernetes/${name}`)))
    const made = texts.flatMap((text) =>
      // what all objects of Kubernetes have
      parseAllDocuments(text).map((document) => document.toJS() as Made),
    )
    const named = (kind: string) =>
      made.filter((one) => one.kind === kind).map(({ metadata }) => metadata.name)

    const all = texts.join('\n')
    const claims = [...all.matchAll(/claimName: (\S+)/g)].map(([, name]) => name)
    expect(claims.toSorted()).toEqual(named('PersistentVolumeClaim').toSorted())
    const deployment = made.find(({ kind }) => kind === 'Deployment')
    const service = made.find(({ kind }) => kind === 'Service')
    expect(service?.spec.selector).toEqual(deployment?.spec.template?.metadata.labels)
    expect(named('Service')).toEqual([/service:\s+name: (\S+)/.exec(all)?.[1]])
    expect(kustomization.configMapGenerator.map(({ name }) => name)).toEqual([
      /configMapRef:\s+name: (\S+)/.exec(all)?.[1],
    ])
    const container = deployment?.spec.template?.spec.containers[0]
    expect(container?.ports).toEqual([{ name: 'http', containerPort: 8420 }])
    expect(container?.volumeMounts.map(({ name }) => name).toSorted()).toEqual(
      deployment?.spec.template?.spec.volumes.map(({ name }) => name).toSorted(),
    )
  })
})

interface Kustomization {
  readonly resources: readonly string[]
  readonly configMapGenerator: readonly { readonly name: string }[]
}

interface Named {
  readonly name: string
}

interface Made {
  readonly kind: string
  readonly metadata: Named
  readonly spec: {
    readonly selector?: unknown
    readonly template?: {
      readonly metadata: { readonly labels: unknown }
      readonly spec: {
        readonly volumes: readonly Named[]
        readonly containers: readonly { readonly ports: unknown; readonly volumeMounts: readonly Named[] }[]
      }
    }
  }
}
