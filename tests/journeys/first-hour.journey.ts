import { expect, test, type Page } from '@playwright/test'
import { judge } from './judge.ts'
import { browserOf, endStory, enter, type Person } from './people-for-journeys.ts'
import { startJourneyServer, type JourneyServer } from './server-for-journeys.ts'

test.describe.configure({ mode: 'serial' })
let server: JourneyServer
let owner: Person
let page: Page

test.beforeAll(async ({ browser }) => {
  server = await startJourneyServer()
  const words = ['--organisation', 'Harbour Bakery', '--owner-email', 'vera@harbour.example']
  const more = ['--owner-name', 'Vera Lang', '--country', 'AT', '--time-zone', 'Europe/Vienna', '--json']
  owner = await enter(server, JSON.parse(await server.muster('init', ...words, ...more)).inviteUrl)
  const invited = { name: 'Ben Novak', email: 'ben@harbour.example', role: 'responder' }
  await enter(server, String((await owner.call('POST', '/members', invited))['inviteUrl']))
  const earlier = await owner.call('POST', '/incidents', {
    title: 'The till in March',
    kind: 'malicious-download',
    severity: 'S3',
  })
  const till = { name: 'Till 3', state: 'affected' }
  await owner.call('POST', `/incidents/${String(earlier['id'])}/systems`, till)
  page = await (await browserOf(browser, server, owner, { reducedMotion: 'reduce' })).newPage()
  await page.setViewportSize({ width: 390, height: 844 })
  page.on('console', (message) => {
    expect(message.text()).not.toMatch(/Content Security Policy|TrustedHTML|missingKey/i)
  })
})
test.afterAll(({ browser }) => endStory(browser, server))

test('N2 an owner who never did this answers five questions on a phone, and reads what it is, why, whom to call and what not to do', async () => {
  await page.goto(`${server.origin}/t/${owner.slug}/declare`)
  await expect(page.getByRole('heading', { name: 'What do you see?' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'I know what it is: declare at once' })).toBeVisible()
  await judge(page, 'first-hour-sees', [390])
  await page.getByText('Files do not open any more, or have strange names').click()
  await page.getByRole('button', { name: 'Next' }).click()
  await expect(page.getByRole('heading', { name: 'Which systems?' })).toBeFocused()
  await page.getByRole('textbox', { name: 'Which systems?' }).fill('till 3\nFile server')
  await page.getByText('The business stands still, or the backups are hit too').click()
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByText('I do not know', { exact: true }).click()
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByText('Data of customers, staff or patients').click()
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByText('Colleagues', { exact: true }).click()
  await page.getByRole('button', { name: 'Next' }).click()
  await expect(page.getByRole('heading', { name: 'It looks like a crisis' })).toBeVisible()
  await expect(page.getByText('Your table says S1 Crisis')).toBeVisible()
  await expect(page.getByText('Tell the data protection authority, where the law asks for it')).toBeVisible()
  await expect(page.getByText('What not to do')).toBeVisible()
  await expect(page.getByRole('link', { name: /The till in March/ }).last()).toBeVisible()
  await judge(page, 'first-hour-outcome', [390])
})

test('U32 an owner stands in a room in crisis mode, and fills its roles with one tap', async () => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.getByRole('button', { name: 'Declare it now' }).click()
  await expect(page.getByRole('region', { name: 'Crisis mode' })).toContainText('Next briefing')
  await judge(page, 'crisis', [390])
  await page.getByRole('link', { name: 'Go to the roles' }).click()
  await page.getByRole('button', { name: 'Fill the open roles for us' }).click()
  await expect(page.getByText('neither filled nor left empty on purpose')).toHaveCount(0)
  await page.getByRole('button', { name: 'Hand over: Note taker' }).click()
  const dialog = page.getByRole('dialog', { name: 'Hand over: Note taker' })
  await dialog.getByLabel('Who takes over?').selectOption({ index: 1 })
  await dialog.getByLabel('What should they know?').fill('All is on paper so far')
  await dialog.getByRole('button', { name: 'Hand over' }).click()
  await expect(dialog).toBeHidden()
  await judge(page, 'roles', [390])
})

test('R35 an owner changes the table with a reason, and finds the version before', async () => {
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.goto(`${server.origin}/t/${owner.slug}/settings/grading`)
  await page
    .getByLabel('Data of customers, staff or patients, One device, account or document')
    .selectOption('S2')
  await page.getByLabel('Why is the table changed?').fill('Customer data is our business')
  await page.getByRole('button', { name: 'Put it in force' }).click()
  await expect(page.getByText(/One device, account or document: S3 → S2/)).toBeVisible()
  await page.evaluate('scrollTo(0, 0)')
  await judge(page, 'grading-table', [1280])
  await page.goto(`${server.origin}/t/${owner.slug}/what-counts`)
  await expect(page.getByText('Your table judges this one differently')).not.toHaveCount(0)
  await judge(page, 'what-counts', [390])
  await page.goto(`${server.origin}/t/${owner.slug}/settings/roles`)
  await judge(page, 'role-cards', [390])
})
