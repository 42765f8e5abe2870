import { mkdir, writeFile } from 'node:fs/promises'
import { expect, test, type BrowserContext, type Page } from '@playwright/test'
import { judge } from './judge.ts'
import { browserOf, endStory, enter, type Person } from './people-for-journeys.ts'
import { startJourneyServer, type JourneyServer } from './server-for-journeys.ts'

// A lead on the train: the room, the card and the call list without a connection, and nothing of them after sign-out.

let server: JourneyServer
let lead: Person
let context: BrowserContext
let page: Page
let room: string

test.use({ serviceWorkers: 'allow' })
test.describe.configure({ mode: 'serial' })

test.beforeAll(async ({ browser }) => {
  server = await startJourneyServer()
  const made = await server.muster(
    ...['init', '--organisation', 'Harbour Print', '--owner-email', 'ada@harbour.example', '--json'],
  )
  const { inviteUrl } = JSON.parse(made) as { inviteUrl: string } // what the command promises
  lead = await enter(server, inviteUrl)
  const me = await lead.call('GET', '/me')
  await lead.call('PUT', `/members/${String(me['memberId'])}/contact`, {
    name: 'Ada Quay',
    phone: '+43 1 555 0101',
    nightPhone: '+43 660 555 0199',
  })
  await lead.call('PUT', '/call-tree', { links: [{ contactId: String(me['memberId']) }] })
  const opened = await declare('Files are locked', {})
  const closed = { people: [], suspects: [] }
  await declare('What the bookkeeper took', { circle: closed })
  room = `${server.origin}/t/${lead.slug}/incidents/${opened}`
  context = await browserOf(browser, server, lead, { viewport: { width: 390, height: 844 } })
  page = await context.newPage()
})

test.afterAll(async ({ browser }) => endStory(browser, server))

test('R38 R44 N11 a lead whose phone has no connection opens the room again and reads step, card and numbers', async () => {
  await page.goto(`${server.origin}/t/${lead.slug}`)
  await expect(page.getByText('Files are locked').first()).toBeVisible()
  // The room itself was never opened on this phone: it was read ahead.
  await expect.poll(kept, { timeout: 120_000 }).toBeGreaterThan(36)
  await expect.poll(() => page.evaluate<boolean>('navigator.serviceWorker.controller !== null')).toBe(true)
  await context.setOffline(true)
  await page.goto(room)
  const line = page.getByRole('status').filter({ hasText: 'No connection' })
  await expect(line).toContainText('As of')
  await expect(page.getByRole('heading', { name: /Take the locked PCs off the network/ })).toBeVisible()
  await expect(page.getByText('What not to do').first()).toBeVisible()
  await judge(page, 'offline-room')
  await page.goto(`${server.origin}/t/${lead.slug}/people/call-list`)
  await expect(page.getByRole('link', { name: '+43 660 555 0199' })).toBeVisible()
  await page.goto(`${server.origin}/t/${lead.slug}/call-tree`)
  await expect(page.getByRole('link', { name: '+43 660 555 0199' })).toBeVisible()
  await page.goto(`${server.origin}/t/${lead.slug}/playbooks/business-email-compromise`)
  await expect(page.getByRole('heading', { name: /first 15 minutes/i }).first()).toBeVisible()
})

test('a thief finds no word of a case on the disk, and nothing at all of a restricted one', async () => {
  await page.goto(`${server.origin}/t/${lead.slug}/incidents`)
  await expect(page.getByText('Files are locked').first()).toBeVisible()
  await expect(page.getByText('What the bookkeeper took')).toHaveCount(0)
  const disk = await page.evaluate<string>(dump)
  expect(disk.length).toBeGreaterThan(1000)
  // Each too long to stand by chance in what is encrypted.
  for (const word of ['locked', 'Ada Quay', 'harbour', lead.slug, '555 0199'])
    expect(disk).not.toContain(word)
})

test('R38 what the lead writes without a connection, after a reload, is on the timeline when it is back', async () => {
  await page.goto(room)
  const capture = page.locator('[data-capture]')
  await capture.fill('Pulled the plug of the file server')
  await capture.press('Enter')
  await expect(page.getByRole('region', { name: 'Not on the record yet' })).toContainText('Pulled the plug')
  await context.setOffline(false)
  await page.evaluate('dispatchEvent(new Event("online"))')
  await expect(page.getByRole('status').filter({ hasText: 'As of' })).toHaveCount(0)
  await expect(page.getByRole('region', { name: 'Not on the record yet' })).toHaveCount(0)
  const { items } = await lead.call('GET', `/incidents/${room.split('/').at(-1) ?? ''}/timeline`)
  expect(JSON.stringify(items)).toContain('Pulled the plug')
})

test('a lead sees on their own page what this device keeps, and stops it', async () => {
  await page.goto(`${server.origin}/t/${lead.slug}/account`)
  await expect(page.getByText(/answers are kept, encrypted/)).toBeVisible()
  await judge(page, 'account-device')
  await page.getByRole('switch', { name: 'Keep them on this device' }).click()
  await expect.poll(() => page.evaluate<string[]>(databases)).not.toContain('muster-offline')
  await page.getByRole('switch', { name: 'Keep them on this device' }).click()
  await expect.poll(kept).toBeGreaterThan(5)
})

