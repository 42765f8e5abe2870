import { expect, test, type Page } from '@playwright/test'
import { judge, sidewaysOverflow } from './judge.ts'
import { browserOf, endStory, enter, type Person } from './people-for-journeys.ts'
import { pressTo } from './press.ts'
import { startJourneyServer, type JourneyServer } from './server-for-journeys.ts'

/** Phone, laptop and wall. */
const widths = [390, 1280, 2560]

test.describe.configure({ mode: 'serial' })
let server: JourneyServer
let owner: Person
let page: Page
let room = ''

test.beforeAll(async ({ browser }) => {
  server = await startJourneyServer()
  const words = ['--organisation', 'Harbour Bakery', '--owner-email', 'vera@harbour.example']
  const more = ['--owner-name', 'Vera Lang', '--country', 'AT', '--time-zone', 'Europe/Vienna', '--json']
  const made = JSON.parse(await server.muster('init', ...words, ...more))
  owner = await enter(server, made.inviteUrl)
  page = await (await browserOf(browser, server, owner, { reducedMotion: 'reduce' })).newPage()
  page.on('console', (message) => {
    expect(message.text()).not.toMatch(/Content Security Policy|TrustedHTML|missingKey/i)
  })
})
test.afterAll(({ browser }) => endStory(browser, server))

test('an owner with nothing yet is told so calmly, and offered to declare', async () => {
  await page.goto(address(''))
  await expect(page.getByText('No incident is running.')).toBeVisible()
  await page.goto(address('/incidents'))
  await expect(page.getByRole('heading', { name: 'No incident so far' })).toBeVisible()
  await judge(page, 'incident-list-empty', widths)
})

test('an owner declares on a phone: what happened, how bad, a name; the rest is guessed', async () => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(address('/declare?by=kind'))
  await expect(page.getByRole('heading', { name: '1. What happened?' })).toBeVisible()
  await judge(page, 'declare-kinds', widths)
  await page.setViewportSize({ width: 390, height: 844 })
  await page.getByRole('button', { name: 'Our files are locked and someone wants money' }).click()
  await expect(page.getByRole('radio', { name: /Crisis/ })).toBeChecked()
  await expect(page.getByLabel('3. Give it a name')).toHaveValue(/Our files are locked/)
  await judge(page, 'declare-chosen', widths)
  await page.setViewportSize({ width: 390, height: 844 })
  await page.getByRole('button', { name: 'Declare now' }).click()
  await expect(page.getByRole('heading', { name: /Take the locked PCs off the network/ })).toBeInViewport()
  room = page.url()
})

test('a lead captures by keyboard alone: slash, a word, the rest', async () => {
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.goto(room)
  await expect(page.getByRole('heading', { name: /Take the locked PCs off the network/ })).toBeVisible()
  const capture = page.locator('[data-capture]')
  await pressTo(page, ['/'], capture)
  await page.keyboard.type('/')
  await expect(page.getByRole('listbox', { name: 'What is it?' }).getByRole('option')).toHaveCount(8)
  await judge(page, 'capture-menu', [1280])
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.keyboard.type('We cut the whole network')
  await page.getByLabel(/What else could you have done/).fill('Only the locked PCs')
  await page.getByRole('button', { name: 'Record' }).click()
  await expect(page.getByText('Other ways seen then: Only the locked PCs')).toBeVisible()
  await capture.fill('/task ')
  await capture.fill('Call the insurer')
  await page.getByLabel('Who does it?').selectOption({ label: 'Vera Lang' })
  await page.getByLabel(/Until when/).fill('2026-01-01T08:00')
  await capture.press('Enter')
  await expect(page.getByText('Overdue')).toBeVisible()
  await capture.fill('/system ')
  await capture.fill('File server')
  await capture.press('Enter')
  await expect(page.getByText('File server: maybe hit')).toBeVisible()
})

test('a lead who jumps over a state is asked why, in the words of the rule', async () => {
  await page.getByRole('button', { name: 'Change the state of File server' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('checked clean').click()
  await expect(dialog.getByText(/why a step is left out/)).toBeVisible()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByLabel('Why?')).toHaveAttribute('aria-invalid', 'true')
  await dialog.getByLabel('Why?').fill('Rebuilt from a clean image')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('File server: maybe hit → checked clean')).toBeVisible()
})

