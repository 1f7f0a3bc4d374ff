import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AXE, FINDINGS, looks } from './axe.ts'
import { ALERT, DIGEST, startBot, type TestBot } from './bot.ts'
import { chromiumPath, openBrowser, shotsOf } from './browser.ts'

const path = chromiumPath()
/** Visible things to press that are smaller than a finger. */
const SMALL = `[...document.querySelectorAll('button, [role=option], textarea, input, a[href]')]
  .filter((one) => one.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
  .map((one) => [one.getBoundingClientRect(), one.outerHTML.slice(0, 100)])
  .filter(([box]) => box.width > 0 && (box.height < 44 || box.width < 44))
  .map(([box, html]) => Math.round(box.width) + 'x' + Math.round(box.height) + ' ' + html)`

/** What is cut off at the right, or makes the page scroll sideways. */
const CLIPPED = `(() => {
  const list = document.querySelector('#messages')
  const edge = list.getBoundingClientRect().right
  return [...list.querySelectorAll('td, th, button, .chart, img, p')]
    .filter((one) => one.checkVisibility() && !one.closest('thead') && one.getBoundingClientRect().right > edge + 1)
    .map((one) => one.outerHTML.slice(0, 100))
})()`

/** Blocks lie on the ground of their message, in either look. */
const GROUNDS = `[...new Set([...document.querySelectorAll('.ephemeral [class*=block_wrapper]')]
  .map((one) => getComputedStyle(one).backgroundColor))]`

let browser: Browser
beforeAll(async () => {
  if (path) browser = await openBrowser(path)
})
afterAll(() => browser?.close())

describe.skipIf(!path).each(looks)('anybody can use the page at $width px, $colorScheme', (look) => {
  let bot: TestBot
  let page: Page
  const keep = shotsOf(`access-${look.width}-${look.colorScheme}`)

  beforeAll(async () => {
    bot = await startBot()
    await bot.post('#daily-digest', DIGEST)
    await bot.post('#daily-digest', WIDE)
    await bot.post('#kpi-alerts', ALERT)
    const { width, height, colorScheme } = look
    // axe comes from disk, where the page's own policy admits nothing
    const context = await browser.newContext({ viewport: { width, height }, colorScheme, bypassCSP: true })
    page = await context.newPage()
    page.setDefaultTimeout(10_000)
    await page.goto(bot.workspace.url)
    await page.locator('#messages .message').nth(1).waitFor()
    await page.addScriptTag({ path: AXE })
  })
  afterAll(async () => {
    await page?.context().close()
    await bot?.stop()
  })

  const isPhone = look.width < 700
  const check = async (name: string) => {
    await page.waitForTimeout(250)
    await keep(page, name)
    expect(await page.evaluate(FINDINGS)).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(look.width)
    if (isPhone) expect(await page.evaluate(SMALL)).toEqual([])
    expect(await page.evaluate(CLIPPED)).toEqual([])
  }
  const open = async (name: RegExp) => {
    if (isPhone) await page.locator('#menu').click()
    await page.locator('#side').getByRole('button', { name }).click()
  }

  it('a digest, with its tables and its chart', () => check('digest'))

  it('a thread', async () => {
    await page.locator('#messages .message').first().hover()
    await page.getByRole('button', { name: /^Reply in thread: Nordmarkt/ }).click()
    await page.locator('#replies .message').first().waitFor()
    await check('thread')
    await page.keyboard.press('Escape')
  })

  it('an alert', async () => {
    await open(/kpi-alerts/)
    await page.getByRole('button', { name: 'Acknowledge' }).waitFor()
    await check('alert')
  })

  it('the question before a button acts', async () => {
    await page.getByRole('button', { name: 'Acknowledge' }).click()
    await page.locator('dialog[open]').waitFor()
    await check('question')
    await page.locator('#confirm-no').click()
  })

  it('the commands while one is typed', async () => {
    await page.locator('#words').pressSequentially('/')
    await page.getByRole('option').first().waitFor()
    expect(await page.getByRole('listbox').count()).toBe(1)
    await check('completion')
  })

  it('private answers, whose buttons have names of their own', async () => {
    for (const text of ['/kpi one', '/kpi two']) {
      await page.locator('#words').fill(text)
      await page.keyboard.press('Enter')
      await page.locator('.ephemeral', { hasText: `asked ${text.slice(5)}` }).waitFor()
    }
    await check('answer')
    expect(await page.evaluate(GROUNDS)).toEqual(['rgba(0, 0, 0, 0)'])
    const names = await page.getByRole('button', { name: /^Dismiss message/ }).evaluateAll(LABELS)
    expect(names).toEqual(['Dismiss message: asked one', 'Dismiss message: asked two'])
  })

  it('Home', async () => {
    await open(/Floorwalker Home/)
    await page.getByRole('heading', { name: 'Good morning' }).waitFor()
    await check('home')
  })
})

const LABELS = (all: { getAttribute(name: string): string | null }[]) =>
  all.map((one) => one.getAttribute('aria-label'))

const WIDE = {
  text: 'Yesterday',
  blocks: [
    {
      kind: 'table' as const,
      caption: 'Yesterday against the usual Monday',
      columns: ['KPI', 'Yesterday', 'Expected', 'Change', 'Status'].map((label) => ({ label })),
      rows: [
        ['Conversion of all sessions', '6.19 %', '6.08 %', '+0.11 pp', 'within range'],
        ['GMV', '€48,210', '€40,700', '+18.4 %', 'above range'],
        ['Average order value', '€40.04', '€39.10', '+2.4 %', 'within range'],
      ],
    },
    {
      kind: 'actions' as const,
      buttons: [
        'Approve order of nordmarkt/SKU-1535',
        'Edit order of nordmarkt/SKU-1535',
        'Skip nordmarkt/SKU-1535',
      ].map((label) => ({ label, action: 'share', value: label })),
    },
  ],
}
