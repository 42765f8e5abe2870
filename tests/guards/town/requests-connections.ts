import { randomUUID } from 'node:crypto'
import { plain, text } from './building.ts'
import type { Act, Fields } from './company.ts'
import type { Example, Site } from './requests.ts'

/** Requests to other programs, and one that waits in a case for a second person. */
export const connectionNouns = ['connection', 'connectionCall'] as const

const wanted = {
  ...{ does: text, purpose: 'act', kinds: [], method: 'POST', bodyKind: 'none', body: '', headers: [] },
  ...{ shown: [], seconds: 1, perMinute: 60, needsSecond: true },
  // An address inside is refused on the way out: nothing leaves the test.
  address: 'https://127.0.0.1/hook',
}
const asked = { version: 1, reason: text, isConfirmed: true, isAnew: true }

export const connectionExamples: Readonly<Record<string, Example>> = {
  listConnections: plain(),
  addConnection: {
    fresh: async ({ act }) => {
      await makeRoom(act)
      return { input: { ...wanted, name: randomUUID() } }
    },
    standing: () => ({ input: { ...wanted, name: text } }),
  },
  changeConnection: onConnection(() => ({ ...wanted, version: 1, name: randomUUID() })),
  switchConnection: onConnection(() => ({ version: 1, isOn: true })),
  removeConnection: onConnection(),
  tryConnection: {
    fresh: async ({ act }) => ({ input: { id: await newConnection(act, { purpose: 'look_up' }) } }),
    standing: ({ ids }) => ({ input: { id: ids.connection } }),
  },
  listCalls: plain((ids) => ({ id: ids.incident })),
  askConnection: {
    fresh: async ({ act, make }) => ({
      input: { id: await make.incident(), connection: await newConnection(act), ...asked },
    }),
    standing: ({ ids }) => ({ input: { id: ids.incident, connection: ids.connection, ...asked } }),
  },
  decideCall: {
    fresh: async ({ act, make }) => {
      const id = await make.incident()
      return { input: { id, call: await newCall(act, { incident: id }), agrees: false } }
    },
    standing: ({ ids }) => ({ input: { id: ids.incident, call: ids.connectionCall, agrees: false } }),
  },
  readCallOutput: {
    fresh: ({ company: { ids } }) => ({ input: { id: ids.incident, call: ids.connectionCall } }),
    standing: ({ ids }) => ({ input: { id: ids.incident, call: ids.connectionCall } }),
    status: 404,
  },
}

function onConnection(rest: () => Fields = () => ({})): Example {
  return {
    fresh: async ({ act }: Pick<Site, 'act'>) => ({ input: { id: await newConnection(act), ...rest() } }),
    standing: ({ ids }) => ({ input: { id: ids.connection, ...rest() } }),
  }
}

export async function furnishConnections(
  act: Act,
  { marker, incident }: { readonly marker: string; readonly incident: string },
): Promise<Record<(typeof connectionNouns)[number], string>> {
  const connection = await newConnection(act, { name: `Request ${marker}` })
  return { connection, connectionCall: await newCall(act, { incident, connection }) }
}

async function newConnection(act: Act, change: Fields = {}): Promise<string> {
  await makeRoom(act)
  const { id } = await act('addConnection', { ...wanted, name: randomUUID(), ...change })
  await act('switchConnection', { id, version: 1, isOn: true })
  return String(id)
}

/** There may be forty: what earlier requests made goes first. */
async function makeRoom(act: Act): Promise<void> {
  const items = (await act('listConnections', {}))['items'] as readonly Fields[] // as its contract says
  const made = items.filter(({ name }) => !String(name).startsWith('Request '))
  if (items.length >= 35) for (const { id } of made) await act('removeConnection', { id })
}

/** Waits for a second person, who is never asked. */
async function newCall(
  act: Act,
  { incident: id, connection }: { readonly incident: string; readonly connection?: string },
): Promise<string> {
  const wish = { id, connection: connection ?? (await newConnection(act)), ...asked }
  return String((await act('askConnection', wish))['id'])
}
