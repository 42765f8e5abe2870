import { expect, test } from '@playwright/test'
import { barriers, judge, sidewaysOverflow, standStill } from './judge.ts'
import { pressTo } from './press.ts'
import { GalleryServer } from './gallery-server.ts'

const gallery = new GalleryServer()
let origin = ''
const pictures = process.env.MUSTER_PICTURES

test.beforeAll(async () => {
  origin = await gallery.start()
})
test.afterAll(() => gallery.stop())
test.beforeEach(({ page }) => {
  gallery.isSignedIn = true
  page.on('pageerror', (error) => expect(error.message).toBe('This panel fails on purpose'))
  page.on('console', (message) => {
    // Nothing may be refused by the policy of the page, and no text may lack its words.
    expect(message.text()).not.toMatch(/Content Security Policy|TrustedHTML|missingKey/i)
  })
})

const places = [
  ['today', '/t/hofer', 'Today'],
  ['incidents', '/t/hofer/incidents', 'Incidents'],
  ['declare', '/t/hofer/declare', 'Declare an incident'],
  ['kit', '/t/hofer/kit', 'Kit'],
  ['sign-in', '/sign-in', 'Sign in'],
] as const

for (const [name, path, title] of places) {
  test(`a reader finds no barrier on the page ${name}, in both looks, on phone, laptop and wall`, async ({
    page,
  }) => {
    await page.goto(origin + path)
    await expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible()
    await judge(page, name, [390, 1280, 2560])
  })
}

test('a person who enlarges text to 200 % can still read and reach everything', async ({ page }) => {
  await page.setViewportSize({ width: 640, height: 800 })
  for (const [name, path, title] of places) {
    await page.goto(origin + path)
    await page.addStyleTag({ content: 'html { font-size: 200% !important }' })
    await expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible()
    expect(await sidewaysOverflow(page), name).toEqual([])
  }
})

test('a lead opens dialogs and menus without barriers', async ({ page }) => {
  await page.goto(`${origin}/t/hofer/kit`)
  await page.getByRole('button', { name: 'Close the incident' }).click()
  const dialog = page.getByRole('dialog', { name: 'Close INC-7?' })
  await dialog.getByRole('button', { name: 'Close the incident' }).click()
  await expect(dialog.getByRole('alert')).toContainText('Write a reason first')
  await dialog.getByLabel('Why is it over?').fill('refuse')
  await dialog.getByRole('button', { name: 'Close the incident' }).click()
  await expect(dialog.getByRole('alert')).toContainText('Already closed by Vera Lang.')
  await standStill(page)
  expect(await barriers(page)).toEqual([])
  if (pictures) await page.screenshot({ path: `${pictures}/dialog.png` })
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await page.getByRole('button', { name: /Vera Lang: account/ }).click()
  await expect(page.getByRole('menuitem', { name: 'Sign out' })).toBeVisible()
  await standStill(page)
  expect(await barriers(page)).toEqual([])
  if (pictures) await page.screenshot({ path: `${pictures}/menu.png` })
})

test('a lead moves by keyboard alone', async ({ page }) => {
  await page.goto(`${origin}/t/hofer`)
  await expect(page.getByRole('heading', { name: 'Today', level: 1 })).toBeVisible()
  await pressTo(page, ['g', 'i'], page.getByRole('heading', { name: 'Incidents', level: 1 }))
  await pressTo(page, ['/'], page.getByLabel('Search incidents'))
  await page.keyboard.type('laptop')
  await expect(page).toHaveURL(/q=laptop/)
  await page
    .getByRole('link', { name: /Lost laptop/ })
    .first()
    .focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('End')
  await expect(page.getByRole('link', { name: 'INC-201 Lost laptop of the field service' })).toBeFocused()
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keys' })).toContainText('Incidents')
})

