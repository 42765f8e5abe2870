import { readFileSync } from 'node:fs'
import { expect, test, type Page } from '@playwright/test'
import { readPdf } from '../pdf.ts'
import { judge, takePage } from './judge.ts'
import { browserOf, endStory, enter, type Person } from './people-for-journeys.ts'
import { startJourneyServer, type JourneyServer } from './server-for-journeys.ts'

/** One afternoon: from an empty installation to a plan that was published, read and printed. */
test.describe.configure({ mode: 'serial' })
let server: JourneyServer
let owner: Person
let page: Page
let origin = ''

test.beforeAll(async ({ browser }) => {
  server = await startJourneyServer()
  origin = server.origin
  const words = ['--organisation', 'Harbour Bakery', '--owner-email', 'vera@harbour.example']
  const more = ['--owner-name', 'Vera Lang', '--country', 'AT', '--time-zone', 'Europe/Vienna', '--json']
  owner = await enter(server, JSON.parse(await server.muster('init', ...words, ...more)).inviteUrl)
  const invited = await owner.call('POST', '/members', {
    name: 'Ben Egger',
    email: 'ben@harbour.example',
    role: 'lead',
  })
  await enter(server, String(invited['inviteUrl']))
  page = await (await browserOf(browser, server, owner)).newPage()
  page.on('console', (message) => expect(message.text()).not.toMatch(/missingKey/))
})
test.afterAll(({ browser }) => endStory(browser, server))

test('R13 an owner answers on the phone, one question at a time, and takes an answer back', async () => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(`${origin}/t/${owner.slug}/plan`)
  await page.getByRole('link', { name: 'Answer the questions' }).click()
  const question = page.getByRole('group', { name: 'Where else do your customers or staff live?' })
  await question.getByLabel('United Kingdom').click()
  await expect(question.getByLabel('United Kingdom')).toBeChecked()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(question.getByLabel('United Kingdom')).not.toBeChecked()
  await question.getByLabel('Only at home').click()
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByRole('button', { name: 'Office hours' }).click()
  await expect(page.getByText('5 of 40 answered')).toBeVisible()
  await judge(page, 'plan-question', [390])
})

test('R6 on the laptop cards are turned on, and their playbook and contact are in the plan at once', async () => {
  await owner.call('PUT', '/plan/interview', { answers: rest })
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.reload()
  const cards = page.getByRole('group', { name: 'Do your customers pay by card?' })
  const line = page.getByRole('listitem').filter({ hasText: 'Someone changed our website' })
  await expect(line.getByText('In the plan in full')).toHaveCount(0)
  await cards.getByRole('button', { name: 'Yes', exact: true }).click()
  await expect(line.getByText('In the plan in full')).toBeVisible()
  await expect(page.getByText('To call: Your card bank or payment provider')).toBeVisible()
  await expect(page.getByText(/^Clock: acquiring bank/)).toBeVisible()
  await judge(page, 'plan-interview')
  await page.getByRole('link', { name: 'Back to the plan' }).click()
  await page.getByRole('link', { name: 'Choose people' }).click()
  await page.getByRole('button', { name: 'Fill what is empty with a proposal' }).click()
  await expect(page.getByLabel('Calls the police: Answers for it')).toHaveValue(/.+/)
  await judge(page, 'plan-people', [1280, 390])
  await page.getByRole('link', { name: 'Back to the plan' }).click()
})

test('R13 R4 nothing is missing any more, the plan is published, and its printed code says that it counts', async () => {
  await expect(page.getByText('Nobody is named for this: Your card bank or payment provider')).toBeVisible()
  await judge(page, 'plan-gaps', [1280, 390])
  await owner.call('PUT', '/plan', {
    contacts: ['bank', 'police', 'data_authority', 'web_firm'].map(contact),
  })
  await page.getByRole('link', { name: 'Mend the first' }).click()
  const card = page.getByRole('region', { name: 'Your card bank or payment provider' })
  await card.getByLabel('Who').fill('Card Bank')
  await card.getByLabel('Telephone by day').fill('+43 1 717')
  await card.getByRole('button', { name: 'Save' }).click()
  await expect(card.getByText('Can be reached')).toBeVisible()
  await page.getByRole('link', { name: 'Back to the plan' }).click()
  await page.getByRole('button', { name: 'Publish the plan' }).click()
  await expect(page.getByText('Version 1 counts', { exact: true })).toBeVisible()
  await page.getByRole('link', { name: 'Versions', exact: true }).click()
  await page.getByRole('link', { name: 'Version 1', exact: true }).click()
  await page.getByRole('button', { name: 'I have read it' }).click()
  await expect(page.getByText('You have said that you read this version.')).toBeVisible()
  const arriving = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Booklet (PDF)' }).click()
  const booklet = readFileSync(await (await arriving).path())
  takePage(booklet, 'plan-booklet', 3)
  const pdf = readPdf(booklet)
  expect(pdf).toMatchObject({
    isTagged: true,
    isPdfUa: true,
    title: 'Incident response plan, Harbour Bakery',
  })
  const { published } = (await owner.call('GET', '/plan')) as { published: { code: string } } // the contract's shape
  const groups = published.code.replaceAll('-', '').match(/.{4}/g) ?? []
  expect(groups).toHaveLength(4)
  // Group by group: a line of the foot may end within the code.
  for (const group of groups) expect(pdf.text).toContain(group)
  const code = groups.join('-')
  await judge(page, 'plan-version', [1280, 390])
  await page.goto(`${origin}/plan-check`)
  await page.getByLabel('Code').fill(code.toLowerCase())
  await page.getByRole('button', { name: 'Check' }).click()
  await expect(page.getByText(/^Yes\. This is version 1/)).toBeVisible()
  await judge(page, 'plan-check', [390])
})

const contact = (slot: string) => ({ slot, name: 'Somebody', phone: '+43 1 234' })
const said = (question: string, value: string | string[]) => ({ question, value })
/** What the owner would click in the next quarter of an hour. */
const rest = [
  ...['online_shop', 'card_payments', 'serves_other_firms', 'writes_software'].map((id) => said(id, 'no')),
  ...['own_servers', 'remote_access', 'private_devices', 'outside_it', 'cyber_insurance'].map((id) =>
    said(id, 'no'),
  ),
  ...['pays_by_mail', 'calls_back', 'sends_data', 'laptops_leave', 'own_installs', 'updates'].map((id) =>
    said(id, 'yes'),
  ),
  ...['supplier_access', 'leavers_closed', 'isolated_backup', 'restore_tried', 'staff_know_where'].map((id) =>
    said(id, 'unknown'),
  ),
  ...['report_to', 'other_channel', 'meeting_place', 'paper_place', 'spend_limit', 'speaks'].map((id) =>
    said(id, 'As we agreed'),
  ),
  said('special_rules', ['none']),
  said('data_kinds', ['customer', 'staff']),
  said('people_count', '500'),
  said('platforms', ['windows', 'microsoft365']),
  said('website_edit', 'self'),
  said('needs_online', 'day'),
  said('second_factor', 'some'),
  said('it_people', 'one'),
  said('had_before', ['none']),
]
