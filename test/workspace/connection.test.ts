import { createServer, request, type Server } from 'node:http'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startBot, type TestBot } from './bot.ts'
import { chromiumPath, openBrowser, shotsOf } from './browser.ts'

const path = chromiumPath()

/** A door before the workspace that can be shut and opened, so that one page sees its server go and come. */
async function doorTo(port: number) {
  const server: Server = createServer((asked, answer) => {
    const { method = 'GET', url = '/', headers } = asked
    const through = request({ host: '127.0.0.1', port, method, path: url, headers: named(headers, port) })
    through.on('response', (got) => {
      answer.writeHead(got.statusCode ?? 500, got.headers)
      got.pipe(answer)
    })
    through.on('error', () => answer.destroy())
    answer.on('close', () => through.destroy())
    asked.pipe(through)
  })
  const open = (at: number) => new Promise<void>((resolve) => server.listen(at, '127.0.0.1', resolve))
  await open(0)
  const address = server.address()
  const own = typeof address === 'object' && address ? address.port : 0
  const shut = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { url: `http://127.0.0.1:${own}`, shut, open: () => open(own) }
}

function named(headers: Record<string, string | string[] | undefined>, port: number) {
  const host = `127.0.0.1:${port}`
  return { ...headers, host, ...(headers.origin ? { origin: `http://${host}` } : {}) }
}

describe.skipIf(!path)('a page whose server goes away, in Chromium', () => {
  let bot: TestBot
  let browser: Browser
  let page: Page
  let door: Awaited<ReturnType<typeof doorTo>>
  const complaints: string[] = []
  const look = shotsOf('connection')

  beforeAll(async () => {
    bot = await startBot()
    door = await doorTo(Number(new URL(bot.workspace.url).port))
    browser = await openBrowser(path ?? '')
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    page.on('pageerror', (error) => complaints.push(error.message))
    await page.goto(`${door.url}/#ask-floorwalker`)
    await page.getByRole('button', { name: 'ask-floorwalker' }).waitFor()
  })
  afterAll(async () => {
    await browser?.close()
    await bot?.stop()
    await door?.shut()
  })

  const lost = () => page.getByText('The connection to Floorwalker is lost.')

  it('says so, and keeps what was typed', async () => {
    await page.locator('#words').fill('/kpi conversion')
    await door.shut()
    await lost().waitFor()
    await page.locator('#words').press('Enter')
    await page.getByText('Not sent: the connection is lost.').waitFor()
    expect(await page.locator('#words').inputValue()).toBe('/kpi conversion')
    await look(page, 'lost')
  })

  it('comes back by itself and sends what was kept', async () => {
    await door.open()
    await lost().waitFor({ state: 'hidden' })
    await page.locator('#words').press('Enter')
    await page.locator('.ephemeral', { hasText: 'asked conversion' }).waitFor()
    expect(await page.locator('#words').inputValue()).toBe('')
  })

  it('throws nothing nobody catches', () => expect(complaints).toEqual([]))
})
