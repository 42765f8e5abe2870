import { afterEach, expect, test } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../../tests/house.ts'
import { performIn, type Perform } from '../../../../tests/world.ts'
import { nobody } from '../../../base/access.ts'
import { Refusal } from '../../../base/refusal.ts'
import { firstRun, readSetup } from './actions/setup.ts'
import { createOrganisation } from './public/organisation.ts'
import { recordSessionEvent } from './public/session-events.ts'
import { listMemberships } from './store/organisation.ts'

const opened: TestHouse[] = []
afterEach(async () => {
  await Promise.all(opened.splice(0).map((house) => house.close()))
})

const token = 'printed-at-the-console'
const near = { address: '127.0.0.1' }
const password = 'lamp-orbit-cactus-71'
const organisation = {
  name: 'Harbour Bakery',
  country: 'AT',
  timeZone: 'Europe/Vienna',
  size: '10-49',
  sector: 'retail',
} as const
const owner = { name: 'Ada Brot', email: 'Ada@Harbour.example', password }

async function unclaimed(
  environment: Record<string, string> = {},
): Promise<TestHouse & { perform: Perform }> {
  const house = await openTestHouse(environment, { setupToken: token, onSessionEvent: recordSessionEvent })
  opened.push(house)
  return { ...house, perform: performIn(house.house) }
}

async function outcomeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'done',
    (error: unknown) => (error instanceof Refusal ? error.kind : String(error)),
  )
}

async function signIn({ house }: TestHouse, email: string, typed: string): Promise<number> {
  const url = house.services.config.url
  const answer = await house.services.sessions.handle(
    new Request(`${url}/api/auth/sign-in`, {
      method: 'POST',
      headers: { origin: url, 'content-type': 'application/json' },
      body: JSON.stringify({ email, password: typed }),
    }),
  )
  return answer.status
}

test('the first person at this computer makes the organisation and can sign in; nobody can do it again', async () => {
  const house = await unclaimed()
  expect(await house.perform(readSetup, nobody, {}, near)).toEqual({ open: true, tokenNeeded: false })

  const { slug } = await house.perform(firstRun, nobody, { organisation, owner }, near)

  expect(slug).toBe('harbour-bakery')
  expect(await signIn(house, owner.email, password)).toBe(200)
  expect(await house.perform(readSetup, nobody, {}, near)).toEqual({ open: false, tokenNeeded: false })
  expect(await outcomeOf(house.perform(firstRun, nobody, { organisation, owner }, near))).toBe('not_found')
  expect(await outcomeOf(house.perform(firstRun, nobody, { token, organisation, owner }, near))).toBe(
    'not_found',
  )
})

test('of eight first runs at once, with one address or several, one wins and nothing is left of the others', async () => {
  for (const addressOf of [() => owner.email, (n: number) => `owner${n}@harbour.example`]) {
    const house = await unclaimed()
    const passwords = Array.from({ length: 8 }, (_, n) => `${password}-${n}`)

    const outcomes = await Promise.all(
      passwords.map((typed, n) =>
        outcomeOf(
          house.perform(
            firstRun,
            nobody,
            { organisation, owner: { name: 'Ada', email: addressOf(n), password: typed } },
            near,
          ),
        ),
      ),
    )

    expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(1)
    expect(outcomes.every((outcome) => ['done', 'conflict', 'not_found'].includes(outcome))).toBe(true)
    const winner = outcomes.indexOf('done')
    expect(await signIn(house, addressOf(winner), passwords[winner] ?? '')).toBe(200)
    const { rows } = await house.house.services.door.query('select count(*)::int as users from auth.user')
    expect(rows).toEqual([{ users: 1 }])
  }
})

test('N15 from afar, or behind a proxy, the first run needs the printed token', async () => {
  const far = { address: '192.0.2.7' }
  const direct = await unclaimed()
  const proxied = await unclaimed({ MUSTER_TRUSTED_PROXIES: '127.0.0.1' })

  expect(await direct.perform(readSetup, nobody, {}, far)).toEqual({ open: true, tokenNeeded: true })
  expect(await outcomeOf(direct.perform(firstRun, nobody, { organisation, owner }, far))).toBe('forbidden')
  expect(await outcomeOf(proxied.perform(firstRun, nobody, { organisation, owner }, near))).toBe('forbidden')
  expect(
    await outcomeOf(direct.perform(firstRun, nobody, { token: 'guess', organisation, owner }, far)),
  ).toBe('forbidden')
  expect(await outcomeOf(direct.perform(firstRun, nobody, { token, organisation, owner }, far))).toBe('done')
})

test('a first run that is cut off leaves the installation open, and its account to the next try', async () => {
  const house = await unclaimed()
  const { sessions } = house.house.services
  let made: string | undefined
  const cutOff = createOrganisation(house.house, {
    organisation,
    owner,
    turn: 'first',
    account: async (person) => {
      const { userId } = await sessions.createUser({ ...person, password: 'forgotten-orbit-cactus-9' })
      made = userId
      throw new Error('The machine lost power')
    },
  })
  await expect(cutOff).rejects.toThrow('lost power')
  expect(await house.perform(readSetup, nobody, {}, near)).toMatchObject({ open: true })

  await house.perform(firstRun, nobody, { organisation, owner }, near)

  expect(await sessions.findUserByEmail(owner.email)).toMatchObject({ userId: made })
  expect(await signIn(house, owner.email, password)).toBe(200)
  expect(await signIn(house, owner.email, 'forgotten-orbit-cactus-9')).toBe(401)
  expect(await listMemberships(house.house, made ?? '')).toMatchObject([{ role: 'owner' }])
})

test.each([
  { owner: { ...owner, password: 'password1234' } },
  { owner: { ...owner, email: 'ada＠harbour.example' } },
  { owner: { ...owner, role: 'owner' } },
  { organisation: { ...organisation, demo: true } },
  { organisation: { ...organisation, slug: 'mine' } },
])('a first run with something odd in it is refused and leaves the installation open: %j', async (odd) => {
  const house = await unclaimed()

  expect(await outcomeOf(house.perform(firstRun, nobody, { organisation, owner, ...odd }, near))).toBe(
    'invalid',
  )

  expect(await house.perform(readSetup, nobody, {}, near)).toMatchObject({ open: true })
  expect(await outcomeOf(house.perform(firstRun, nobody, { organisation, owner }, near))).toBe('done')
})

test('the host adds further organisations with names of their own, and takes the installation with the first', async () => {
  const house = await unclaimed()
  const add = () => createOrganisation(house.house, { organisation, owner, turn: 'further' })

  const made = await Promise.all([add(), add(), add()])

  expect(made.map((one) => one.slug).toSorted()).toEqual([
    'harbour-bakery',
    'harbour-bakery-2',
    'harbour-bakery-3',
  ])
  expect(made.every((one) => /\/invitation\/[\w-]{22}$/.test(one.inviteUrl ?? ''))).toBe(true)
  expect(await house.perform(readSetup, nobody, {}, near)).toMatchObject({ open: false })
  const first = createOrganisation(house.house, { organisation, owner, turn: 'first' })
  expect(await outcomeOf(first)).toBe('conflict')
})
