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
  const organisation = ['--organisation', 'Harbour Bakery', '--owner-email', 'vera@harbour.example']
  const place = ['--owner-name', 'Vera Lang', '--country', 'AT', '--time-zone', 'Europe/Vienna']
  const made = JSON.parse(await server.muster('init', ...organisation, ...place, '--json'))
  owner = await enter(server, made.inviteUrl)
  for (const [title, severity] of [
    ['Kassenserver steht', 'S2'],
    ['Grüße von einem Fremden', 'S4'],
  ])
    await owner.call('POST', '/incidents', { title, kind: 'other', severity })
  await owner.call('POST', '/assets', { name: 'Kasse am Kai', kind: 'computer' })
  page = await (await browserOf(browser, server, owner)).newPage()
})
test.afterAll(({ browser }) => endStory(browser, server))

test('U61 an owner finds a case and a till from any page with the keyboard alone, and is told when there is nothing', async () => {
  await page.goto(`${server.origin}/t/${owner.slug}/vendors`)
  await expect(page.getByRole('button', { name: 'Search everything' })).toBeVisible()
  const dialog = page.getByRole('dialog', { name: 'Search everything' })
  const field = dialog.getByRole('searchbox', { name: 'What you look for' })
  // The page listens a moment after it is painted; pressed again, an open search stays open.
  await expect(async () => {
    await page.keyboard.press('Control+k')
    await expect(field).toBeFocused({ timeout: 1000 })
  }).toPass()
  await field.fill('giraffe')
  await expect(dialog.getByRole('status')).toContainText('Nothing was found')
  await field.fill('g')
  await expect(dialog.getByRole('status')).toContainText('at least two letters')
  await field.fill('kasse')
  await expect(dialog.getByRole('link')).toHaveCount(2)
  await judge(page, 'search', [390, 1280])
  await page.keyboard.press('ArrowDown')
  await expect(dialog.getByRole('link', { name: /Kassenserver steht/ })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: /Kassenserver steht/ })).toBeVisible()
  await page.getByRole('button', { name: 'Search everything' }).click()
  await dialog.getByRole('button', { name: 'kasse', exact: true }).click()
  await expect(dialog.getByRole('link', { name: /Kasse am Kai/ })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
})

test('U61 an owner saves a view, shares it, opens its link bare and the list with it, and removes it', async () => {
  const incidents = `${server.origin}/t/${owner.slug}/incidents`
  const title = (name: RegExp) => page.getByRole('link', { name })
  await page.goto(`${incidents}?severity=S2`)
  await expect(title(/Kassenserver/)).toBeVisible()
  await page.getByRole('button', { name: 'Views', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Save this view' }).click()
  await page.getByLabel('Name').fill('Serious')
  await page.getByLabel('Share it with everybody').check()
  await page.getByLabel('Open this list with it').check()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  const chip = page.getByRole('link', { name: 'Serious', exact: true })
  await chip.click()
  await expect(page.getByText('You share this view with everybody')).toBeVisible()
  await judge(page, 'views', [390, 1280])
  const saved = new URL(page.url()).searchParams.get('saved') ?? ''

  await page.goto(`${incidents}?saved=${saved}`)
  await expect(page).toHaveURL(/severity=S2/)
  await expect(title(/Kassenserver/)).toBeVisible()
  await expect(title(/Fremden/)).toBeHidden()
  await page.goto(incidents)
  await expect(page).toHaveURL(/severity=S2/)
  await expect(title(/Kassenserver/)).toBeVisible()
  await page
    .getByRole('navigation', { name: 'Saved views of this list' })
    .getByRole('link', { name: 'All' })
    .click()
  await expect(title(/Fremden/)).toBeVisible()

  await owner.call('PUT', `/views/${saved}`, { filter: { severity: 'S2', colour: 'red' } })
  await page.goto(`${incidents}?saved=${saved}`)
  await expect(page.getByText('One filter of this view no longer exists')).toBeVisible()
  await page.getByRole('button', { name: 'Views', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Remove' }).click()
  await page.getByRole('button', { name: 'Remove the view' }).click()
  await expect(chip).toBeHidden()
  await page.goto(`${incidents}?saved=${saved}`)
  await expect(page.getByText('This view was removed')).toBeVisible()
  await expect(title(/Kassenserver/)).toBeVisible()
})
