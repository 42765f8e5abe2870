import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, type BrowserContext, type Page } from '@playwright/test'

const preload = pathToFileURL(join(import.meta.dirname, 'moving-clock.mjs')).href

/** A clock that server and browser share, and that a story moves on. */
export interface StoryClock {
  /** For the server that keeps it. */
  readonly environment: Readonly<Record<string, string>>
  /** For each browser, before its first page. */
  readonly wind: (context: BrowserContext) => Promise<void>
  /** Lets so many minutes pass at once, for server and page. */
  readonly pass: (page: Page, minutes: number) => Promise<void>
  readonly remove: () => void
}

export function storyClock(): StoryClock {
  const folder = mkdtempSync(join(tmpdir(), 'muster-clock-'))
  const file = join(folder, 'ahead')
  let ahead = 0
  return {
    environment: { NODE_OPTIONS: `--import=${preload}`, MUSTER_AHEAD: file },
    wind: async (context) => {
      await context.addInitScript(pageClock)
    },
    pass: async (page, minutes) => {
      ahead += minutes * 60_000
      writeFileSync(file, String(ahead))
      await page.evaluate(`localStorage.setItem('story.ahead', '${ahead}')`)
      await page.reload()
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

const pageClock = `{
  const RealDate = Date
  let ahead = 0
  try { ahead = Number(localStorage.getItem('story.ahead')) } catch {}
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, given, made) => Reflect.construct(target, given.length === 0 ? [RealDate.now() + ahead] : given, made),
    get: (target, key) => (key === 'now' ? () => RealDate.now() + ahead : Reflect.get(target, key)),
  })
}`