test('after a step is done the focus stands on the next heading, never on its Done button', async () => {
  await page.getByRole('button', { name: 'Done', exact: true }).first().click()
  await expect(page.getByRole('heading', { name: /More than two PCs or a server/ })).toBeFocused()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText(/Step open again: Take the locked PCs/)).toBeVisible()
})

test('a step that wipes asks for its traces, or for a signature with a reason', async () => {
  const steps = page.getByRole('region', { name: 'All steps' })
  await steps.getByText('Remove it', { exact: false }).first().click()
  await steps.getByText('Remove footholds everywhere in one planned window').click()
  await expect(page.getByText('This step destroys traces')).toBeVisible()
  await judge(page, 'destructive-step', widths)
  await page.setViewportSize({ width: 1280, height: 800 })
  await expect(page.getByText('Before anything is wiped: read this once')).toBeVisible()
  await page.getByRole('button', { name: 'I have read it' }).click()
  await expect(page.getByText('Before anything is wiped: read this once')).toHaveCount(0)
  await page.getByRole('button', { name: 'Go on without it…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Go on without these traces?' })
  await expect(dialog.getByText('I, Vera Lang, decide to go on without:')).toBeVisible()
  await dialog.getByRole('button', { name: 'Sign, and mark as done' }).click()
  await expect(dialog.getByRole('alert')).toContainText('Write a reason first')
  await dialog.getByLabel(/Why is it better/).fill('No spare disk is here and the firm stands still')
  await dialog.getByRole('button', { name: 'Sign, and mark as done' }).click()
  await expect(
    page.getByText('Gone on without evidence: No spare disk is here and the firm stands still'),
  ).toBeVisible()
})

test('two files that the playbook asks for are sealed together and tick its item off', async () => {
  await page.goto(`${room}?seal=e1`)
  const dialog = page.getByRole('dialog', { name: 'Seal what this asks for' })
  await dialog.locator('input[type=file]').setInputFiles([
    { name: 'note.txt', mimeType: 'text/plain', buffer: Buffer.from('pay us') },
    { name: 'locked.docx', mimeType: 'application/octet-stream', buffer: Buffer.alloc(2_000_000, 7) },
  ])
  await judge(page, 'seal', [1280])
  await dialog.getByRole('button', { name: 'Seal now' }).click()
  await expect(page.getByRole('button', { name: 'Download locked.docx' })).toBeVisible()
  await expect(page.getByText(/Step done: Ransom note/)).toBeVisible()
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download note.txt' }).click()
  expect((await saved).suggestedFilename()).toBe('note.txt')
})

test('R38 a lead whose connection breaks off writes on, and no word is lost when it comes back', async () => {
  await page.goto(room)
  const capture = page.locator('[data-capture]')
  await expect(capture).toBeVisible()
  await page.context().setOffline(true)
  await capture.fill('The lights went out')
  await capture.press('Enter')
  const waiting = page.getByRole('region', { name: 'Not on the record yet' })
  await expect(waiting.getByText('The lights went out')).toBeVisible()
  await expect(capture).toHaveValue('')
  await page.context().setOffline(false)
  await expect(waiting).toHaveCount(0)
  await expect(page.getByText('The lights went out')).toHaveCount(1)
  let sent = 0
  page.on('request', (request) => (sent += request.url().endsWith('/captures') ? 1 : 0))
  await capture.fill('The lights are on again')
  await capture.press('Enter')
  await expect(page.getByText('The lights are on again', { exact: true })).toBeVisible()
  expect(sent).toBe(1)
  await page.route('**/captures', (route) => route.abort())
  await capture.fill('And off once more')
  await capture.press('Enter')
  await expect(waiting.getByText('And off once more')).toBeVisible()
  await page.getByRole('link', { name: 'Today' }).first().click()
  await page.unroute('**/captures')
  const arrived = page.waitForResponse((answer) => answer.url().endsWith('/captures'))
  await page.evaluate('dispatchEvent(new Event("online"))')
  expect((await arrived).status()).toBe(201)
})

