import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { Temporal } from 'temporal-polyfill'
import { dnsServer, type DnsServerForTests } from '../dns-server.ts'
import { mailServer, type MailServerForTests, type ReceivedMail } from '../mail-server.ts'
import { judge } from './judge.ts'
import { browserOf, endStory, enter, type Person } from './people-for-journeys.ts'
import { startJourneyServer, type JourneyServer } from './server-for-journeys.ts'
import { storyClock } from './time-for-journeys.ts'

/** A rehearsal from the proof of the domain to what somebody types behind the link, with real name and mail servers. */
test.describe.configure({ mode: 'serial' })
const clock = storyClock()
const secret = 'Quitte-Laterne-4711'
let dns: DnsServerForTests
let post: MailServerForTests
let server: JourneyServer
let owner: Person
let lead: Person
let page: Page

/** The next Wednesday at half past nine in the morning in Vienna, so that people work. */
function wednesday(): Date {
  const today = Temporal.Now.plainDateISO('Europe/Vienna')
  const day = today.add({ days: (10 - today.dayOfWeek) % 7 || 7 })
  const at = day.toZonedDateTime({ timeZone: 'Europe/Vienna', plainTime: '09:30' })
  return new Date(at.epochMilliseconds)
}
const morning = wednesday()
let ahead = 0
function moveTo(at: Date): void {
  ahead = at.getTime() - Date.now()
  writeFileSync(clock.environment['MUSTER_AHEAD'] ?? '', String(ahead))
}

test.beforeAll(async ({ browser }) => {
  moveTo(morning)
  dns = await dnsServer()
  post = await mailServer()
  const outside = { MUSTER_DNS: dns.address, MUSTER_EGRESS_ALLOW: '127.0.0.0/8', MUSTER_LOG: 'debug' }
  server = await startJourneyServer({ ...clock.environment, ...outside })
  const words = ['--organisation', 'Harbour Bakery', '--owner-email', 'vera@bakery.example']
  const more = ['--owner-name', 'Vera Lang', '--country', 'AT', '--time-zone', 'Europe/Vienna', '--json']
  owner = await enter(server, JSON.parse(await server.muster('init', ...words, ...more)).inviteUrl, ahead)
  const max = { name: 'Max Feld', email: 'max@bakery.example', role: 'lead' }
  lead = await enter(server, String((await owner.call('POST', '/members', max))['inviteUrl']), ahead)
  const settings = { host: '127.0.0.1', port: post.port, security: 'none', from: 'muster@bakery.example' }
  await owner.call('PUT', '/mail', settings)
  await owner.call('POST', '/mail/test', {})
  const code = /code is (\d{8})/.exec(post.received.map(({ raw }) => raw).join('\n'))?.[1]
  await owner.call('POST', '/mail/confirmation', { code })
  const context = await browserOf(browser, server, lead)
  await context.addInitScript(`{
    const Real = Date
    globalThis.Date = new Proxy(Real, {
      construct: (target, given, made) => Reflect.construct(target, given.length === 0 ? [Real.now() + ${ahead}] : given, made),
      get: (target, key) => (key === 'now' ? () => Real.now() + ${ahead} : Reflect.get(target, key)),
    })
  }`)
  page = await context.newPage()
})
test.afterAll(async ({ browser }) => {
  await endStory(browser, server)
  await post?.stop()
  await dns?.stop()
  clock.remove()
})

test('R120 a lead proves the domain, and plans a rehearsal with a mail from the shelf', async () => {
  await page.goto(`${server.origin}/t/${lead.slug}/phishing`)
  await expect(page.getByRole('heading', { name: 'No rehearsal yet' })).toBeVisible()
  await page.getByRole('button', { name: 'Add a domain' }).click()
  await page.getByRole('textbox', { name: 'Domain' }).fill('bakery.example')
  await page.getByRole('dialog').getByRole('button', { name: 'Add a domain' }).click()
  await page.getByRole('button', { name: 'Look for it' }).click()
  await expect(page.getByText(/The record is not there yet/)).toBeVisible()
  const { setup } = (await lead.call('GET', '/phishing-rehearsals')) as {
    setup: { domains: { recordName: string; recordValue: string }[] }
  } // as its contract says
  for (const { recordName, recordValue } of setup.domains) dns.texts.set(recordName, [recordValue])
  await judge(page, 'phishing-setup', [390, 1280])
  await page.getByRole('button', { name: 'Look for it' }).click()
  await expect(page.getByText('Proved', { exact: true })).toBeVisible()

  await page.getByRole('button', { name: 'Plan with this: A password that runs out' }).click()
  await page.getByLabel('First day').fill(morning.toISOString().slice(0, 10))
  await page.getByLabel('Last day').fill(morning.toISOString().slice(0, 10))
  await page.getByLabel(/People here were told/).check()
  await judge(page, 'phishing-plan', [390, 1280])
  await page.getByRole('dialog').getByRole('button', { name: 'Plan' }).click()
  await page.getByRole('link', { name: 'A password that runs out' }).click()
  await expect(page.getByText('Somebody else who leads has to agree.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Agree and let it go' })).toHaveCount(0)
  await judge(page, 'phishing-planned', [390, 1280])
})

