import { expect, test, type CDPSession, type Page } from '@playwright/test'
import { Secret, TOTP } from 'otpauth'
import { judge } from './judge.ts'
import { startJourneyServer, type JourneyServer } from './server-for-journeys.ts'

const owner = { name: 'Vera Lang', email: 'vera@hofer.example', password: 'lantern orbit velvet canyon' }
// Each story begins where the one before ended.
test.describe.configure({ mode: 'serial' })
let server: JourneyServer
let recoveryCodes: string[] = []

test.beforeAll(async () => {
  server = await startJourneyServer()
})
test.afterAll(() => server?.remove())
test.beforeEach(({ page }) => {
  page.on('console', (message) => {
    expect(message.text()).not.toMatch(/Content Security Policy|TrustedHTML|missingKey/i)
  })
  page.on('pageerror', (error) => expect(error.message).toBe(''))
})

test('an owner sets up Muster, protects the account, signs out and comes back with a code', async ({
  page,
}) => {
  await page.goto(server.origin)
  await expect(page).toHaveURL(/\/setup$/)
  await expect(page.getByLabel('Time zone')).toHaveValue('Europe/Vienna')
  await judge(page, 'setup')
  await page.getByLabel('Name of the organisation').fill('Hofer Maschinenbau')
  await page.getByLabel('Country').selectOption('AT')
  await page.getByLabel('People').selectOption('10-49')
  await page.getByLabel('What you do').selectOption('manufacturing')
  await page.getByLabel('Your name').fill(owner.name)
  await page.getByLabel('E-mail address').fill(owner.email)
  await page.getByLabel('Password').fill('too short')
  await expect(page.getByText('3 more characters.')).toBeVisible()
  await page.getByRole('button', { name: 'Set up Muster' }).click()
  await expect(page.getByText('Use at least 12 characters', { exact: false })).toBeVisible()
  await page.getByLabel('Password').fill(owner.password)
  await expect(page.getByText('Strong.')).toBeVisible()
  await page.getByRole('button', { name: 'Set up Muster' }).click()

  await expect(page.getByRole('heading', { name: 'Your second factor' })).toBeVisible()
  await judge(page, 'second-factor')
  await page.getByRole('button', { name: 'Use an app on my phone' }).click()
  const key = await page.getByRole('textbox', { name: 'Or type this key into the app' }).inputValue()
  await judge(page, 'second-factor-app')
  const first = codeOf(key)
  await page.getByLabel('Code from your app').fill(first)
  await page.getByRole('button', { name: 'Confirm' }).click()

  const codes = page.getByRole('region', { name: 'Your recovery codes' })
  await expect(codes.getByRole('listitem')).toHaveCount(10)
  recoveryCodes = (await codes.getByRole('listitem').allInnerTexts()).map((code) => code.trim())
  await judge(page, 'recovery-codes')
  await codes.getByRole('button', { name: 'Go on' }).click()
  await expect(codes.getByRole('alert')).toContainText('shown only once')
  await codes.getByRole('checkbox').check()
  await codes.getByRole('button', { name: 'Go on' }).click()

  await expect(page.getByRole('heading', { name: 'Your recovery sheet' })).toBeVisible()
  await page.getByRole('button', { name: 'Not now' }).click()
  await expect(page.getByText('Without the sheet there are no backups')).toBeVisible()
  await judge(page, 'recovery-sheet')
  const saving = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save the sheet (PDF)' }).click()
  expect((await saving).suggestedFilename()).toBe('recovery-sheet.pdf')
  await page.getByRole('button', { name: 'Go on to Muster' }).click()
  await expect(page.getByRole('alert')).toContainText('Print it or put it away first')
  await page.getByRole('checkbox').check()
  await judge(page, 'recovery-sheet-saved')
  await page.getByRole('button', { name: 'Go on to Muster' }).click()

  await expect(page.getByRole('heading', { level: 1, name: 'Today' })).toBeVisible()
  await judge(page, 'today-first')

  await signOut(page)
  await judge(page, 'sign-in')
  await givePassword(page)
  await judge(page, 'sign-in-code')
  const second = codeAfter(key, first)
  await page.getByLabel('Code from your app').fill(second)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Today' })).toBeVisible()

  await signOut(page)
  await givePassword(page)
  // The code of a moment ago opens nothing any more; a recovery code does.
  await page.getByLabel('Code from your app').fill(second)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByRole('alert')).toContainText('wrong or was used before')
  await giveRecoveryCode(page)
})

