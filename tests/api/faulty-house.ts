/** The real house with one chosen call to its database or its disk that fails. */
import type { Pool, PoolClient } from 'pg'
import type { House } from '../../src/platform/action.ts'
import { poolOf } from '../../src/platform/database/pool.ts'
import { createWall } from '../../src/platform/database/wall.ts'
import { realDisk } from '../../src/platform/files/disk.ts'
import { faultyDisk, type Fault, type FaultyDisk } from '../../src/platform/files/faulty-disk.ts'
import { folderStore } from '../../src/platform/files/folder-store.ts'
import type { TestHouse } from '../house.ts'

/**
 * How a call to the database fails: refused before it is sent, carried out with its answer lost, or the connection cut
 * before it is sent.
 */
export const databaseFaults = ['before', 'after', 'cut'] as const
export type DatabaseFault = (typeof databaseFaults)[number]

export interface FaultyHouse {
  readonly house: House
  /** Lets the n-th call from now on fail, from 1; 0 lets all pass. */
  failQuery(nth: number, how: DatabaseFault): void
  failDisk(fault: Fault): void
  /** What failed since it was told to; undefined when the chosen call was never reached. */
  failed(): string | undefined
  close(): Promise<void>
}

export function faultyHouse(opened: TestHouse): FaultyHouse {
  const { config, log } = opened.house.services
  const plan: Plan = { nth: 0, count: 0, how: 'before', failed: undefined }
  const runtime = poolOf(opened.runtimeUrl, 4, log, undefined, true)
  const door = opened.house.services.door
  let disk: FaultyDisk = faultyDisk(realDisk, { nth: 0, code: 'EIO', when: 'before' })
  // one store for all faults: what it remembers between uploads is part of what is tested
  const files = folderStore({
    folder: config.filesFolder,
    key: opened.keys.evidence,
    disk: new Proxy(realDisk, { get: (_real, name): unknown => Reflect.get(disk.disk, name) }),
  })
  const house: House = {
    ...opened.house,
    wall: createWall(withFaultyClients(runtime, plan), opened.keys.context, Date.now),
    services: { ...opened.house.services, files, door: withFaultyQueries(door, plan) },
  }
  return {
    house,
    failQuery: (nth, how) => Object.assign(plan, { nth, how, count: 0, failed: undefined }),
    failDisk: (fault) => {
      disk = faultyDisk(realDisk, fault)
    },
    failed: () => plan.failed ?? disk.failed(),
    close: () => runtime.end(),
  }
}

interface Plan {
  nth: number
  how: DatabaseFault
  count: number
  failed: string | undefined
}

function withFaultyClients(pool: Pool, plan: Plan): Pool {
  const connect = async () => {
    const client = await pool.connect()
    return new Proxy(client, {
      get(real, name) {
        const value: unknown = Reflect.get(real, name)
        if (name === 'query') return async (...given: never[]) => asked(plan, real, given)
        // its own methods expect the client itself
        return typeof value === 'function' ? bound(value, real) : value
      },
    })
  }
  return new Proxy(pool, {
    get: (real, name): unknown => (name === 'connect' ? connect : Reflect.get(real, name)),
  })
}

function withFaultyQueries(pool: Pool, plan: Plan): Pool {
  const query = async (...given: never[]) => {
    const client = await pool.connect()
    try {
      return await asked(plan, client, given)
    } finally {
      client.release(plan.failed !== undefined)
    }
  }
  return new Proxy(pool, {
    get: (real, name): unknown => (name === 'query' ? query : Reflect.get(real, name)),
  })
}

async function asked(plan: Plan, client: PoolClient, given: never[]): Promise<unknown> {
  plan.count += 1
  const send = async () => (client.query as (...given: never[]) => Promise<unknown>)(...given) // one of many overloads
  if (plan.count !== plan.nth) return send()
  plan.failed = textOf(given[0])
  if (plan.how === 'after') await send()
  if (plan.how === 'cut') {
    const stream = (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream // node-postgres' own
    stream.destroy()
    return send()
  }
  throw Object.assign(new Error('failed for the test'), { code: 'XX000' })
}

function bound(method: Function, to: object): unknown {
  return method.bind(to)
}

function textOf(query: unknown): string {
  const text = typeof query === 'object' && query !== null && 'text' in query ? query.text : query
  return String(text).slice(0, 60)
}
