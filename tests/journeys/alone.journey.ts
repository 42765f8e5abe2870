import { expect, test, type Page } from '@playwright/test'
import { judge } from './judge.ts'
import { browserOf, endStory, enter, type Person } from './people-for-journeys.ts'
import { startJourneyServer, type JourneyServer } from './server-for-journeys.ts'
import { storyClock } from './time-for-journeys.ts'

/** One person, one phone, one hour: a mailbox was taken and money has left. */
test.describe.configure({ mode: 'serial' })
const clock = storyClock()
let server: JourneyServer
let owner: Person
let page: Page
let room = ''

test.beforeAll(async ({ browser }) => {
  server = await startJourneyServer(clock.environment)
  const words = ['--organisation', 'Harbour Bakery', '--owner-email', 'vera@harbour.example']
  const more = ['--owner-name', 'Vera Lang', '--country', 'AT', '--time-zone', 'Europe/Vienna', '--json']
  owner = await enter(server, JSON.parse(await server.muster('init', ...words, ...more)).inviteUrl)
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }
  const context = await browserOf(browser, server, owner, phone)
  await clock.wind(context)
  page = await context.newPage()
})
test.afterAll(async ({ browser }) => {
  await endStory(browser, server)
  clock.remove()
})

test('minute 0: an owner alone answers five questions, and reads whom to call before anything else', async () => {
  await page.goto(`${server.origin}/t/${owner.slug}/declare`)
  const next = page.getByRole('button', { name: 'Next' })
  await page.getByText('A payment or a bank account looks wrong').click()
  await page.getByText('Mail left in our name that nobody here wrote').click()
  await next.click()
  await page.getByRole('textbox', { name: 'Which systems?' }).fill('Mailbox of Vera')
  await page.getByText('One device, account or document').click()
  await next.click()
  await page.getByText('Yes, or it is still out of our hands').click()
  await next.click()
  await page.getByText('Money has left our account').click()
  await next.click()
  await page.getByText('Only me').click()
  await next.click()
  await expect(page.getByRole('heading', { name: 'It looks like a crisis' })).toBeVisible()
  await expect(page.getByRole('listitem').filter({ hasText: /^Bank/ })).toContainText('within 15 minutes')
  await expect(page.getByText(/Ask the bank to call the payment back/)).toBeVisible()
  await page.getByRole('button', { name: 'Declare it now' }).click()
  await expect(page.getByRole('heading', { name: /Call your bank/ }).first()).toBeVisible()
  await expect(page.getByRole('button', { name: 'Done', exact: true }).first()).toBeInViewport({ ratio: 1 })
  room = page.url()
  await judge(page, 'alone-declared')
})

test('minute 5: the bank is called and the step is done with one thumb; what was paid is kept as a cost', async () => {
  await clock.pass(page, 5)
  await expect(page.getByText('5 min', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Done', exact: true }).first().click()
  await expect(page.getByRole('heading', { name: /Stop every other payment/ }).first()).toBeFocused()
  await capture('/decision ', 'We do not wait for proof: the bank recalls the payment')
  await capture('/cost ', 'Paid to the thief', async () => {
    await page.getByLabel('Amount').fill('8400')
    await page.getByLabel('Kind').selectOption('Money or things lost')
  })
  const dueAt = new Date(Date.now() + 30 * 60_000).toISOString()
  const { id: ownerId } =
    ((await owner.call('GET', '/members?limit=1')) as { items: { id: string }[] }).items[0] ?? {} // the contract's shape
  const task = { title: 'Call the real supplier', ownerId, dueAt }
  await owner.call('POST', `/incidents/${idOf(room)}/tasks`, task)
  await expect(page.getByRole('status').filter({ hasText: 'On the record: Paid to the thief' })).toBeVisible()
})

test('minute 20: in the cellar there is no connection, and what is written there joins the timeline at its own minute', async () => {
  await clock.pass(page, 15)
  await page.context().setOffline(true)
  await capture('', 'The supplier says their mail is fine: the bank details came from our side')
  await expect(page.getByRole('region', { name: 'Not on the record yet' })).toContainText('bank details')
  await page.context().setOffline(false)
  await expect(page.getByRole('region', { name: 'Not on the record yet' })).toHaveCount(0)
})

test('R55 minute 35: a new password alone is not called reset; five things are', async () => {
  await clock.pass(page, 15)
  await page.goto(`${room}/containment`)
  await page.getByRole('button', { name: 'Add an account' }).click()
  const adding = page.getByRole('dialog', { name: 'Add an account' })
  await adding.getByRole('textbox', { name: 'Account' }).fill('vera@harbour.example')
  await adding.getByRole('textbox', { name: 'Where' }).fill('Microsoft 365')
  await adding.getByRole('button', { name: 'Add' }).click()
  const accounts = page.getByRole('region', { name: 'Accounts' })
  await expect(accounts).toContainText('Not reset yet')
  await judge(page, 'alone-account')
  const answers = {
    Password: 'cleared',
    Sessions: 'cleared',
    'Tokens of apps': 'looked, there is none',
    'App passwords': 'looked, there is none',
    'Mailbox rules': 'cleared',
  }
  for (const [part, answer] of Object.entries(answers)) {
    await expect(accounts).toContainText('Not reset yet')
    await accounts.getByRole('button', { name: new RegExp(`^Answer: ${part}`) }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('How it stands').selectOption(answer)
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect(dialog).toHaveCount(0)
  }
  await expect(accounts).not.toContainText('Not reset yet')
})

test('minute 60: the hour stands in the header, the situation on one page, and what fell due came to the inbox', async () => {
  await page.goto(room)
  await clock.pass(page, 25)
  await expect(page.getByText(/^1 h/).first()).toBeVisible()
  await page.goto(`${room}/situation`)
  await expect(page.getByLabel('Confirmed')).toHaveValue(/the bank recalls the payment/)
  await page.getByLabel('Not known').fill('Who else got an invoice with the wrong account')
  await page.getByRole('button', { name: 'Keep this version' }).click()
  await expect(page.getByRole('button', { name: 'Version 1 as PDF' })).toBeVisible()
  const { items } = (await owner.call('GET', `/incidents/${idOf(room)}/timeline?limit=200`)) as {
    items: { at: string; text?: string }[]
  } // the contract's shape
  const minutes = items.map(({ at }) => (Date.parse(at) - Date.parse(items[0]?.at ?? '')) / 60_000)
  expect(Math.max(...minutes.map(Math.abs))).toBeGreaterThan(59)
  await page.goto(`${server.origin}/t/${owner.slug}/inbox`)
  // Reminders go out once a minute by the real clock.
  await expect(page.getByText(/Call the real supplier/).first()).toBeVisible({ timeout: 120_000 })
})

function idOf(address: string): string {
  return /incidents\/([0-9a-f-]{36})/.exec(address)?.[1] ?? ''
}

/** One line under the thumb; `more` fills what its kind asks for. */
async function capture(kind: string, words: string, more?: () => Promise<void>): Promise<void> {
  const line = page.locator('[data-capture]')
  if (kind !== '') await line.fill(kind)
  await line.fill(words)
  await more?.()
  await line.press('Enter')
}
