import { expect, test, type Page } from '@playwright/test'
import { judge } from './judge.ts'
import { browserOf, endStory, enter, type Person } from './people-for-journeys.ts'
import { pressTo } from './press.ts'
import { startJourneyServer, type JourneyServer } from './server-for-journeys.ts'

test.describe.configure({ mode: 'serial' })
let server: JourneyServer
let owner: Person
let page: Page
let reportUrl = ''

test.beforeAll(async ({ browser }) => {
  server = await startJourneyServer()
  const organisation = ['--organisation', 'Harbour Bakery', '--owner-email', 'vera@harbour.example']
  const place = ['--owner-name', 'Vera Lang', '--country', 'AT', '--time-zone', 'Europe/Vienna']
  const made = JSON.parse(await server.muster('init', ...organisation, ...place, '--json'))
  owner = await enter(server, made.inviteUrl)
  page = await (await browserOf(browser, server, owner)).newPage()
})
test.afterAll(({ browser }) => endStory(browser, server))

test('an owner invites a person, who joins with a password of their own', async ({ browser }) => {
  await page.goto(`${server.origin}/t/${owner.slug}/people`)
  await expect(page.getByText('Only one person is owner')).toBeVisible()
  await page.getByRole('button', { name: 'Invite a person' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Ben Novak')
  await dialog.getByLabel('E-mail address').fill('ben@harbour.example')
  await dialog.getByLabel('Lead', { exact: false }).first().check()
  await judge(page, 'invite')
  await dialog.getByRole('button', { name: 'Make the link' }).click()
  const link = await dialog.getByRole('textbox', { name: 'Link for this person' }).inputValue()
  await dialog.getByRole('button', { name: 'Done' }).click()
  await expect(page.getByRole('link', { name: /Ben Novak/ })).toBeVisible()

  const other = await (await browser.newContext()).newPage()
  await other.goto(link)
  await expect(other.getByRole('heading', { name: 'Join Harbour Bakery' })).toBeVisible()
  await judge(other, 'invitation')
  await other.getByLabel('Choose a password').fill('anchor meadow copper violin')
  await other.getByRole('button', { name: 'Join' }).click()
  await expect(other.getByRole('heading', { name: 'Your second factor' })).toBeVisible()
  await other.goto(link)
  await expect(other.getByRole('alert')).toContainText('not valid any more')
  await other.context().close()
})

test('a lead connects a tool and sees its first signal arrive by itself', async () => {
  await page.goto(`${server.origin}/t/${owner.slug}/settings/sources`)
  await page.getByRole('button', { name: 'Add a source' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Kind').selectOption('generic')
  await dialog.getByLabel('Name here').fill('Backup server')
  await dialog.getByRole('button', { name: 'Add' }).click()
  await expect(page.getByText('Silent so far')).toBeVisible()
  await judge(page, 'source-new')
  const secret = (
    await page.getByRole('region', { name: 'Secret of Backup server' }).getByRole('listitem').innerText()
  ).trim()
  const address = await page.getByLabel('Where the tool sends to', { exact: true }).innerText()
  const sent = await fetch(address.trim(), {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    body: JSON.stringify({ title: 'Backup <img src=x> failed', severity: 'high' }),
  })
  expect(sent.status).toBe(202)
  await expect(page.getByText('Works', { exact: true })).toBeVisible()
})

test('a visitor reports something odd from a phone and keeps a code', async ({ browser }) => {
  await page.getByRole('button', { name: 'Open the report form' }).click()
  reportUrl = await page.getByRole('textbox', { name: 'Address of the report form' }).inputValue()
  await judge(page, 'poster')
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } })
  const phone = await context.newPage()
  await phone.goto(reportUrl)
  await expect(phone.getByRole('heading', { name: 'Report something odd' })).toBeVisible()
  await judge(phone, 'report')
  await phone.getByLabel('Something behaves oddly').check()
  await judge(phone, 'report-kind')
  await phone.getByRole('button', { name: 'Send the report' }).click()
  await expect(phone.getByText('Say in a few words what it is about.')).toBeVisible()
  await phone.getByLabel('What did you see?').fill('My screen shows a padlock.')
  await phone.getByLabel('Yes').check()
  await phone.getByLabel('Your name').fill('Mira')
  await phone.getByRole('button', { name: 'Send the report' }).click()
  await expect(phone.getByRole('heading', { name: 'Thank you. We have it.' })).toBeVisible()
  await judge(phone, 'receipt')
  await phone.reload()
  await expect(phone.getByText('We have it. Nobody has looked at it yet.')).toBeVisible()
  await context.close()
})

test('a responder dismisses a signal with a reason and takes it back', async () => {
  await page.goto(`${server.origin}/t/${owner.slug}/signals`)
  await expect(page.getByRole('link', { name: /My screen shows a padlock/ })).toBeVisible()
  await judge(page, 'signals')
  await pressTo(page, ['j'], page.getByRole('link', { name: /My screen shows a padlock/ }))
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Backup <img src=x> failed' })).toBeVisible()
  await judge(page, 'signal')
  await page.getByRole('button', { name: 'Dismiss …' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Why is it nothing?').fill('The disk was changed on purpose.')
  await dialog.getByRole('button', { name: 'Dismiss', exact: true }).click()
  await expect(page.getByText('Dismissed, because:')).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText('Dismissed, because:')).toBeHidden()
  await expect(page.getByRole('button', { name: 'Dismiss …' })).toBeVisible()
})

test('an owner makes a key for a program and sees it on the record', async () => {
  await page.goto(`${server.origin}/t/${owner.slug}/settings/keys`)
  await page.getByRole('button', { name: 'Make a key' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('What is it for?').fill('Wall screen')
  await dialog.getByLabel('Read incidents').check()
  await dialog.getByRole('button', { name: 'Make the key' }).click()
  await expect(page.getByRole('region', { name: 'Your new key' })).toBeVisible()
  await page.goto(`${server.origin}/t/${owner.slug}/settings/audit`)
  await expect(page.getByText('Vera Lang made an API key (Wall screen).')).toBeVisible()
  await judge(page, 'audit')
})
