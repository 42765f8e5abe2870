import { expect, type Locator, type Page } from '@playwright/test'

/** Presses keys until they have moved the focus there: a page listens to keys a moment after it is first drawn. */
export async function pressTo(page: Page, keys: readonly string[], focused: Locator): Promise<void> {
  await expect(async () => {
    for (const key of keys) await page.keyboard.press(key)
    await expect(focused).toBeFocused({ timeout: 1000 })
  }).toPass()
}