test('U18 a lead moves a task over the board by keyboard', async () => {
  await page.goto(`${room}?part=tasks`)
  const card = page.getByRole('button', { name: 'Call the insurer', exact: true })
  await card.focus()
  await page.keyboard.press('Alt+ArrowRight')
  await expect(page.getByRole('region', { name: 'Being done' }).getByText('Call the insurer')).toBeVisible()
})

test('U38 the situation report is drafted, kept and listed, and the wall says when it hears nothing', async () => {
  await page.goto(`${room}/situation`)
  await expect(page.getByLabel('Confirmed')).toHaveValue(/File server/)
  await page.getByLabel('Not known').fill('How they came in')
  await page.getByRole('button', { name: 'Keep this version' }).click()
  await expect(page.getByRole('button', { name: 'Version 1 as PDF' })).toBeVisible()
  await judge(page, 'situation', [390])
  await page.setViewportSize({ width: 2560, height: 1440 })
  await page.goto(`${room}/wall`)
  await expect(page.getByRole('heading', { name: /Take the locked PCs off the network/ })).toBeVisible()
  await expect(page.getByRole('dialog', { name: 'Wall view' }).getByRole('button')).toHaveCount(0)
  await judge(page, 'wall', [2560])
  await page.context().setOffline(true)
  await expect(page.getByRole('alert')).toContainText('No connection')
  await page.context().setOffline(false)
  await expect(page.getByRole('alert')).toHaveCount(0)
})

test('a reader finds no barrier in the room, on phone, laptop and wall, and at 200 % text', async () => {
  await page.goto(room)
  await expect(page.getByRole('heading', { name: /Take the locked PCs off the network/ })).toBeVisible()
  await judge(page, 'room', widths)
  await page.setViewportSize({ width: 390, height: 844 })
  for (const part of ['Timeline', 'Tasks', 'Systems', 'People', 'Evidence', 'Investigate', 'More']) {
    await page
      .getByRole('navigation', { name: 'Parts of this incident' })
      .getByRole('button', { name: part })
      .click()
    await expect(page.getByText('Loading', { exact: true })).toHaveCount(0)
    await judge(page, `room-${part.toLowerCase()}`, [390])
  }
  await page.setViewportSize({ width: 640, height: 800 })
  await page.addStyleTag({ content: 'html { font-size: 200% !important }' })
  expect(await sidewaysOverflow(page)).toEqual([])
})

test('a lead closes it with tasks open, and they stay on the closing record', async () => {
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.goto(`${room}/close`)
  await expect(page.getByText('1 task is still open')).toBeVisible()
  await page.getByRole('button', { name: 'Close the incident' }).click()
  await expect(page.getByLabel(/3\. Sum it up/)).toBeFocused()
  await page.getByLabel(/3\. Sum it up/).fill('Files were locked. We restored them from the backup.')
  await page.getByLabel('2. How did it begin?').selectOption('phishing')
  await page.getByLabel('Choose what comes nearest').selectOption('hard_to_see')
  await page.getByRole('button', { name: 'Keep this answer' }).click()
  await page.getByLabel('Which one mattered most here?').selectOption('backup')
  await page.getByLabel('How it did').selectOption('worked')
  await page.getByRole('button', { name: 'Keep this grade' }).click()
  // What was given up by a signature earlier is settled before closing, too.
  await expect(page.getByText(/Evidence was given up by a waiver/)).toBeVisible()
  const words = 'The disk was copied later and tells the same'
  await owner.call('POST', `/incidents/${room.split('/').at(-1)}/waivers/1/settlement`, { words })
  await expect(page.getByText(/put in order before this can be closed/)).toHaveCount(0)
  await judge(page, 'close', widths)
  await page.getByRole('button', { name: 'Close the incident' }).click()
  await expect(page.getByRole('heading', { name: 'Closed. It is over.' })).toBeVisible()
  const closed = page.getByRole('region', { name: 'Closed. It is over.' })
  await expect(closed.getByText('Call the insurer')).toBeVisible()
  await expect(page.getByRole('button', { name: /Done|Add a task|Change severity/ })).toHaveCount(0)
  await judge(page, 'closed', widths)
})

function address(path: string): string {
  return `${server.origin}/t/${owner.slug}${path}`
}
