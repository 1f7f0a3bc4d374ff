import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startBot, type TestBot } from './bot.ts'
import { chromiumPath, openBrowser, shotsOf } from './browser.ts'

const path = chromiumPath()
const DAY_MS = 86_400_000

describe.skipIf(!path)('a simulated shop that is still prepared, in Chromium', () => {
  let bot: TestBot
  let browser: Browser
  let page: Page
  const look = shotsOf('work')

  beforeAll(async () => {
    bot = await startBot({ clock: { zone: 'Asia/Tokyo', aheadMs: -5 * DAY_MS } })
    browser = await openBrowser(path ?? '')
    page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' })
    page.setDefaultTimeout(10_000)
    bot.workspace.working({ step: 1, of: 5, doing: 'collecting the data of the shop' })
    await page.goto(bot.workspace.url)
  })
  afterAll(async () => {
    await browser?.close()
    await bot?.stop()
  })

  it('says which step it is at, how far that is, and since when', async () => {
    await page.getByText(/^Preparing, step 1 of 5: collecting the data of the shop · \d+ s\. /).waitFor()
    const done = { what: 'read orders', count: 12_000, of: 47_829 }
    bot.workspace.working({ step: 2, of: 5, doing: 'building tables and KPIs', done })
    await page.getByText('step 2 of 5: building tables and KPIs: read orders, 12,000 of 47,829 · ').waitFor()
    await look(page, 'preparing')
    bot.workspace.working(null)
    await page.locator('#work').waitFor({ state: 'hidden' })
    expect(await page.locator('#work').isVisible()).toBe(false)
  })

  it("shows messages at the shop's time, on its day, and says that it is simulated", async () => {
    const before = new Date(Date.now() - 5 * DAY_MS)
    await bot.post('#daily-digest', { text: 'digest', blocks: [] })
    const time = page.locator('#messages time').first()
    await time.waitFor()
    const shown = (options: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Tokyo', ...options }).format(before)
    const day = shown({ weekday: 'long', day: 'numeric', month: 'long' })
    expect(await page.locator('#messages .day').textContent()).toBe(day)
    expect((await time.textContent())?.slice(0, 2)).toBe(shown({ hour: '2-digit' }))
    expect(await page.locator('#simulated').textContent()).toBe(
      `The clock of this shop is simulated: here it is ${day}.`,
    )
    await look(page, 'simulated')
  })

  it('does not make messages new again when the page is loaded anew', async () => {
    await bot.post('#kpi-alerts', { text: 'alert', blocks: [] })
    const badge = page.locator('#channels .badge')
    await badge.waitFor()
    await page.getByRole('button', { name: /kpi-alerts/ }).click()
    await badge.waitFor({ state: 'detached' })
    await page.goto(`${bot.workspace.url}/#daily-digest`)
    await page.reload()
    await page.locator('#messages .message').first().waitFor()
    await page.waitForTimeout(300)
    expect(await badge.count()).toBe(0)
  })
})
