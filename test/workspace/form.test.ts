import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Message } from '../../src/messages/message.ts'
import { AXE, FINDINGS, looks } from './axe.ts'
import { chromiumPath, openBrowser } from './browser.ts'
import { startOwnBot } from './own-bot.ts'

const path = chromiumPath()
if (!path) console.info('the form is not driven: no Chromium here, set CHROMIUM_PATH to one')

const words = (text: string): Message => ({ text, blocks: [{ kind: 'text', spans: text }] })

describe.skipIf(!path)('a form, driven in Chromium', () => {
  let bot: Awaited<ReturnType<typeof startOwnBot>>
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    bot = await startOwnBot({
      ask: () => ({
        text: 'Order 19',
        blocks: [
          { kind: 'text', spans: 'Order 19' },
          { kind: 'actions', buttons: [{ label: 'Edit', action: 'order.edit', value: 'SKU-1' }] },
        ],
      }),
      actions: {
        'order.edit': {
          roles: ['operator'],
          replaces: true,
          run: async ({ value }) => ({
            kind: 'form',
            language: 'en',
            title: 'Change the order',
            submit: 'Save',
            action: 'order.edit',
            value,
            fields: [{ name: 'pieces', label: 'Pieces <b>of</b> SKU-1', kind: 'number', initial: '19' }],
            otherwise: words('No form here.'),
          }),
          check: async ({ fields }) =>
            Number(fields.pieces) % 12 === 0 ? null : { pieces: 'It comes in packs of 12.' },
          submit: async ({ value, fields }) => words(`${value}: ${fields.pieces} pieces.`),
        },
      },
    })
    browser = await openBrowser(path ?? '')
    page = await browser.newPage({ bypassCSP: true })
    await page.goto(bot.workspace.url)
    await page.locator('#words').fill('/price SKU-1')
    await page.keyboard.press('Enter')
  })
  afterAll(async () => {
    await browser?.close()
    await bot?.stop()
  })

  const dialog = () => page.locator('#form')
  const press = () => page.getByRole('button', { name: 'Edit' }).click()

  it.each(looks)(
    'can be used by anybody at $width px, $colorScheme',
    async ({ width, height, colorScheme }) => {
      await page.setViewportSize({ width, height })
      await page.emulateMedia({ colorScheme })
      await press()
      await dialog().waitFor()
      await page.addScriptTag({ path: AXE })
      expect(await page.evaluate(FINDINGS)).toEqual([])
      const box = await dialog().boundingBox()
      expect((box?.x ?? 0) + (box?.width ?? Number.POSITIVE_INFINITY)).toBeLessThanOrEqual(width)
      await page.keyboard.press('Escape')
      await dialog().waitFor({ state: 'hidden' })
    },
  )

  it('opens with what is suggested filled in, and shows words as words', async () => {
    await press()
    await dialog().locator('input').waitFor()
    expect(await dialog().locator('h2').textContent()).toBe('Change the order')
    expect(await dialog().locator('.field span').first().textContent()).toBe('Pieces <b>of</b> SKU-1')
    expect(await dialog().locator('input').inputValue()).toBe('19')
  })

  it('stays open when something is wrong, and says what', async () => {
    await dialog().getByRole('button', { name: 'Save' }).click()
    await expect.poll(() => dialog().locator('.wrong').textContent()).toBe('It comes in packs of 12.')
  })

  it('closes when it is taken, and the answer stands where the button was', async () => {
    await dialog().locator('input').fill('24')
    await dialog().getByRole('button', { name: 'Save' }).click()
    await expect.poll(() => page.locator('#messages').textContent()).toContain('SKU-1: 24 pieces.')
    expect(await dialog().isVisible()).toBe(false)
    expect(await page.getByRole('button', { name: 'Edit' }).count()).toBe(0)
  })

  it('is closed by Cancel, and can be opened again', async () => {
    await page.locator('#words').fill('/price SKU-1')
    await page.keyboard.press('Enter')
    for (let times = 0; times < 2; times++) {
      await press()
      await dialog().locator('input').waitFor()
      await dialog().getByRole('button', { name: 'Cancel' }).click()
      await expect.poll(() => dialog().isVisible()).toBe(false)
      // a pressed button rests for a second and a half
      await expect.poll(() => page.getByRole('button', { name: 'Edit' }).isEnabled()).toBe(true)
    }
  })
})
