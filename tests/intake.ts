import { createApp } from '../src/platform/http/app.ts'
import { tenantStreams, type ReadLeaf } from '../src/platform/ledger/read.ts'
import { create } from '../src/areas/respond/signals/actions/manage-sources.ts'
import * as receiving from '../src/areas/respond/signals/actions/receive-signals.ts'
import { list } from '../src/areas/respond/signals/actions/triage-signals.ts'
import type { OutputOf } from '../src/base/endpoint.ts'
import type { createSource, Signal, SourceKind } from '../src/areas/respond/signals/contract/signals.ts'
import { world, type World } from './world.ts'

export type NewSource = Pick<OutputOf<typeof createSource>, 'id' | 'secret' | 'intakeUrl'>

/** A small company whose intake is open over HTTP. */
export interface IntakeWorld extends World {
  newSource(kind?: SourceKind, who?: World['owner']): Promise<NewSource>
  /** Posts a body as a tool would: bytes as they are, anything else as JSON. */
  post(
    source: { id: string; secret?: string },
    body: unknown,
    sent?: { headers?: Record<string, string>; query?: string; path?: string; method?: 'GET' },
  ): Promise<Answer>
  signalsOf(source: { id: string }): Promise<Signal[]>
  /** The company's intake stream, oldest first. */
  intakeLeaves(): Promise<ReadLeaf[]>
}

export interface Answer {
  readonly status: number
  readonly headers: Record<string, unknown>
  readonly text: string
  readonly json: unknown
}

export async function intakeWorld(): Promise<IntakeWorld> {
  const small = await world()
  const app = await createApp({ house: small.house, actions: Object.values(receiving), version: 'test' })
  return {
    ...small,
    newSource: async (kind = 'generic', who = small.owner) =>
      small.perform(create, who, { kind, name: `Tool ${kind}` }),
    post: async (source, body, { headers = {}, query = '', path = '', method = 'POST' } = {}) => {
      const response = await app.inject({
        method,
        url: `/api/v1/intake/${source.id}${path}${query}`,
        headers: {
          'content-type': 'application/json',
          ...(source.secret === undefined ? {} : { authorization: `Bearer ${source.secret}` }),
          ...headers,
        },
        ...(method === 'POST' && { payload: Buffer.isBuffer(body) ? body : JSON.stringify(body) }),
      })
      const isJson = /json/.test(String(response.headers['content-type']))
      const json: unknown = isJson && response.body !== '' ? response.json() : undefined
      return { status: response.statusCode, headers: response.headers, text: response.body, json }
    },
    signalsOf: async ({ id }) => (await small.perform(list, small.lead, { sourceId: id, limit: 200 })).items,
    intakeLeaves: async () => {
      const { intake } = await small.house.wall.inTenant(small.tenantId, async ({ $client }) =>
        tenantStreams($client),
      )
      return small.leaves({ stream: intake })
    },
    close: async () => {
      await app.close()
      await small.close()
    },
  }
}

/** What Alertmanager posts for one alert that fires, with these fields changed. */
export const firing = (over: Record<string, unknown> = {}) => ({
  version: '4',
  groupKey: '{}:{alertname="DiskFull"}',
  groupLabels: { alertname: 'DiskFull' },
  status: 'firing',
  receiver: 'muster',
  alerts: [
    {
      status: 'firing',
      labels: { alertname: 'DiskFull', instance: 'file01.example.org', severity: 'warning' },
      annotations: { summary: 'Disk almost full', description: 'Two per cent left on /srv' },
      startsAt: '2026-03-01T08:00:00.123456789Z',
      endsAt: '0001-01-01T00:00:00Z',
      generatorURL: 'http://prometheus.example.org/graph',
      fingerprint: '0123456789abcdef',
      ...over,
    },
  ],
})

/** The same when it has ended. */
export const resolved = () => firing({ status: 'resolved', endsAt: '2026-03-01T09:00:00Z' })
