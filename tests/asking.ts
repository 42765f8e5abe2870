import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { schedule } from '../src/areas/respond/signals/actions/ask-sources.ts'
import { create, list as listSources } from '../src/areas/respond/signals/actions/manage-sources.ts'
import type { Asking, scheduleAsking } from '../src/areas/respond/signals/contract/asking.ts'
import type { SourceKind } from '../src/areas/respond/signals/contract/signals.ts'
import { askSource } from '../src/areas/respond/signals/intake/asking/ask-source.ts'
import type { SentInputOf } from '../src/base/endpoint.ts'
import type { House } from '../src/platform/action.ts'
import { createEgress } from '../src/platform/egress.ts'
import type { World } from './world.ts'

/** A source that is asked, and what a test may do with it. */
export interface AskedSource {
  readonly id: string
  change(over: Partial<Plan>): Promise<Asking>
  /** One turn, whatever the schedule says; answers how it stands then. */
  ask(house?: House): Promise<Asking>
  /** As if the process had died before it could note how far it read: the mark is what it was at the last `remember`. */
  forgetMark(): Promise<void>
  rememberMark(): Promise<void>
}

type Plan = Omit<SentInputOf<typeof scheduleAsking>, 'id'>

/** The house with this machine opened by its operator, and these authorities trusted. */
export function openedTo(house: House, trust: readonly string[] = []): House {
  const egress = createEgress({ allow: ['127.0.0.1'], trust })
  return { ...house, services: { ...house.services, egress } }
}

export async function askedSource(
  world: World,
  { kind, house, plan }: { kind: SourceKind; house: House; plan: Omit<Plan, 'isOn' | 'everyMinutes'> },
): Promise<AskedSource> {
  const { id } = await world.perform(create, world.owner, { kind, name: `Asked ${kind}` })
  const whole: Plan = { isOn: true, everyMinutes: 15, ...plan }
  const change = (over: Partial<Plan>) => world.perform(schedule, world.owner, { id, ...whole, ...over })
  await change({})
  let mark: unknown = null
  const query = (text: string, values: unknown[]) =>
    world.house.wall.inTenant(world.tenantId, async ({ $client }) => (await $client.query(text, values)).rows)
  return {
    id,
    change,
    async ask(there = house) {
      await askSource(there, { tenantId: world.tenantId, id, isForced: true })
      const { items } = await world.perform(listSources, world.lead, {})
      const asking = items.find((source) => source.id === id)?.asking
      if (!asking) throw new Error('the source is not asked')
      return asking
    },
    async rememberMark() {
      const [row] = await query('select mark from app.source_asking where source_id = $1', [id])
      mark = (row as { mark: unknown }).mark // the one column that was asked for
    },
    async forgetMark() {
      await query('update app.source_asking set mark = $2::jsonb where source_id = $1', [
        id,
        JSON.stringify(mark),
      ])
    },
  }
}

/** A web server on this machine. */
export async function webServer(
  answer: RequestListener,
  port = 0,
): Promise<{ readonly address: string; readonly port: number; stop(): Promise<void> }> {
  const server = createServer(answer)
  await new Promise<void>((resolve) => {
    server.listen(port, '127.0.0.1', resolve)
  })
  const { port: at } = server.address() as AddressInfo // a server that listens on TCP has a port
  return {
    address: `http://127.0.0.1:${at}`,
    port: at,
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}
