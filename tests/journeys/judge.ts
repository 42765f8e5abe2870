import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** Pictures are taken when this names a folder. */
const pictures = process.env.MUSTER_PICTURES

/** Phone, laptop and wall. */
const sizes: Readonly<Record<number, number>> = { 390: 844, 1280: 800, 2560: 1440 }

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/**
 * No fault that axe can find and nothing that scrolls sideways, in both looks, at each of these widths; and a
 * picture of each when wanted. Leaves the page as wide as it was.
 */
export async function judge(page: Page, name: string, widths?: readonly number[]): Promise<void> {
  const before = page.viewportSize() ?? { width: 1280, height: 800 }
  for (const width of widths ?? [before.width]) {
    await page.setViewportSize({ width, height: sizes[width] ?? before.height })
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await standsStill(page)
      const { violations } = await new AxeBuilder({ page }).withTags(standards).analyze()
      const faults = violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`))
      expect(faults, `${name} ${width} ${colorScheme}`).toEqual([])
      expect(await sidewaysOverflow(page), `${name} ${width}`).toBe(0)
      await take(page, `${name}-${width}-${colorScheme}`)
    }
  }
  await page.setViewportSize(before)
  await page.emulateMedia({ colorScheme: 'light' })
}

async function take(page: Page, name: string): Promise<void> {
  if (pictures === undefined) return
  mkdirSync(pictures, { recursive: true })
  await page.screenshot({ path: join(pictures, `${name}.png`) })
}

/** A dialog that fades has, for a moment, colours that nobody chose. */
async function standsStill(page: Page): Promise<void> {
  await expect
    .poll(() =>
      page.evaluate<boolean>(`document.getAnimations().every((one) => one.playState !== 'running')`),
    )
    .toBe(true)
}

/** A string, since only the page knows a document. */
export function sidewaysOverflow(page: Page): Promise<number> {
  return page.evaluate<number>('Math.max(0, document.documentElement.scrollWidth - innerWidth)')
}