test('R24 N1 an owner makes the offline copy, and reads it from the disk with no network and no server', async ({
  browser,
}, testInfo) => {
  await context.setOffline(false)
  await page.goto(`${server.origin}/t/${lead.slug}/handout`)
  await expect(page.getByText('No copy has been made yet')).toBeVisible()
  const phrase = (await page.locator('p[class*=secret]').textContent()) ?? ''
  expect(phrase.split(' ')).toHaveLength(8)
  await judge(page, 'handout')
  const save = page.getByRole('button', { name: 'Make and save the file' })
  await expect(save).toBeDisabled()
  await page.getByLabel('I have written the passphrase down').check()
  const saved = page.waitForEvent('download')
  await save.click()
  const file = testInfo.outputPath('copy.html')
  await (await saved).saveAs(file)
  await expect(page.getByText('Up to date')).toBeVisible()
  const away = await browser.newContext({ offline: true, viewport: { width: 390, height: 844 } })
  const copy = await away.newPage()
  const asked: string[] = []
  copy.on('request', (request) => asked.push(request.url()))
  await copy.goto(`file://${file}`)
  await copy.getByLabel('Passphrase').fill('eight wrong words that do not open it')
  await copy.keyboard.press('Enter')
  await expect(copy.getByRole('alert')).toContainText('does not open the copy')
  await judge(copy, 'copy-locked')
  await copy.getByLabel('Passphrase').fill(phrase.toUpperCase())
  await copy.keyboard.press('Enter')
  await expect(copy.getByRole('heading', { name: 'Harbour Print' })).toBeVisible()
  // Once in the call list, and once beside it in the call tree.
  const numbers = copy.getByRole('link', { name: '+43 660 555 0199' })
  await expect(numbers.filter({ visible: true })).toHaveCount(2)
  await expect(copy.getByRole('heading', { name: 'Whoever notices it first calls' })).toBeVisible()
  await judge(copy, 'copy-open')
  const { keyCode } = await lead.call('GET', '/handouts')
  await expect(copy.getByText('Nothing was changed since it was signed')).toContainText(String(keyCode))
  expect(await verified(file, phrase, testInfo.outputPath('verify'))).toContain(
    'VERIFIED offline copy of Harbour Print',
  )
  await copy.getByLabel('Search').fill('ransom')
  await expect(copy.getByRole('heading', { name: 'What not to do' }).first()).toBeVisible()
  await expect(numbers.filter({ visible: true })).toHaveCount(0)
  expect(asked.filter((url) => !url.startsWith('file:'))).toEqual([])
  await away.close()
})

test('after sign-out without a connection nothing can be read, and the server ends the session when it is back', async () => {
  await context.setOffline(true)
  await page.getByRole('button', { name: /account, look, language/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.waitForURL(/sign-in/)
  await page.goto(room)
  await expect(page.getByText('No connection').first()).toBeVisible()
  await expect(page.getByText('Files are locked')).toHaveCount(0)
  expect(await page.evaluate(databases)).not.toContain('muster-offline')
  await context.setOffline(false)
  await page.goto(room)
  await page.waitForURL(/sign-in/)
})

/** What a stranger says of the file who has the passphrase and the key alone. */
async function verified(file: string, phrase: string, folder: string): Promise<string> {
  await mkdir(folder, { recursive: true })
  const headers = { cookie: lead.cookie, 'muster-tenant': lead.slug }
  const key = await fetch(`${server.origin}/api/v1/ledger/key`, { headers })
  await writeFile(`${folder}/key.pub`, await key.text())
  await writeFile(`${folder}/phrase.txt`, phrase)
  return server.muster('verify', file, '--key', `${folder}/key.pub`, '--passphrase', `${folder}/phrase.txt`)
}

async function declare(title: string, more: object): Promise<string> {
  const body = { title, kind: 'ransomware', severity: 'S1', ...more }
  const { id } = await lead.call('POST', '/incidents', body)
  await lead.call('POST', `/incidents/${String(id)}/run`, {})
  return String(id)
}

function kept(): Promise<number> {
  return page.evaluate<number>(`${read}.then((all) => all.length)`)
}

// Strings, since only the page knows its storage.
const read = `new Promise((resolve, reject) => {
  const request = indexedDB.open('muster-offline')
  request.onupgradeneeded = () => request.transaction.abort()
  request.onerror = () => resolve([])
  request.onsuccess = () => {
    const all = request.result.transaction('answers').objectStore('answers').getAll()
    all.onsuccess = () => { request.result.close(); resolve(all.result) }
    all.onerror = reject
  }
})`
const dump = `${read}.then((all) => all.map((one) =>
  [one.id, one.tenant, one.group, new TextDecoder('latin1').decode(one.sealed)].join(' ')).join(' '))`
const databases = `indexedDB.databases().then((all) => all.map(({ name }) => name))`
