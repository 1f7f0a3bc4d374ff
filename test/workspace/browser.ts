import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'

const USUAL = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const QUIET = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Debian's Chromium, or the one CHROMIUM_PATH names; null where there is none. */
export function chromiumPath(): string | null {
  const named = process.env.CHROMIUM_PATH
  return [...(named ? [named] : []), ...USUAL].find((path) => existsSync(path)) ?? null
}

export function openBrowser(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: QUIET })
}

/** A picture of a workspace that runs, once its newest message stands: for the README. */
export async function picture(browser: Browser, shot: { url: string; to: string }): Promise<Buffer> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  await page.goto(shot.url)
  await page.locator('#messages .message').first().waitFor()
  await page.locator('#channels button').first().waitFor()
  const content = await page.screenshot({ path: shot.to })
  await page.close()
  return content
}

/** SHOTS=folder keeps a picture of each step, to be looked at. */
export function shotsOf(prefix: string): (page: Page, name: string) => Promise<void> {
  const folder = process.env.SHOTS
  return async (page, name) => {
    if (!folder) return
    mkdirSync(folder, { recursive: true })
    await page.screenshot({ path: join(folder, `${prefix}-${name}.png`) })
  }
}
