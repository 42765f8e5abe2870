import { expect, test, type Page } from '@playwright/test'
import { judge } from './judge.ts'
import { browserOf, endStory, enter, type Person } from './people-for-journeys.ts'
import { startJourneyServer, type JourneyServer } from './server-for-journeys.ts'

test.describe.configure({ mode: 'serial' })
let server: JourneyServer
let owner: Person
let lead: Person
let counsel: Person
let leadPage: Page
let ownerPage: Page
let room = ''

const title = 'Customer list copied at night'

test.beforeAll(async ({ browser }) => {
  server = await startJourneyServer()
  const organisation = ['--organisation', 'Harbour Bakery', '--owner-email', 'vera@harbour.example']
  const place = ['--owner-name', 'Vera Lang', '--country', 'AT', '--time-zone', 'Europe/Vienna']
  const made = JSON.parse(await server.muster('init', ...organisation, ...place, '--json'))
  owner = await enter(server, made.inviteUrl)
  const invited = async (name: string, role: string) => {
    const email = `${role}@harbour.example`
    const { inviteUrl } = await owner.call('POST', '/members', { name, email, role })
    return enter(server, String(inviteUrl))
  }
  lead = await invited('Ben Novak', 'lead')
  counsel = await invited('Ida Recht', 'counsel')
  leadPage = await (await browserOf(browser, server, lead)).newPage()
  ownerPage = await (await browserOf(browser, server, owner)).newPage()
})
test.afterAll(({ browser }) => endStory(browser, server))

test('R34 a lead declares an insider case about the owner, who looks everywhere and finds nothing', async () => {
  await ownerPage.goto(`${server.origin}/t/${owner.slug}/incidents`)
  await expect(ownerPage.getByRole('heading', { level: 1 })).toBeVisible()
  await leadPage.goto(`${server.origin}/t/${lead.slug}/declare?by=kind`)
  await leadPage.getByRole('button', { name: /Someone who works or worked here/ }).click()
  await expect(leadPage.getByRole('checkbox', { name: /Only named people see this/ })).toBeChecked()
  const about = leadPage.getByRole('group', { name: 'Whom is it about?' })
  await about.getByRole('checkbox', { name: /Vera Lang/ }).check()
  await leadPage
    .getByRole('group', { name: 'Who may see it, beside you?' })
    .getByRole('checkbox', { name: /Ida Recht/ })
    .check()
  await leadPage.getByRole('textbox', { name: /Give it a name/ }).fill(title)
  await judge(leadPage, 'declare-restricted')
  await leadPage.getByRole('button', { name: 'Declare now' }).click()
  await expect(leadPage.getByRole('heading', { level: 1 })).toContainText(title)
  await expect(leadPage.getByText('Restricted', { exact: true })).toBeVisible()
  room = new URL(leadPage.url()).pathname

  await ownerPage.goto(`${server.origin}${room}`)
  await expect(ownerPage.getByText('There is no such incident here.')).toBeVisible()
  for (const place of ['/incidents', '/inbox', '/settings/audit', '/']) {
    await ownerPage.goto(`${server.origin}/t/${owner.slug}${place}`)
    await expect(ownerPage.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(ownerPage.getByText(title)).toHaveCount(0)
  }
})

test('R18 counsel opens a legal lane that the lead does not see, and invites a forensic firm as a guest', async ({
  browser,
}) => {
  const page = await (await browserOf(browser, server, counsel)).newPage()
  await page.goto(`${server.origin}${room}?part=people`)
  await page.getByRole('button', { name: 'Open a sealed lane' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Open the lane' }).click()
  const lane = page.getByRole('region', { name: 'Legal advice (privileged)' })
  await lane.getByLabel('Write here').fill('Our advice to the board')
  await lane.getByRole('button', { name: 'Add to the lane' }).click()
  await expect(lane.getByRole('listitem').getByText('Our advice to the board')).toBeVisible()
  await leadPage.goto(`${server.origin}${room}?part=people`)
  await expect(leadPage.getByRole('heading', { name: 'Who may see this incident' })).toBeVisible()
  await expect(leadPage.getByText('You are in no sealed lane of this incident.')).toBeVisible()
  await expect(leadPage.getByRole('region', { name: 'People to call' }).getByText('Vera Lang')).toHaveCount(0)
  await judge(leadPage, 'circle')

  await page.getByRole('button', { name: 'Invite a guest' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Nadia Forensic')
  await dialog.getByLabel('E-mail address').fill('nadia@forensics.example')
  await dialog.getByRole('button', { name: 'Invite', exact: true }).click()
  const url = await dialog.getByRole('textbox', { name: 'Invitation link' }).inputValue()
  await dialog.getByRole('button', { name: 'Done' }).click()

  const guest = await enter(server, url)
  const guestPage = await (await browserOf(browser, server, guest)).newPage()
  await guestPage.goto(`${server.origin}/t/${guest.slug}/incidents`)
  await guestPage.getByRole('link', { name: new RegExp(title) }).click()
  await expect(guestPage.getByRole('heading', { level: 1 })).toContainText(title)
  await expect(guestPage.getByRole('link', { name: 'People', exact: true })).toHaveCount(0)
})