test('a person in German reads German, and the choice is kept', async ({ page }) => {
  await page.goto(`${origin}/t/hofer`)
  await page.getByRole('button', { name: /Vera Lang: account/ }).click()
  await page.getByRole('menuitemradio', { name: 'Deutsch' }).click()
  await expect(page.getByRole('menuitem', { name: 'Abmelden' })).toBeVisible()
  await page.reload()
  await expect(page.getByRole('link', { name: 'Melden / Ausrufen' })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', 'de')
})

test('a lead sees faults at their fields, from the page and from the server', async ({ page }) => {
  await page.goto(`${origin}/t/hofer/declare`)
  await page.getByRole('button', { name: 'Declare now' }).click()
  const title = page.getByLabel('What is happening?')
  await expect(title).toBeFocused()
  await expect(title).toHaveAccessibleDescription(/Fill this in\./)
  await title.fill('This is taken')
  await page.getByRole('button', { name: 'Declare now' }).click()
  await expect(title).toHaveAccessibleDescription(/INC-3 has this title already/)
  await standStill(page)
  expect(await barriers(page)).toEqual([])
})

test('a lead whose session ended signs in again and loses no word', async ({ page, context }) => {
  await page.goto(`${origin}/t/hofer/declare`)
  await page.getByLabel('What is happening?').fill('The till shows a skull')
  gallery.isSignedIn = false
  await page.getByRole('button', { name: 'Declare now' }).click()
  const dialog = page.getByRole('dialog', { name: 'Your sign-in has ended' })
  await expect(dialog).toContainText('What you typed is kept')
  const opened = context.waitForEvent('page')
  await dialog.getByRole('link', { name: 'Sign in again' }).click()
  const door = await opened
  await door.getByLabel('E-mail').fill('vera@example.org')
  await door.getByLabel('Password', { exact: true }).fill('correct horse')
  await door.getByRole('button', { name: 'Sign in' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('link', { name: /The till shows a skull/ })).toBeVisible()
  await expect.poll(() => door.isClosed()).toBe(true)
})

test('nobody who is not signed in sees the inside', async ({ page }) => {
  gallery.isSignedIn = false
  await page.goto(`${origin}/t/hofer/incidents?q=laptop`)
  await expect(page).toHaveURL(/sign-in\?next=%2Ft%2Fhofer%2Fincidents%3Fq%3Dlaptop/)
  await page.getByLabel('E-mail').fill('vera@example.org')
  await page.getByLabel('Password', { exact: true }).fill('correct horse')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).toHaveURL(/\/t\/hofer\/incidents\?q=laptop/)
})

test('a lead without connection keeps what was typed', async ({ page, context }) => {
  await page.goto(`${origin}/t/hofer/declare`)
  await page.getByLabel('What is happening?').fill('The phones are dead')
  await context.setOffline(true)
  await page.getByRole('button', { name: 'Declare now' }).click()
  await expect(page.getByRole('alert')).toContainText('No connection. What you typed is kept.')
  await context.setOffline(false)
  page.on('dialog', (dialog) => void dialog.accept())
  await page.reload()
  await expect(page.getByLabel('What is happening?')).toHaveValue('The phones are dead')
})

test('a viewer sees what another did, also after the connection was cut', async ({ page }) => {
  await page.goto(`${origin}/t/hofer/incidents`)
  await expect(page.getByRole('status').filter({ hasText: 'Live' })).toBeVisible()
  gallery.openElsewhere('Seen at once')
  await expect(page.getByRole('link', { name: /Seen at once/ })).toBeVisible()
  gallery.dropViewers()
  gallery.openElsewhere('Seen after the gap')
  await expect(page.getByRole('link', { name: /Seen after the gap/ })).toBeVisible()
})

test('a responder sends a file with its description in any script, to the tenant of the page', async ({
  page,
}) => {
  await page.goto(`${origin}/t/hofer/kit`)
  await page.getByLabel('Evidence file').setInputFiles({
    name: 'Protokoll-Ω.log',
    mimeType: 'text/plain',
    buffer: Buffer.alloc(3_000_000, 'x'),
  })
  await expect(page.getByText('Protokoll-Ω.log Übung 3000000 hofer')).toBeVisible()
})

test('a staff member is offered no place that the server would refuse', async ({ page }) => {
  await page.goto(`${origin}/t/lindner`)
  await expect(page.getByRole('link', { name: 'Report', exact: true })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Incidents' })).toBeHidden()
})

test('a panel that fails leaves the rest of the page alone', async ({ page }) => {
  await page.goto(`${origin}/t/hofer`)
  await expect(page.getByText('Three files are sealed.')).toBeVisible()
  await expect(page.getByRole('alert')).toHaveCount(1)
})
