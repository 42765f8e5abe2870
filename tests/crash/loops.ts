/** One place that is written to, killed at a random moment, brought back and judged, again and again. */
import { join } from 'node:path'
import { Client } from 'pg'
import { folderStore } from '../../src/platform/files/folder-store.ts'
import { loadKeys } from '../../src/platform/files/keys.ts'
import { verifyBundle } from '../../src/verify/bundle.ts'
import { openApiClient } from '../api/open-api-client.ts'
import { startClient, type Aim } from './client.ts'
import { openJournal, readJournal, type Told } from './journal.ts'
import { brokenLedger, doubledWrites, halfWrites, lostFiles, lostWrites } from './judge.ts'
import { randomFrom } from './random.ts'
import {
  databaseOf,
  kill,
  makeOrganisation,
  newPlace,
  startServer,
  type Organisation,
  type Place,
  type ServerProcess,
} from './server-process.ts'

export const victims = ['server', 'database', 'both'] as const
export type Victim = (typeof victims)[number]

export interface Loop {
  readonly number: number
  readonly victim: Victim
  /** How many writes were acknowledged before the kill was prepared. */
  readonly writes: number
  readonly acknowledged: number
  /** From the kill to the first write that succeeded again, where the server itself lived on. */
  readonly backAfterMillis: number | undefined
  readonly faults: readonly string[]
}

export interface CrashTrial {
  /** The next loop; its victim is chosen by the seed unless named. */
  loop(victim?: Victim): Promise<Loop>
  /** Statements as the administrator of the database that runs. */
  administer(statement: string): Promise<void>
  /** Everything the client was told so far. */
  told(): Told
  end(): Promise<void>
}

/** A server of its own with one organisation and one source of signals. */
export async function startTrial(seed: number): Promise<CrashTrial> {
  const random = randomFrom(seed)
  const place = await newPlace()
  const state = { server: await startServer(place), count: 0 }
  const organisation = await makeOrganisation(place, 'Harbour Bakery')
  const aim = await aimAt(place, organisation)
  const journalPath = join(place.folder, 'journal')

  const loop = async (wanted?: Victim): Promise<Loop> => {
    const number = (state.count += 1)
    const victim = wanted ?? victims[random.below(victims.length)] ?? 'both'
    const writes = 5 + random.below(60)
    const journal = openJournal(journalPath)
    const client = startClient(aim, journal, random, String(number))
    // finding the processes takes a while of its own, so the kill falls anywhere between two answers
    await client.reached(writes)
    const backAfterMillis = await crash(place, state, victim, (after) => client.nextSuccess(after))
    await client.stop()
    journal.close()
    const told = readJournal(journalPath)
    const faults = await judge(place, organisation, told, incidentsOf(told, String(number)))
    return {
      number,
      victim,
      writes,
      acknowledged: client.acknowledgedCount(),
      backAfterMillis,
      faults,
    }
  }
  return {
    loop,
    told: () => readJournal(journalPath),
    administer: (statement) => asAdministrator(place, async (client) => void (await client.query(statement))),
    end: async () => {
      state.server.child.kill('SIGTERM')
      await state.server.ended
      await place.remove()
    },
  }
}

/** Kills and brings back. Where only the database died, the server is not touched and has to find it again by itself. */
async function crash(
  place: Place,
  state: { server: ServerProcess },
  victim: Victim,
  nextSuccess: (after: number) => Promise<number>,
): Promise<number | undefined> {
  if (victim === 'database') {
    await kill(place, undefined, true)
    const killedAt = performance.now()
    return (await nextSuccess(killedAt)) - killedAt
  }
  await kill(place, state.server, victim === 'both')
  state.server = await startServer(place)
  return undefined
}

/** The newest few incidents of this turn, whose bundles are made and verified. */
function incidentsOf(told: Told, turn: string): string[] {
  return told.acknowledged
    .filter(({ what, id }) => what === 'incident' && id.startsWith(`c${turn}-`))
    .slice(-3)
    .map(({ given }) => given ?? '')
}

async function judge(
  place: Place,
  organisation: Organisation,
  told: Told,
  incidents: readonly string[],
): Promise<string[]> {
  const { tenantId } = organisation
  const keys = await loadKeys(join(place.folder, 'keys'))
  const files = folderStore({ folder: join(place.folder, 'data', 'files'), key: keys.evidence })
  const stored = await asAdministrator(place, async (client) => [
    ...(await lostWrites(client, tenantId, told)),
    ...(await doubledWrites(client, tenantId, told)),
    ...(await halfWrites(client, tenantId)),
    ...(await lostFiles(client, tenantId, files)),
    ...(await brokenLedger(client, tenantId)),
  ])
  return [...stored, ...(await brokenBundles(place, organisation, incidents))]
}

async function brokenBundles(
  place: Place,
  { apiKey }: Organisation,
  incidents: readonly string[],
): Promise<string[]> {
  const api = await openApiClient(place.url, `Bearer ${apiKey}`)
  const key = new TextDecoder().decode((await api.call('readLedgerKey')).bytes)
  const faults: string[] = []
  for (const id of incidents) {
    const bundle = await api.call('makeBundle', { id })
    const verdict = verifyBundle(bundle.bytes, key)
    // an incident that was acknowledged and then lost has no bundle: that is a loss, told already
    if (bundle.status === 200 && verdict.verdict === 'FAIL') faults.push(`bundle of ${id}: ${verdict.reason}`)
  }
  return faults
}

async function aimAt(place: Place, { apiKey }: Organisation): Promise<Aim> {
  const api = await openApiClient(place.url, `Bearer ${apiKey}`)
  const source = await api.call('createSource', { kind: 'generic', name: 'Any tool' })
  return {
    url: place.url,
    apiKey,
    intakeUrl: String(source.body['intakeUrl']),
    secret: String(source.body['secret']),
  }
}

async function asAdministrator<T>(place: Place, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client(await databaseOf(place))
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
