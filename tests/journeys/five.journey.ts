import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test, type Page } from '@playwright/test'
import { browserOf, endStory, enter, type Person } from './people-for-journeys.ts'
import { startJourneyServer, type JourneyServer } from './server-for-journeys.ts'

/** Five people in five browsers lead ransomware from the first word to the proof. */
test.describe.configure({ mode: 'serial' })
const run = promisify(execFile)
const root = join(import.meta.dirname, '../..')
const names = ['Vera Lang', 'Ben Novak', 'Tom Huber', 'Ann Frey', 'Ida Recht'] as const
type Name = (typeof names)[number]
const roles = {
  'Ben Novak': 'lead',
  'Tom Huber': 'responder',
  'Ann Frey': 'responder',
  'Ida Recht': 'counsel',
} as const
let server: JourneyServer
const people = new Map<Name, Person>()
const pages = new Map<Name, Page>()
let room = ''

test.beforeAll(async ({ browser }) => {
  server = await startJourneyServer()
  const words = ['--organisation', 'Harbour Bakery', '--owner-email', 'vera@harbour.example']
  const more = ['--owner-name', 'Vera Lang', '--country', 'AT', '--time-zone', 'Europe/Vienna', '--json']
  const owner = await enter(server, JSON.parse(await server.muster('init', ...words, ...more)).inviteUrl)
  people.set('Vera Lang', owner)
  for (const [name, role] of Object.entries(roles)) {
    const email = `${name.split(' ')[0]}@harbour.example`
    const { inviteUrl } = await owner.call('POST', '/members', { name, email, role })
    people.set(name as Name, await enter(server, String(inviteUrl))) // a key of roles is a name
  }
  for (const name of names) {
    const page = await (await browserOf(browser, server, person(name))).newPage()
    page.on('console', (message) => expect(message.text()).not.toMatch(/Content Security Policy|missingKey/i))
    pages.set(name, page)
  }
})
test.afterAll(({ browser }) => endStory(browser, server))

test('a lead declares, and four others come into the room', async () => {
  const page = at('Ben Novak')
  await page.goto(`${server.origin}/t/harbour-bakery/declare?by=kind`)
  await page.getByRole('button', { name: 'Our files are locked and someone wants money' }).click()
  await page.getByLabel('3. Give it a name').fill('Files locked on FILE01')
  await page.getByRole('button', { name: 'Declare now' }).click()
  await expect(page.getByRole('heading', { level: 1, name: /Files locked on FILE01/ })).toBeVisible()
  room = page.url()
  await everybody(async (other) => {
    await other.goto(room)
    await expect(other.getByRole('heading', { level: 1, name: /Files locked on FILE01/ })).toBeVisible()
  })
})

test('U30 five people write at the same moment, and each reads the words of all', async () => {
  await Promise.all(names.map(async (name) => write(at(name), `${name} is in the room`)))
  await everybody(async (page) => {
    for (const name of names) await expect(page.getByText(`${name} is in the room`).first()).toBeVisible()
  })
})

test('U32 the open roles are filled with one tap, and the technical one is handed over with a note', async () => {
  const page = at('Ben Novak')
  await page.goto(`${room}?part=people`)
  await page.getByRole('button', { name: 'Fill the open roles for us' }).click()
  await expect(page.getByText('neither filled nor left empty on purpose')).toHaveCount(0)
  const handing = page.getByRole('button', { name: /^Hand over: / }).nth(1)
  const role = (await handing.getAttribute('aria-label'))?.replace('Hand over: ', '') ?? ''
  await handing.click()
  const dialog = page.getByRole('dialog', { name: `Hand over: ${role}` })
  await dialog.getByLabel('Who takes over?').selectOption({ index: 1 })
  await dialog.getByLabel('What should they know?').fill('The network is cut, the backups are safe')
  await dialog.getByRole('button', { name: 'Hand over' }).click()
  await expect(dialog).toBeHidden()
  await expect(
    at('Ann Frey')
      .getByText(/The network is cut, the backups are safe/)
      .first(),
  ).toBeVisible()
})