test('R120 what somebody types behind the link never leaves their browser: no request, file or log holds it', async ({
  browser,
}) => {
  const id = page.url().split('/').at(-1) ?? ''
  await owner.call('POST', `/phishing-rehearsals/${id}/decisions`, { decision: 'approve' })
  // Late in the afternoon the first is due at least; it goes out with the next minute.
  moveTo(new Date(morning.getTime() + 6.5 * 3_600_000))
  await expect.poll(() => rehearsals().length, { timeout: 200_000 }).toBeGreaterThan(0)
  const link = `${server.origin}${/\/notice\/[A-Za-z0-9_-]{22}/.exec(textOf(rehearsals()[0]))?.[0] ?? ''}`

  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    locale: 'de-DE',
    hasTouch: true,
    isMobile: true,
  })
  const reader = await context.newPage()
  const sent: string[] = []
  reader.on('request', (request) =>
    sent.push(`${request.method()} ${request.url()} ${request.postData() ?? ''}`),
  )
  await reader.goto(link)
  await expect(reader.getByRole('heading', { name: 'Bitte anmelden' })).toBeVisible()
  // The form stands for one of somebody else: neither page nor tab bears our name or mark.
  await expect(reader).toHaveTitle('Bitte anmelden')
  expect(await reader.locator('body').innerText()).not.toContain('Muster')
  expect(await reader.locator('main svg, main img').count()).toBe(0)
  await judge(reader, 'phishing-form-de', [390])
  expect(await reader.locator('input[name], form[action]').count()).toBe(0)
  await reader.getByLabel('E-Mail-Adresse').fill(`max-${secret}@bakery.example`)
  await reader.getByLabel('Passwort').fill(secret)
  await reader.getByLabel('Passwort').press('Enter')
  await expect(reader.getByRole('heading', { name: 'Das war eine Übung' })).toBeVisible()
  await expect(reader.getByText(/blieb in Ihrem Browser/)).toBeVisible()
  await judge(reader, 'phishing-notice-de', [390, 1280])
  await expect.poll(() => sent.filter((one) => one.includes('"given"')).length).toBe(1)

  expect(sent.filter((one) => one.includes(secret))).toEqual([])
  expect(reader.url()).toBe(link)
  expect(
    await reader.evaluate<string>('JSON.stringify([{ ...localStorage }, { ...sessionStorage }])'),
  ).not.toContain(secret)
  expect(server.printed()).not.toContain(secret)
  expect(filesWith(secret, server.dataFolder)).toEqual([])
  // The search finds what is there: the mail's own subject stands in the database.
  expect(filesWith('Your password runs out today', server.dataFolder).length).toBeGreaterThan(0)
})

test('R120 once it is stopped the link says what an unknown one says, and two people are too few to be told', async ({
  browser,
}) => {
  const [mail] = rehearsals()
  const path = /\/notice\/[A-Za-z0-9_-]{22}/.exec(textOf(mail))?.[0] ?? ''
  await page.reload()
  await page.getByRole('button', { name: 'Stop now' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Stop now' }).click()
  await expect(page.getByText(/Fewer than 8 mails got through/)).toBeVisible()
  const reader = await (await browser.newContext()).newPage()
  const said: string[] = []
  for (const address of [path, `/notice/${'A'.repeat(22)}`]) {
    await reader.goto(`${server.origin}${address}`)
    said.push((await reader.getByRole('main').textContent()) ?? '')
  }
  expect(said[0]).toContain('This link is not valid any more')
  expect(said[1]).toBe(said[0])
})

function rehearsals(): ReceivedMail[] {
  return post.received.filter(({ raw }) => raw.includes('X-Muster-Rehearsal'))
}

function textOf(mail: ReceivedMail | undefined): string {
  const [, part = ''] =
    /text\/plain[^\r\n]*\r?\n[^\r\n]*\r?\n\r?\n([A-Za-z0-9+/=\r\n]+)/.exec(mail?.raw ?? '') ?? []
  return Buffer.from(part, 'base64').toString()
}

/** Database, its journal, and everything else that the program wrote; the database goes on meanwhile. */
function filesWith(words: string, folder: string): string[] {
  return filesIn(folder).filter((path) => unlessGone(() => readFileSync(path), undefined)?.includes(words))
}

function filesIn(folder: string): string[] {
  return unlessGone(() => readdirSync(folder, { withFileTypes: true }), []).flatMap((entry) => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? filesIn(path) : entry.isFile() ? [path] : []
  })
}

/** What was listed a moment ago may have been removed since. */
function unlessGone<Read, Else>(read: () => Read, otherwise: Else): Read | Else {
  try {
    return read()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return otherwise // node's own errors carry it
    throw error
  }
}
