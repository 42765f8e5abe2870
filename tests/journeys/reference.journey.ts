import { expect, test } from '@playwright/test'
import { judge } from './judge.ts'
import { pressTo } from './press.ts'
import { startJourneyServer, type JourneyServer } from './server-for-journeys.ts'

let server: JourneyServer
test.beforeAll(async () => {
  server = await startJourneyServer()
})
test.afterAll(() => server?.remove())

test('a programmer without an account searches, unfolds, copies and links an operation, all from our own origin', async ({
  page,
}) => {
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  page.on('pageerror', (error) => expect(error.message).toBe(''))
  page.on('console', (message) =>
    expect(message.text()).not.toMatch(/Content Security Policy|TrustedHTML|missingKey|error/i),
  )
  await page.goto(`${server.origin}/api-reference`)
  await expect(page.getByRole('heading', { level: 1, name: 'Interface for programs' })).toBeVisible()
  await pressTo(page, ['/'], page.getByRole('searchbox'))
  await page.keyboard.type('post closure')
  await expect(page.getByText('1 operation', { exact: true })).toBeVisible()
  const operation = page.locator('#closeIncident')
  await operation.locator('summary').first().press('Enter')
  await expect(operation.getByText('Needs the permission')).toContainText('incident.close')
  await expect(operation.getByRole('region', { name: 'In a shell' })).toContainText(
    `curl -X POST '${server.origin}/api/v1/incidents/{id}/closure'`,
  )
  await page.getByRole('searchbox').press('Escape')
  await expect(page.locator('#openIncident')).toBeVisible()

  await page.goto(`${server.origin}/api-reference#addEvidence`)
  await page.reload()
  const linked = page.locator('#addEvidence')
  await expect(linked).toHaveAttribute('open')
  await expect(linked).toBeInViewport()
  await expect(linked.getByText('muster-evidence', { exact: true })).toBeVisible()
  expect(asked.filter((url) => !url.startsWith(server.origin))).toEqual([])
})

test('a programmer finds no barrier on the reference, in both looks, on phone and laptop', async ({
  page,
}) => {
  await page.goto(`${server.origin}/api-reference#openIncident`)
  await expect(page.locator('#openIncident')).toHaveAttribute('open')
  await judge(page, 'reference', [390, 1280])
})

test('on paper every operation is unfolded', async ({ page }) => {
  await page.goto(`${server.origin}/api-reference`)
  await expect(page.locator('#openIncident')).toBeVisible()
  await page.evaluate("dispatchEvent(new Event('beforeprint'))")
  expect(await page.locator('details[id]:not([open])').count()).toBe(0)
  await page.evaluate("dispatchEvent(new Event('afterprint'))")
  await expect(page.locator('details[id][open]')).toHaveCount(0)
})