test('a visitor finds the first run closed, and is asked to sign in', async ({ page }) => {
  await page.goto(`${server.origin}/setup`)
  await expect(page.getByRole('heading', { name: 'Muster is set up already' })).toBeVisible()
  await page.goto(`${server.origin}/t/hofer-maschinenbau/people`)
  await expect(page).toHaveURL(/\/sign-in\?next=/)
  await page.getByLabel('E-mail address').fill(owner.email)
  await page.getByLabel('Password').fill('not the password at all')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByRole('alert')).toContainText('E-mail address or password is wrong')
})

test('U57 an owner adds a passkey to the account, signs out, and comes back with nothing but the passkey', async ({
  page,
}) => {
  const device = await virtualDevice(page)
  await page.goto(`${server.origin}/sign-in`)
  await givePassword(page)
  await giveRecoveryCode(page)
  await page.goto(`${server.origin}/t/hofer-maschinenbau/account`)
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add a passkey' })
  await judge(page, 'passkey-add')
  await dialog.getByLabel('Name of the passkey').fill('Laptop in the workshop')
  await dialog.getByLabel('Password').fill('not the password at all')
  await dialog.getByRole('button', { name: 'Go on' }).click()
  await expect(dialog.getByRole('alert')).toBeVisible()
  await dialog.getByLabel('Password').fill(owner.password)
  await dialog.getByRole('button', { name: 'Go on' }).click()
  await expect(page.getByText('Laptop in the workshop')).toBeVisible()
  expect(await device.credentials()).toEqual([
    expect.objectContaining({ isResidentCredential: true, rpId: 'localhost' }),
  ])

  await signOut(page)
  // A finger that the device does not know opens nothing, and the way stays open.
  await device.knows(false)
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await expect(page.getByRole('alert')).toContainText('No passkey was used')
  await device.knows(true)
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Today' })).toBeVisible()

  await page.goto(`${server.origin}/t/hofer-maschinenbau/account`)
  await page.getByRole('listitem').filter({ hasText: 'Laptop in the workshop' }).getByRole('button').click()
  await page.getByRole('dialog').getByLabel('Password').fill(owner.password)
  await page.getByRole('dialog').getByRole('button', { name: 'Go on' }).click()
  await expect(page.getByText('Laptop in the workshop')).toBeHidden()
  await signOut(page)
  // The device still has it; the account does not.
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await expect(page.getByRole('alert')).toBeVisible()
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible()
})

/** A device with a finger reader that keeps passkeys, as Chrome makes one for tests. */
async function virtualDevice(page: Page) {
  const session: CDPSession = await page.context().newCDPSession(page)
  await session.send('WebAuthn.enable')
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return {
    knows: (isUserVerified: boolean) =>
      session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }),
    credentials: async () => (await session.send('WebAuthn.getCredentials', { authenticatorId })).credentials,
  }
}

async function giveRecoveryCode(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Use a recovery code' }).click()
  await page.getByLabel('Recovery code', { exact: true }).fill(recoveryCodes.shift() ?? '')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Today' })).toBeVisible()
}

async function givePassword(page: Page): Promise<void> {
  await page.getByLabel('E-mail address').fill(owner.email)
  await page.getByLabel('Password').fill(owner.password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'One more step' })).toBeVisible()
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: /account, look, language/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible()
}

function totpOf(key: string): TOTP {
  return new TOTP({ secret: Secret.fromBase32(key.replaceAll(' ', '')) })
}

function codeOf(key: string): string {
  return totpOf(key).generate()
}

/** A code that is another one: each opens once. The neighbouring step is good too (RFC 6238 section 5.2). */
function codeAfter(key: string, before: string): string {
  const code = codeOf(key)
  return code === before ? totpOf(key).generate({ timestamp: Date.now() + 30_000 }) : code
}
