import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { drawPage } from '../pdf.ts'

/** Pictures are taken when this names a folder. */
const pictures = process.env.MUSTER_PICTURES

/** Phone, laptop and wall. */
const sizes: Readonly<Record<number, number>> = { 390: 844, 1280: 800, 2560: 1440 }

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
/** The rules of axe that look at colours. All others read the same markup to the same end. */
const coloured = ['color-contrast', 'link-in-text-block']

/**
 * No fault that axe can find and nothing that scrolls sideways, in both looks, at each of these widths; and a
 * picture of each when wanted. Leaves the page as wide as it was.
 */
export async function judge(page: Page, name: string, widths?: readonly number[]): Promise<void> {
  const before = page.viewportSize() ?? { width: 1280, height: 800 }
  for (const width of widths ?? [before.width]) {
    await page.setViewportSize({ width, height: sizes[width] ?? before.height })
    let judged = ''
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await standStill(page)
      // A page that is still being fetched has no heading yet; one that never gets any fails here.
      await page.locator('h1').first().waitFor()
      const markup = await page.evaluate<string>('document.documentElement.innerHTML')
      const faults = await barriers(page, markup === judged ? 'colours' : 'all')
      expect(faults, `${name} ${width} ${colorScheme}`).toEqual([])
      expect(await sidewaysOverflow(page), `${name} ${width}`).toEqual([])
      await take(page, `${name}-${width}-${colorScheme}`)
      judged = markup
    }
  }
  await page.setViewportSize(before)
  await page.emulateMedia({ colorScheme: 'light' })
}

/** What axe finds, by rule and element. `colours` is enough for markup that was judged in another look. */
export async function barriers(page: Page, rules: 'all' | 'colours' = 'all'): Promise<string[]> {
  const runOnly =
    rules === 'all'
      ? { type: 'tag' as const, values: standards }
      : { type: 'rule' as const, values: coloured }
  // Our pages hold no frames; the other mode opens a second page each time in order to add theirs up.
  const axe = new AxeBuilder({ page }).options({ runOnly, resultTypes: ['violations'] }).setLegacyMode()
  const { violations } = await axe.analyze()
  const faults: string[] = []
  for (const { id, nodes } of violations)
    for (const { html, target } of nodes)
      if (id !== 'target-size' || !(await isLargeInTheMiddle(page, String(target[0]))))
        faults.push(`${id}: ${html}`)
  return faults
}

/** Where the page happens to be scrolled, a bar that stays may cover half a target: people scroll it into sight. */
async function isLargeInTheMiddle(page: Page, selector: string): Promise<boolean> {
  const from = await page.evaluate<number>('scrollY')
  await page.evaluate(
    `document.querySelector(${JSON.stringify(selector)})?.scrollIntoView({ block: 'center' })`,
  )
  const axe = new AxeBuilder({ page }).include(selector).withRules(['target-size']).setLegacyMode()
  const { violations } = await axe.analyze()
  await page.evaluate(`scrollTo(0, ${from})`)
  return violations.length === 0
}

/** A dialog that fades has, for a moment, colours that nobody chose. */
export async function standStill(page: Page): Promise<void> {
  await expect
    .poll(() =>
      page.evaluate<boolean>(`document.getAnimations().every((one) => one.playState !== 'running')`),
    )
    .toBe(true)
}

/** What sticks out of the page sideways, by its classes. A string, since only the page knows a document. */
export function sidewaysOverflow(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`
    document.documentElement.scrollWidth <= innerWidth ? [] :
      ['the page', ...[...document.querySelectorAll('body *')]
        .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
        .map((one) => one.tagName + ' ' + one.className)]
  `)
}

/** A picture of one page of a PDF when pictures are wanted. */
export function takePage(bytes: Uint8Array, name: string, page: number): void {
  if (pictures === undefined) return
  mkdirSync(pictures, { recursive: true })
  drawPage(bytes, page, join(pictures, name))
}

async function take(page: Page, name: string): Promise<void> {
  if (pictures === undefined) return
  mkdirSync(pictures, { recursive: true })
  await page.screenshot({ path: join(pictures, `${name}.png`) })
}
