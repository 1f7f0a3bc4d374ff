import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { completeLine } from '../../src/ask/complete.ts'
import { KNOWN } from '../ask/shop-words.ts'
import { startBot, type TestBot } from './bot.ts'
import { chromiumPath, openBrowser } from './browser.ts'

const path = chromiumPath()
const NAMES = { ...KNOWN, kpis: [{ name: 'conversion', called: ['Conversion', '转化率'] }] }

describe.skipIf(!path)('completion by the shop’s own names, in Chromium', () => {
  let bot: TestBot
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    bot = await startBot({ complete: async (line) => completeLine(line, NAMES) })
    browser = await openBrowser(path ?? '')
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    await page.goto(`${bot.workspace.url}/#ask-floorwalker`)
    await page.locator('#words').waitFor()
  })
  afterAll(async () => {
    await browser?.close()
    await bot?.stop()
  })

  const options = () => page.locator('#completion .option')

  it('offers KPIs in both languages, and Tab takes the first', async () => {
    await page.locator('#words').fill('/kpi 转')
    await options().filter({ hasText: '转化率' }).waitFor()
    await page.keyboard.press('Tab')
    expect(await page.locator('#words').inputValue()).toBe('/kpi conversion ')
  })

  it('offers categories, merchants and titles, by the keyboard', async () => {
    await page.locator('#words').fill('/kpi conversion ele')
    await options().filter({ hasText: 'category=Electronics' }).waitFor()
    await page.locator('#words').fill('/price travel')
    await options().filter({ hasText: 'Travel Jeans 25' }).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    expect(await page.locator('#words').inputValue()).toBe('/price bazario/SKU-2872 ')
  })

  it('sends by one Enter what was typed without choosing', async () => {
    await page.locator('#words').fill('/kpi con')
    await options().filter({ hasText: '转化率' }).waitFor()
    await page.keyboard.press('Enter')
    await page.locator('#messages .message', { hasText: 'asked con' }).waitFor()
    expect(await page.locator('#words').inputValue()).toBe('')
  })
})
