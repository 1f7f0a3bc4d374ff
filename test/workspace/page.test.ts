import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ALERT, DIGEST, HOSTILE, startBot, type TestBot } from './bot.ts'
import { chromiumPath, openBrowser, shotsOf } from './browser.ts'

const path = chromiumPath()
if (!path) console.info('the page is not driven: no Chromium here, set CHROMIUM_PATH to one')

describe.skipIf(!path)('the page, driven in Chromium', () => {
  let bot: TestBot
  let browser: Browser
  let page: Page
  const complaints: string[] = []

  beforeAll(async () => {
    bot = await startBot()
    const digest = await bot.post('#daily-digest', DIGEST)
    await bot.post('#daily-digest', { text: 'Details by category', blocks: [] }, digest)
    await bot.post('#kpi-alerts', ALERT)
    browser = await openBrowser(path ?? '')
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    page.on('console', (line) => line.type() === 'error' && complaints.push(line.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
    await page.goto(bot.workspace.url)
  })
  afterAll(async () => {
    await browser?.close()
    await bot?.stop()
  })

  const keep = shotsOf('page')
  const look = (name: string) => keep(page, name)
  const messages = () => page.locator('#messages .message')

  it('opens on the digest, with its table and chart, and counts what is unread elsewhere', async () => {
    await messages().first().waitFor()
    expect(await messages().first().textContent()).toContain('Nordmarkt & Co · Monday 23 November')
    expect(await page.locator('.table caption').textContent()).toBe('What moved it')
    expect(await page.locator('.chart svg:visible').count()).toBe(1)
    expect(await page.locator('.row.unread').textContent()).toMatch(/kpi-alerts1/)
    await look('1-digest')
  })

  it('shows data that looks like markup as the text it is', async () => {
    expect(await page.locator('.table').textContent()).toContain(HOSTILE)
  })

  it('keeps the words of a table whole where there is no room for them', async () => {
    const squeezed = await page.evaluate<number>(`(() => {
      const table = document.querySelector('.table')
      table.style.width = '10px'
      const wide = table.querySelector('tbody td').clientWidth
      table.style.width = ''
      return wide
    })()`)
    expect(squeezed).toBeGreaterThan(40)
  })

  it('opens a thread beside the channel', async () => {
    await page.getByRole('button', { name: '1 reply' }).click()
    await page.locator('#replies .message').nth(1).waitFor()
    expect(await page.locator('#replies').textContent()).toContain('Details by category')
    await look('2-thread')
    await page.keyboard.press('Escape')
    expect(await page.locator('#thread').isVisible()).toBe(false)
  })

  it('completes a command from the keyboard and shows the answer to the asker', async () => {
    await page.locator('#words').click()
    await page.keyboard.type('/')
    expect(await page.getByRole('option').allInnerTexts()).toHaveLength(3)
    await look('3-completion')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Tab')
    expect(await page.locator('#words').inputValue()).toBe('/kpi ')
    await page.keyboard.type('conversion')
    await page.keyboard.press('Enter')
    await page.locator('.ephemeral').waitFor()
    expect(await page.locator('.ephemeral').textContent()).toContain('Only visible to you')
    expect(await page.locator('.ephemeral').textContent()).toContain('asked conversion')
    await look('4-answer')
    await page.getByRole('button', { name: 'Dismiss message' }).click()
    await page.locator('.ephemeral').waitFor({ state: 'detached' })
  })

  it('asks before a button that wants it, and shows the message it edited', async () => {
    await page.getByRole('button', { name: /kpi-alerts/ }).click()
    await page.getByRole('button', { name: 'Acknowledge' }).click()
    await page.locator('dialog[open]').waitFor()
    await look('5-confirm')
    await page.locator('#confirm-no').click()
    expect(bot.clicks).toEqual([])
    await page.getByRole('button', { name: 'Acknowledge' }).click()
    await page.locator('#confirm-yes').click()
    await page.locator('.edited').waitFor()
    expect(await messages().last().textContent()).toContain('Acknowledged by You')
    expect(bot.clicks).toHaveLength(1)
    await look('6-acked')
  })

  it('shows Home', async () => {
    await page.locator('#home-row').click()
    const greeting = page.getByRole('heading', { name: 'Good morning' })
    await greeting.waitFor()
    expect(await greeting.count()).toBe(1)
    await look('7-home')
  })

  it('fits a narrow screen', async () => {
    await page.setViewportSize({ width: 390, height: 780 })
    await page.locator('#menu').click()
    await page.getByRole('button', { name: /daily-digest/ }).click()
    await messages().first().waitFor()
    await page.waitForTimeout(300)
    const wide = await page.evaluate(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    )
    expect(wide).toBe(0)
    await look('8-narrow')
  })

  it('says nothing in the console', () => {
    expect(complaints).toEqual([])
  })
})
