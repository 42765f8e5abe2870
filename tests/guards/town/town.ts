import { ownDevice, ownInboxItem } from './belongings.ts'
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import pino from 'pino'
import { inject } from 'vitest'
import { actions } from '../../../src/app/areas.ts'
import { serve, type Running } from '../../../src/app/serve.ts'
import { joinMember } from '../../../src/areas/register/people/public/people.ts'
import { roleMay } from '../../../src/base/access.ts'
import { memberRoles, type MemberRole } from '../../../src/base/permissions.ts'
import type { Endpoint } from '../../../src/base/endpoint.ts'
import { asSystem, type House } from '../../../src/platform/action.ts'
import { readConfig } from '../../../src/platform/config.ts'
import { freePort } from '../../api/served.ts'
import { freshDatabase } from '../../database.ts'
import { signedIn, type Account } from './browser.ts'
import {
  acting,
  furnishedCompany,
  furnitureOf,
  keyFor,
  type Act,
  type Company,
  type Fields,
} from './company.ts'
import type { Site } from './requests.ts'
import { sendWire, wireOf, type Answer, type Wanted, type Wire } from './send.ts'

/** Who may stand at the door of the first company. */
export const standings = [
  'nobody',
  ...memberRoles,
  'key',
  'empty key',
  "other's key",
  'invited',
  'suspended',
  'first factor',
  'stranger',
] as const
export type Standing = (typeof standings)[number]

export interface Principal {
  readonly standing: Standing
  readonly headers: Readonly<Record<string, string>>
  readonly role?: MemberRole
  readonly userId?: string
}

/** The whole program on a port, with two furnished companies and people who really signed in. */
export interface Town {
  readonly base: string
  readonly origin: string
  readonly running: Running
  readonly house: House
  readonly folder: string
  readonly home: Company
  readonly away: Company
  readonly people: ReadonlyMap<Standing, Principal>
  /** Every byte that an answer held, in the order of the answers. */
  readonly answers: { readonly by: Standing; readonly text: string }[]
  /** Every line of the log, at level debug. */
  readonly logged: string[]
  /** Passwords, keys, tokens, codes and authenticator secrets that people were given. */
  readonly secrets: readonly string[]
  readonly database: Client
  send(endpoint: Endpoint, wanted: Wanted, by: Standing): Promise<Answer>
  /** Sends what no client of ours would. */
  sendWire(wire: Wire, by: Standing): Promise<Answer>
  site(by: Standing): Site
  stop(): Promise<void>
}

export const endpoints: readonly Endpoint[] = actions.map((action) => action.endpoint)

/** The owner, or a guest where an owner has nothing to ask. */
export function askerOf({ permission }: Endpoint): 'owner' | 'guest' {
  if (permission === 'public' || permission === 'signed_in') return 'owner'
  return roleMay('owner', permission) ? 'owner' : 'guest'
}

/** @param who whose standing the test needs, beside the owner of each company */
export async function town(who: readonly Standing[] = standings): Promise<Town> {
  const opened = await openProgram()
  const { running, house, client, ...at } = opened
  const accountOf = (name: string, factors: 1 | 2 = 2) =>
    signedIn(at, { email: `${name.replaceAll(' ', '-')}-${randomUUID()}@example.org`, name, factors })
  const [homeOwner, awayOwner] = [await accountOf('owner'), await accountOf('stranger')]
  const companyOf = async (turn: 'first' | 'further', owner: Account) =>
    furnishedCompany(house, { turn, ...owner, session: await secondSession(client, owner.userId) })
  const home = await companyOf('first', homeOwner)
  const away = await companyOf('further', awayOwner)
  const accounts = new Map<Standing, Account>([
    ['owner', homeOwner],
    ['stranger', awayOwner],
  ])
  const members = new Map<Standing, string>()
  for (const standing of who) {
    if (standing.includes('key') || standing === 'nobody' || accounts.has(standing)) continue
    const account = await accountOf(standing, standing === 'first factor' ? 1 : 2)
    accounts.set(standing, account)
    members.set(standing, await admit(house, home, { standing, account }))
  }
  const keys = {
    key: home.apiKey,
    'empty key': (await keyFor(house, { tenantId: home.tenantId, name: 'Empty', scopes: [] })).secret,
    "other's key": away.apiKey,
  }
  const people = principals({ accounts, keys, slug: home.slug, origin: at.origin })
  const answers: { by: Standing; text: string }[] = []
  const send = async (wire: Wire, by: Standing): Promise<Answer> => {
    const answer = await sendWire(at.base, wire)
    answers.push({ by, text: `${answer.status}\n${[...answer.headers].flat().join('\n')}\n\n${answer.text}` })
    return answer
  }
  return {
    ...at,
    running,
    house,
    home,
    away,
    people,
    answers,
    database: client,
    secrets: secretsOf([...accounts.values()], Object.values(keys), [home, away]),
    sendWire: send,
    send: (endpoint, wanted, by) => send(wireOf(endpoint, wanted, headersOf(people, endpoint, by)), by),
    site: (by) =>
      siteOf(
        { house, home, client },
        {
          userId: accounts.get(by)?.userId,
          memberId: members.get(by),
          guestEmail: by === 'guest' ? accounts.get(by)?.email : undefined,
        },
      ),
  }
}

