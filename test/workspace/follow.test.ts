import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DIGEST, startBot, type TestBot } from './bot.ts'
import { chromiumPath, openBrowser, shotsOf } from './browser.ts'

const path = chromiumPath()
const sizes = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
]

describe.skipIf(!path).each(sizes)('the newest message, in Chromium at $width × $height', (viewport) => {
  let bot: TestBot
  let browser: Browser
  let page: Page
  const complaints: string[] = []

  beforeAll(async () => {
    bot = await startBot()
    browser = await openBrowser(path ?? '')
    page = await browser.newPage({ viewport })
    page.on('pageerror', (error) => complaints.push(error.message))
    await page.goto(`${bot.workspace.url}/#ask-floorwalker`)
    await page.locator('#words').waitFor()
  })
  afterAll(async () => {
    await browser?.close()
    await bot?.stop()
  })

  const ask = async (text: string) => {
    await page.locator('#words').fill(text)
    await page.keyboard.press('Enter')
    await page.locator('#messages .message', { hasText: `asked ${text.slice(5)}` }).waitFor()
  }
  /** where the head of a message is within the list, from 0 at its upper edge to 1 at its lower */
  const place = (ts: string) =>
    page.evaluate<number>(`(() => {
      const list = document.querySelector('#messages').getBoundingClientRect()
      const line = [...document.querySelectorAll('#messages [data-ts]')].find((el) => el.dataset.ts === ${JSON.stringify(ts)})
      return (line.getBoundingClientRect().top - list.top) / list.height
    })()`)
  const last = async () => (await page.locator('#messages .message').last().getAttribute('data-ts')) ?? ''
  const look = shotsOf(`follow-${viewport.width}`)

  it.each(['first', 'second', 'third'])(
    'shows the head of my %s answer, however long they are',
    async (name) => {
      await ask(`/kpi long ${name}`)
      const at = await place(await last())
      expect(at).toBeGreaterThanOrEqual(0)
      expect(at).toBeLessThan(0.3)
      await look(page, name)
    },
  )

  it('leaves who reads above where they are, says what is new, and leads there', async () => {
    await page.evaluate('document.querySelector("#messages").scrollTop = 0')
    await bot.post('#ask-floorwalker', DIGEST)
    await page.getByRole('button', { name: '1 new message' }).waitFor()
    expect(await page.evaluate('document.querySelector("#messages").scrollTop')).toBe(0)
    await look(page, 'pill')
    await bot.post('#ask-floorwalker', DIGEST)
    await page.getByRole('button', { name: '2 new messages' }).click()
    const head = page.locator('#messages .message:not(.ephemeral)').first()
    expect(await place((await head.getAttribute('data-ts')) ?? '')).toBeLessThan(0.1)
  })

  it('comes to an answer also from above', async () => {
    await page.evaluate('document.querySelector("#messages").scrollTop = 0')
    await ask('/kpi long fourth')
    expect(await place(await last())).toBeLessThan(0.3)
    expect(await page.locator('#jump').isVisible()).toBe(false)
  })

  it('throws nothing', () => expect(complaints).toEqual([]))
})