test('R18 counsel keeps a lane that the other four do not see', async () => {
  const page = at('Ida Recht')
  await page.goto(`${room}?part=people`)
  await page.getByRole('button', { name: 'Open a sealed lane' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Open the lane' }).click()
  const lane = page.getByRole('region', { name: 'Legal advice (privileged)' })
  await lane.getByLabel('Write here').fill('Do not pay before we asked the police')
  await lane.getByRole('button', { name: 'Add to the lane' }).click()
  await expect(lane.getByRole('listitem').getByText('Do not pay before we asked')).toBeVisible()
  await page.goto(room)
  await everybody(async (other) => {
    await expect(other.getByText('Do not pay before we asked')).toHaveCount(0)
  })
})

test('R43 the technician isolates the file server in sight of all, and says at the end that it does not come back', async () => {
  const page = at('Tom Huber')
  await write(page, '/system ')
  await write(page, 'FILE01')
  await expect(
    at('Vera Lang')
      .getByText(/^FILE01: /)
      .first(),
  ).toBeVisible()
  await page.goto(`${room}/containment`)
  await page.getByRole('button', { name: 'Isolate: FILE01' }).click()
  const isolating = page.getByRole('dialog', { name: 'Isolate FILE01' })
  await isolating.getByLabel(/Why it is worth it/).fill('It spreads; orders go on by phone')
  await isolating.getByRole('button', { name: 'Isolate it' }).click()
  await expect(isolating).toHaveCount(0)
  await expect(
    at('Vera Lang')
      .getByText(/FILE01: .*cut off|FILE01: .*isolated/i)
      .first(),
  ).toBeVisible()
  await page.getByRole('button', { name: 'Does not come back: FILE01' }).click()
  const retiring = page.getByRole('dialog', { name: 'FILE01 does not come back' })
  await retiring.getByRole('textbox').fill('A new server takes its place')
  await retiring.locator('button[type=submit]').click()
  await expect(retiring).toHaveCount(0)
  await expect(page.getByText('Tom Huber: it does not come back. A new server takes its place')).toBeVisible()
})

test('R52 the technician says how it began; a person as the cause is answered with a question, a condition is taken', async () => {
  const page = at('Tom Huber')
  await page.goto(`${room}/investigation?part=causes`)
  await page.getByLabel('How did they, or it, get in?').selectOption('A stolen or guessed password')
  await page
    .getByLabel('How do you know, or where did you look?')
    .fill('Sign-ins from abroad in the log of the VPN')
  await page.getByRole('button', { name: 'Save how it began' }).click()
  await page.getByLabel('Which kind of cause?').selectOption('Sign-in had no second factor')
  await page.getByLabel('In your words').fill('Human error of the office')
  await page.getByRole('button', { name: 'Add this cause' }).click()
  await expect(page.getByText(/ends the search at a person/).first()).toBeVisible()
  await page.getByLabel('In your words').fill('The VPN asked for a password alone')
  await page.getByRole('button', { name: 'Add this cause' }).click()
  await expect(
    page.getByRole('button', { name: 'Take back: The VPN asked for a password alone' }),
  ).toBeVisible()
})

test('a communications person lists who must know, and the lead cannot close before they were told', async () => {
  const ann = at('Ann Frey')
  await ann.goto(`${room}/investigation?part=reach`)
  await ann.getByLabel('Who is affected?').fill('Hotel Adler')
  await ann.getByLabel('Which group is that?').selectOption('Customers')
  await ann.getByRole('region', { name: 'Who must know' }).getByRole('button', { name: 'Add' }).click()
  await expect(ann.getByText('Not told yet')).toBeVisible()
  const ben = at('Ben Novak')
  await ben.goto(`${room}/close`)
  await ben.getByText('It happened and it is dealt with.').click()
  await ben.getByLabel(/3\. Sum it up/).fill('Files were locked. We restored them from the backup of Friday.')
  await expect(ben.getByText('Tell Hotel Adler, or say why they are not told.')).toBeVisible()
  await ann.getByRole('button', { name: 'Told them: Hotel Adler' }).click()
  const dialog = ann.getByRole('dialog', { name: 'Told them: Hotel Adler' })
  await dialog.getByLabel('Note, like whom you spoke to').fill('Mr Adler himself')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(ben.getByText('Tell Hotel Adler, or say why they are not told.')).toHaveCount(0)
})

test('R60 one says that the attacker is gone, another signs, and looking again is planned', async () => {
  const tom = at('Tom Huber')
  await tom.goto(`${room}/containment`)
  await tom.getByRole('button', { name: 'Plan 7, 30, 90 days' }).click()
  const planning = tom.getByRole('dialog', { name: 'Plan 7, 30, 90 days' })
  await planning.getByRole('textbox', { name: 'What is looked at' }).fill('Sign-ins to the VPN')
  await planning.getByRole('checkbox', { name: 'Tom Huber' }).check()
  await planning.locator('button[type=submit]').click()
  await expect(tom.getByRole('dialog')).toHaveCount(0)
  // What was planned pushes down what stands below it: a click before that would miss.
  await expect(tom.getByRole('main').getByText('Sign-ins to the VPN').first()).toBeVisible()
  await tom.getByRole('button', { name: 'Say that they are gone' }).click()
  const saying = tom.getByRole('dialog', { name: 'Say that they are gone' })
  await expect(saying).toBeVisible()
  for (const box of await saying.getByRole('checkbox').all()) await box.check()
  await saying.getByRole('textbox', { name: 'What it rests on' }).fill('Quiet since Friday in all logs')
  await saying.locator('button[type=submit]').click()
  await expect(saying).toHaveCount(0)
  const vera = at('Vera Lang')
  await vera.goto(`${room}/containment`)
  await vera.getByRole('button', { name: 'Sign', exact: true }).click()
  const signing = vera.getByRole('dialog')
  await expect(signing).toContainText('Quiet since Friday in all logs')
  for (const box of await signing.getByRole('checkbox').all()) await box.check()
  await signing.locator('button[type=submit]').click()
  await expect(vera.getByText('Signed by Vera Lang')).toBeVisible()
})

test('it is closed once, all five see it, and what they wrote can be proved', async () => {
  for (const page of pages.values()) if (page !== at('Ben Novak')) await page.goto(room)
  const ben = at('Ben Novak')
  await expect(ben.getByLabel('2. How did it begin?')).toHaveValue('stolen_credentials')
  await ben.getByLabel('Which one mattered most here?').selectOption('backup')
  await ben.getByLabel('How it did').selectOption('worked')
  await ben.getByRole('button', { name: 'Keep this grade' }).click()
  await ben.getByRole('button', { name: 'Close the incident' }).click()
  await everybody((page) => expect(page.getByText('Closed. It is over.').first()).toBeVisible())
  const id = /incidents\/([0-9a-f-]{36})/.exec(room)?.[1] ?? ''
  const again = { summary: 'Once more', initialVector: 'unknown' }
  await expect(person('Vera Lang').call('POST', `/incidents/${id}/closure`, again)).rejects.toThrow(/^409 /)
  const files = { bundle: join(server.dataFolder, 'bundle.json'), key: join(server.dataFolder, 'key.pub') }
  writeFileSync(files.bundle, await taken('POST', `/incidents/${id}/bundle`))
  writeFileSync(files.key, await taken('GET', '/ledger/key'))
  const words = [join(root, 'dist/muster-verify.mjs'), files.bundle, '--key', files.key]
  expect((await run(process.execPath, words)).stdout).toMatch(/^VERIFIED \d+ leaves/)
  expect((await taken('POST', `/incidents/${id}/bundle`)).toString()).not.toContain(
    'Do not pay before we asked',
  )
})

/** The bytes of a download, as the lead gets them. */
async function taken(method: string, path: string): Promise<Buffer> {
  const { cookie, slug } = person('Ben Novak')
  const headers = { cookie, origin: server.origin, 'muster-tenant': slug }
  const response = await fetch(`${server.origin}/api/v1${path}`, { method, headers })
  expect(response.status).toBe(200)
  return Buffer.from(await response.arrayBuffer())
}

async function write(page: Page, words: string): Promise<void> {
  const line = page.locator('[data-capture]')
  await line.fill(words)
  await line.press('Enter')
}

async function everybody(look: (page: Page) => Promise<void>): Promise<void> {
  await Promise.all([...pages.values()].map(look))
}

function at(name: Name): Page {
  const page = pages.get(name)
  if (page === undefined) throw new Error(`${name} has no browser`)
  return page
}

function person(name: Name): Person {
  const found = people.get(name)
  if (found === undefined) throw new Error(`${name} has no account`)
  return found
}
