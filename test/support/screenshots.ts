/** Pictures of pages as a test saw them, at the size of a desk and of a phone, for a person to look at: in `screenshots/`, which is not kept with the source. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'

const DIRECTORY = 'screenshots'
const SIZES = { desk: { width: 1_100, height: 800 }, phone: { width: 390, height: 800 } }

export async function keepPictures(page: Page, name: string): Promise<void> {
  mkdirSync(DIRECTORY, { recursive: true })
  const before = page.viewportSize()
  for (const [size, viewport] of Object.entries(SIZES)) {
    await page.setViewportSize(viewport)
    await page.screenshot({ path: join(DIRECTORY, `${name}-${size}.png`), fullPage: true })
  }
  if (before !== null) await page.setViewportSize(before)
}

/** What a page is called by its address, without ids. */
export const nameOfPage = (address: string): string =>
  new URL(address).pathname
    .split('/')
    .filter((part) => part !== '' && !/^[0-9a-f-]{36}$/.test(part))
    .join('-') || 'first-page'
