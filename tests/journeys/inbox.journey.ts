import { expect, test, type BrowserContext, type Page } from '@playwright/test'
import { judge } from './judge.ts'
import { browserOf, endStory, enter, type Person } from './people-for-journeys.ts'
import { startJourneyServer, type JourneyServer } from './server-for-journeys.ts'

const phoneAndLaptop = [390, 1280]
test.use({ serviceWorkers: 'allow' })
test.describe.configure({ mode: 'serial' })
let server: JourneyServer
let owner: Person
let lead: Person
let staff: Person
let context: BrowserContext
let page: Page

test.beforeAll(async ({ browser }) => {
  server = await startJourneyServer()
  const organisation = ['--organisation', 'Harbour Bakery', '--owner-email', 'vera@harbour.example']
  const place = ['--owner-name', 'Vera Lang', '--country', 'AT', '--time-zone', 'Europe/Vienna']
  const made = JSON.parse(await server.muster('init', ...organisation, ...place, '--json'))
  owner = await enter(server, made.inviteUrl)
  lead = await invited('Ben Novak', 'lead')
  staff = await invited('Ida Moser', 'staff')
  context = await browserOf(browser, server, lead)
  page = await context.newPage()
})
test.afterAll(({ browser }) => endStory(browser, server))

test('a lead sees the bell count by itself, opens the news and finds it read', async () => {
  await page.goto(`${server.origin}/t/${lead.slug}/inbox`)
  await expect(page.getByRole('heading', { name: 'Nothing has been sent to you' })).toBeVisible()
  await judge(page, 'inbox-empty', phoneAndLaptop)
  for (const [title, severity] of [
    ['Files on the till are locked', 'S2'],
    ['A laptop was left on the train', 'S3'],
    ['Strange invoices under our name', 'S3'],
  ] as const)
    await owner.call('POST', '/incidents', { title, kind: 'ransomware', severity })

  await expect(page.getByRole('link', { name: 'Inbox, 3 unread' })).toBeVisible()
  const items = page.getByRole('list', { name: 'Inbox', exact: true }).getByText(/^Unread$/)
  await expect(items).toHaveCount(3)
  await judge(page, 'inbox', phoneAndLaptop)
  await page.getByRole('link', { name: /Strange invoices/ }).click()
  await expect(page.getByRole('heading', { name: /Strange invoices/ })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Inbox, 2 unread' })).toBeVisible()
  await page.getByRole('link', { name: 'Inbox, 2 unread' }).click()
  await page.getByRole('button', { name: 'Mark all as read' }).click()
  await expect(page.getByRole('link', { name: 'Inbox, nothing unread' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Mark all as read' })).toBeHidden()
})

test('a person on a phone finds the inbox in the menu', async () => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.getByRole('button', { name: 'More' }).click()
  const places = page.getByRole('dialog').getByRole('link', { name: 'Inbox' })
  await expect(places).toBeVisible()
  await places.click()
  await expect(page.getByRole('heading', { name: 'Inbox' })).toBeVisible()
  await owner.call('POST', '/incidents', { title: 'A fourth', kind: 'ransomware', severity: 'S3' })
  await page.getByRole('button', { name: 'Mark all as read' }).click()
  const notice = await page.getByText('1 message is marked as read.').boundingBox()
  // Bar and capture line, nine rem together, stay free for the thumb.
  expect((notice?.y ?? 844) + (notice?.height ?? 0)).toBeLessThan(844 - 9 * 16)
  await page.setViewportSize({ width: 1280, height: 900 })
})

test('a lead reads honestly why a device cannot be connected, and what is shown when one is', async ({
  browser,
}) => {
  const devices = `${server.origin}/t/${lead.slug}/settings/devices`
  await page.goto(devices)
  await page.getByRole('button', { name: 'Turn on messages on this device' }).click()
  // The browser of the tests answers its own question with no.
  await expect(page.getByText('You have blocked messages from this address.')).toBeVisible()
  await judge(page, 'devices-denied', phoneAndLaptop)

  const allowed = await browserOf(browser, server, lead)
  await allowed.grantPermissions(['notifications'])
  const other = await allowed.newPage()
  await other.goto(devices)
  await expect(other.getByLabel('Name of this device')).toHaveValue(/Chrome/)
  await other.getByRole('button', { name: 'Turn on messages on this device' }).click()
  // The browser of the tests knows no push service, as one without internet.
  await expect(other.getByText('The browser could not reach its push service.')).toBeVisible()
  await judge(other, 'devices-no-service', phoneAndLaptop)

  const shown = await pushed(other, {
    title: 'Muster',
    kind: 'incident.opened',
    path: `/t/${lead.slug}/inbox`,
    id: 'a',
  })
  expect(shown).toEqual([
    {
      title: 'Muster',
      body: 'An incident was declared. Open Muster to read more.',
      data: `/t/${lead.slug}/inbox`,
    },
  ])
  // The worker holds the files of the build and no answer of the API.
  expect(await other.evaluate(keptAnswers)).toEqual([])
  await allowed.close()
})

test('a staff member who may not declare reports something odd without a name and keeps a code', async ({
  browser,
}) => {
  const own = await browserOf(browser, server, staff)
  const desk = await own.newPage()
  await desk.goto(`${server.origin}/t/${staff.slug}/declare`)
  await expect(desk.getByRole('heading', { name: 'Report something odd' })).toBeVisible()
  await judge(desk, 'declare-staff', phoneAndLaptop)
  await desk.getByLabel('Something behaves oddly').check()
  await desk.getByLabel('What did you see?').fill('The card reader asks for a password')
  await desk.getByLabel('Leave my name out').check()
  await desk.getByRole('button', { name: 'Send the report' }).click()
  await expect(desk.getByRole('heading', { name: 'Thank you. We have it.' })).toBeVisible()
  await expect(desk.getByRole('textbox', { name: 'Your code' })).toHaveValue(/^[0-9A-Z]{5}(-[0-9A-Z]{5}){3}$/)
  await expect(desk.getByRole('heading', { name: 'If it cannot wait' })).toBeVisible()
  await judge(desk, 'declare-receipt', phoneAndLaptop)
  const code = await desk.getByRole('textbox', { name: 'Your code' }).inputValue()
  // Nothing of it stays in this browser: whoever wants to know brings the code.
  expect(desk.url()).not.toContain(code)
  await desk.goto(`${server.origin}/t/${staff.slug}/declare?receipt=${code}`)
  await expect(desk.getByText('We have it. Nobody has looked at it yet.')).toBeVisible()
  await own.close()

  await page.goto(`${server.origin}/t/${lead.slug}/signals`)
  await page.getByRole('link', { name: /The card reader asks/ }).click()
  await expect(page.getByText('No name and no contact were given')).toBeVisible()
})

/** A string, since only the page knows its storage. */
const keptAnswers = `caches.keys()
  .then((names) => Promise.all(names.map(async (name) => (await caches.open(name)).keys())))
  .then((all) => all.flat().map(({ url }) => new URL(url).pathname).filter((path) => !/^\\/(assets\\/|icon|app\\.|$)/.test(path)))`

async function invited(name: string, role: string): Promise<Person> {
  const email = `${name.split(' ', 1)[0]?.toLowerCase()}@harbour.example`
  const made = await owner.call('POST', '/members', { name, email, role })
  return enter(server, String(made['inviteUrl']))
}

interface Shown {
  readonly title: string
  readonly body: string
  readonly data: string
}

/** Hands the worker a message as the browser does after opening what a push service brought; gives what it shows. */
async function pushed(on: Page, message: object) {
  const session = await on.context().newCDPSession(on)
  const registered = new Promise<string>((resolve) => {
    session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const [first] = registrations
      if (first) resolve(first.registrationId)
    })
  })
  await session.send('ServiceWorker.enable')
  const { origin } = server
  const data = JSON.stringify(message)
  await session.send('ServiceWorker.deliverPushMessage', { origin, registrationId: await registered, data })
  // As text: the tests themselves know no DOM.
  const read = () =>
    on.evaluate<readonly Shown[]>(`navigator.serviceWorker.getRegistration('/')
      .then((registration) => registration.getNotifications())
      .then((all) => all.map(({ title, body, data }) => ({ title, body, data })))`)
  await expect.poll(async () => (await read()).length).toBe(1)
  return read()
}