/** The whole program on a free port, with a database and folders of its own. */
async function openProgram() {
  const database = await freshDatabase()
  const folder = await mkdtemp(join(tmpdir(), 'muster-town-'))
  const logged: string[] = []
  const port = await freePort()
  const verifierFile = join(folder, 'verifier.mjs')
  await writeFile(verifierFile, '// the verifier is built elsewhere\n')
  const settings = readConfig(
    {
      DATABASE_URL: database.url,
      MUSTER_DATA: join(folder, 'data'),
      MUSTER_KEYS: inject('keysFolder'),
      MUSTER_PORT: String(port),
      MUSTER_TRUSTED_PROXIES: '127.0.0.1',
    },
    folder,
  )
  const config = { ...settings, verifierFile }
  const log = pino({ level: 'debug' }, { write: (line: string) => void logged.push(line) })
  const running = await serve({ config, log, withJobs: false })
  const { house } = running.opened
  const client = new Client({ connectionString: database.url })
  await client.connect()
  return {
    base: `http://127.0.0.1:${port}`,
    origin: config.url,
    sessions: house.services.sessions,
    running,
    house,
    folder,
    logged,
    client,
    async stop() {
      await client.end()
      await running.stop()
      await database.drop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function secretsOf(
  accounts: readonly Account[],
  keys: readonly string[],
  companies: readonly Company[],
): string[] {
  return [
    ...accounts.flatMap((account) => account.secrets),
    ...keys,
    ...companies.flatMap(({ sourceSecret, invitation, form, receipt }) => [
      sourceSecret,
      invitation,
      form,
      receipt,
    ]),
  ]
}

/** @param asker a person without an account gets things of the owner, on which they are refused anyway */
function siteOf(
  at: { house: House; home: Company; client: Client },
  asker: { userId: string | undefined; memberId: string | undefined; guestEmail: string | undefined },
): Site {
  const { house, home, client } = at
  const { userId } = asker
  const act = acting(house, home.owner)
  const own = {
    owner: { ...home.owner, memberId: asker.memberId ?? home.owner.memberId },
    marker: home.marker,
  }
  const make = furnitureOf(act, home.marker, home.owner.memberId)
  const incident = async () => {
    const id = await make.incident()
    if (asker.guestEmail !== undefined) await letIn(act, id, asker.guestEmail)
    return id
  }
  return {
    house,
    company: home,
    act,
    make: { ...make, incident },
    asker: own.owner.memberId,
    userId,
    session: () => (userId === undefined ? Promise.resolve(randomUUID()) : secondSession(client, userId)),
    inboxItem: () => ownInboxItem(house, own),
    device: () => ownDevice(house, own),
  }
}

/** Pages outside an organisation do not name one: links, and what a person sees before choosing. */
export function headersOf(
  people: Town['people'],
  { permission }: Endpoint,
  by: Standing,
): Record<string, string> {
  const { 'muster-tenant': tenant, ...rest } = people.get(by)?.headers ?? {}
  const isInside = permission !== 'public' && permission !== 'signed_in'
  return isInside && tenant !== undefined ? { ...rest, 'muster-tenant': tenant } : rest
}

async function admit(
  house: House,
  { tenantId, owner, ids }: Company,
  { standing, account: { email, userId } }: { standing: Standing; account: Account },
): Promise<string> {
  const role = memberRoles.find((known) => known === standing) ?? 'owner'
  const act = acting(house, owner)
  if (standing === 'invited') {
    const { member } = await act('inviteMember', { name: 'Invited', email, role: 'lead' })
    return String((member as Fields)['id']) // as its contract says
  }
  const { memberId } = await asSystem(house, tenantId, 'Test', (context) =>
    joinMember(context, { name: `Person ${standing}`, email, role, userId }),
  )
  if (standing === 'suspended') await act('suspendMember', { id: memberId, reason: 'Left' })
  if (standing === 'guest') await letIn(act, ids.incident, email)
  return memberId
}

/** A guest is somebody only where a case was opened to them. */
async function letIn(act: Act, id: string, email: string): Promise<void> {
  const endsAt = new Date(Date.now() + 30 * 86_400_000).toISOString()
  await act('inviteGuest', { id, name: 'Person guest', email, access: 'write', endsAt })
}

function principals(given: {
  accounts: ReadonlyMap<Standing, Account>
  keys: Readonly<Record<string, string>>
  slug: string
  origin: string
}): Map<Standing, Principal> {
  const all = new Map<Standing, Principal>([['nobody', { standing: 'nobody', headers: {} }]])
  for (const [standing, { cookie, userId }] of given.accounts) {
    const role = memberRoles.find((known) => known === standing)
    const headers = { cookie, origin: given.origin, 'muster-tenant': given.slug }
    all.set(standing, { standing, headers, userId, ...(role !== undefined && { role }) })
  }
  for (const standing of standings.filter((name) => name in given.keys))
    all.set(standing, { standing, headers: { authorization: `Bearer ${given.keys[standing]}` } })
  return all
}

/** One more browser of the same person, straight into the table: signing in needs a new code each half minute. */
async function secondSession(client: Client, userId: string): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    `insert into auth.session (id, user_id, token, second_factor, expires_at, created_at, updated_at)
     values (gen_random_uuid(), $1, gen_random_uuid()::text, true, now() + interval '1 hour', now(), now()) returning id`,
    [userId],
  )
  return rows[0]?.id ?? ''
}
