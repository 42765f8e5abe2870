import { writeFileSync } from 'node:fs'
import { test } from '@playwright/test'
import { judge } from './judge.ts'
import { browserOf, enter } from './people-for-journeys.ts'
import { startJourneyServer } from './server-for-journeys.ts'

test('look', async ({ browser }) => {
  test.setTimeout(300_000)
  const server = await startJourneyServer()
  const problems: string[] = []
  try {
    const made = JSON.parse(
      await server.muster(
        'init',
        '--organisation',
        'Harbour Bakery',
        '--owner-email',
        'v@h.example',
        '--owner-name',
        'Vera Lang',
        '--country',
        'AT',
        '--time-zone',
        'Europe/Vienna',
        '--json',
      ),
    )
    const owner = await enter(server, made.inviteUrl)
    const at = (p: string) => `${server.origin}/t/${owner.slug}${p}`
    const incident = await owner.call('POST', '/incidents', {
      title: 'Site slow and a note came',
      kind: 'ddos-extortion',
      severity: 'S2',
    })
    await owner.call('PUT', '/response-profile', {
      platforms: ['microsoft365', 'windows'],
      traits: { online_shop: 'no', card_payments: 'no' },
    })
    await owner.call('POST', `/incidents/${String(incident['id'])}/run`, {})
    const w = await owner.call('GET', '/playbooks/ransomware/draft')
    const p = (await owner.call('GET', '/playbooks/ransomware')) as any
    const { key, edition, hasDraft, gaps, ...doc } = p
    doc.plainTitle = 'Our files are locked'
    doc.phases.contain[0].title = ''
    doc.phases.contain[1].ask = { question: 'x', yes: 'c99', no: 'c5' }
    await owner.call('PUT', '/playbooks/ransomware/draft', { revision: w['revision'], document: doc })
    const own = await owner.call('POST', '/playbooks', {
      title: 'Oven control stopped',
      kind: 'outage-and-key-person',
      from: 'ransomware',
    })
    await owner.call('POST', `/playbooks/${String(own['key'])}/versions`, {
      revision: 1,
      note: 'First of ours',
    })
    for (const [name, width, height] of [
      ['laptop', 1280, 900],
      ['phone', 390, 844],
    ] as const) {
      const context = await browserOf(browser, server, owner, {
        viewport: { width, height },
        colorScheme: name === 'phone' ? 'dark' : 'light',
      })
      const page = await context.newPage()
      page.on('console', (m) => {
        if (m.type() === 'error') problems.push(`${name} ${m.text()}`)
      })
      const visit = async (label: string, path: string, act?: () => Promise<void>) => {
        await page.goto(at(path))
        await page.waitForLoadState('networkidle')
        if (act) await act()
        try {
          await judge(page, label)
        } catch (e) {
          problems.push(`${name} ${label}: ${String(e).slice(0, 1500)}`)
        }
        await page.screenshot({ path: `/tmp/pbwork/shots/${label}-${name}.png`, fullPage: true })
      }
      await visit('list', '/playbooks')
      await visit('playbook', '/playbooks/ddos-extortion', async () => {
        for (const s of await page.locator('details').all())
          await s.evaluate((d) => d.setAttribute('open', ''))
        await page.waitForTimeout(500)
      })
      await visit('edit', '/playbooks/ransomware/edit', async () => {
        await page
          .getByText('c2 ')
          .first()
          .click()
          .catch(() => undefined)
        await page.waitForTimeout(300)
      })
      await visit('versions', `/playbooks/ransomware/versions`, async () => {
        await page.waitForTimeout(800)
      })
      await visit('profile', '/settings/profile')
      await visit('knowledge', '/settings/knowledge')
      await visit('room', `/incidents/${String(incident['id'])}`, async () => {
        for (const s of await page.locator('main details').all())
          await s.evaluate((d) => d.setAttribute('open', '')).catch(() => undefined)
        await page.waitForTimeout(1500)
      })
      await context.close()
    }
  } finally {
    writeFileSync('/tmp/pbwork/problems.txt', problems.join('\n\n'))
    await server.remove()
  }
})
