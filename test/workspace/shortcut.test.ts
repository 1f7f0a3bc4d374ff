import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { completionsOf } from '../../src/ask/complete.ts'
import type { Action } from '../../src/command.ts'
import type { Message } from '../../src/messages/message.ts'
import { optionsIn } from '../../src/workspace/rules/menu.ts'
import { faultsInView } from '../../src/workspace/slack-rules.ts'
import { KNOWN } from '../ask/shop-words.ts'
import { chromiumPath, openBrowser } from './browser.ts'
import { startOwnBot } from './own-bot.ts'

const path = chromiumPath()
const words = (text: string): Message => ({ text, blocks: [{ kind: 'text', spans: text }] })
const NAMES = { ...KNOWN, kpis: [{ name: 'conversion', called: ['Conversion'] }] }

const ask: Action = {
  roles: ['viewer'],
  run: async () => ({
    ...{ kind: 'form', language: 'en', title: 'Ask', submit: 'Ask', action: 'ask.form', value: '' },
    fields: [
      { name: 'command', label: 'Question', kind: 'menu', choices: [{ label: 'Why?', value: '/why' }] },
      { name: 'kpi', label: 'KPI', kind: 'menu', choices: null, isOptional: true },
    ],
    otherwise: words('No form here.'),
  }),
  options: async ({ typed }) =>
    completionsOf(typed, ['kpi'], NAMES, 10).map(({ label, fill }) => ({ label, value: fill })),
  submit: async ({ fields }) => words(`Asked ${fields.command} ${fields.kpi || 'of nothing'}.`),
}

describe.skipIf(!path)('the app’s shortcuts, in Chromium', () => {
  let bot: Awaited<ReturnType<typeof startOwnBot>>
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    bot = await startOwnBot({ ask: () => words('An answer'), actions: { 'ask.form': ask } })
    browser = await openBrowser(path ?? '')
    page = await browser.newPage()
    await page.goto(`${bot.workspace.url}/#Floorwalker`)
    await page.locator('#shortcut').waitFor()
  })
  afterAll(async () => {
    await browser?.close()
    await bot?.stop()
  })

  const form = () => page.locator('#form')

  it('open the form, whose menu is filled by the bot, and the answer is a direct message', async () => {
    await page.locator('#shortcut').click()
    await form().locator('select[name=command]').selectOption('/why')
    await form().locator('input[name=kpi]').fill('conv')
    await form().locator('datalist option[value=conversion]').waitFor({ state: 'attached' })
    await form().locator('input[name=kpi]').fill('conversion')
    await form().getByRole('button', { name: 'Ask' }).click()
    const answer = page.locator('#messages .message', { hasText: 'Asked /why conversion.' })
    await answer.waitFor()
    expect(await form().isVisible()).toBe(false)
  })

  it('take a line of the menu or nothing', async () => {
    await page.locator('#shortcut').click()
    await form().locator('input[name=kpi]').fill('anything')
    await form().getByRole('button', { name: 'Ask' }).click()
    await expect.poll(() => form().locator('.wrong').first().textContent()).toContain('required')
    await form().locator('select[name=command]').selectOption('/why')
    await form().getByRole('button', { name: 'Ask' }).click()
    await expect.poll(() => form().locator('.wrong').nth(1).textContent()).toBe('Choose one of the list.')
    await form().locator('input[name=kpi]').fill('')
    await form().getByRole('button', { name: 'Ask' }).click()
    await page.locator('#messages .message', { hasText: 'Asked /why of nothing.' }).waitFor()
  })

  it('stand at the bot’s messages too', async () => {
    await page
      .locator('#messages .message')
      .first()
      .getByRole('button', { name: /^Why\?/ })
      .click()
    const said = page.locator('#messages .ephemeral', { hasText: 'not about a KPI' })
    await said.waitFor()
    expect(await said.count()).toBe(1)
  })
})

describe('a modal that Slack would not take', () => {
  const element = { type: 'external_select', action_id: 'input', min_query_length: 0 }
  const text = (said: string) => ({ type: 'plain_text', text: said })
  const block = { type: 'input', block_id: 'kpi', label: text('KPI'), element }
  const modal = { type: 'modal', title: text('Ask'), submit: text('Ask'), blocks: [block] }
  const option = (label: string, value = label) => ({ text: text(label), value })

  it.each([
    ['a title of more than 24 letters', { ...modal, title: text('x'.repeat(25)) }],
    ['inputs and nothing to send them by', { ...modal, submit: undefined }],
    ['two blocks of one id', { ...modal, blocks: [block, block] }],
    [
      'a menu without lines',
      { ...modal, blocks: [{ ...block, element: { ...element, type: 'static_select' } }] },
    ],
    [
      'a line of more than 75 letters',
      {
        ...modal,
        blocks: [
          {
            ...block,
            element: { type: 'static_select', action_id: 'input', options: [option('x'.repeat(76))] },
          },
        ],
      },
    ],
  ])('has %s', (_, view) => {
    expect(faultsInView(modal)).toEqual([])
    expect(faultsInView(view)).not.toEqual([])
  })

  it('and a menu has at most a hundred lines', () => {
    const lines = (count: number) => ({ options: Array.from({ length: count }, (_, i) => option(`${i}`)) })
    expect(optionsIn(lines(100))).toHaveLength(100)
    expect(optionsIn(lines(101))).toBeNull()
    expect(optionsIn({})).toBeNull()
  })
})
