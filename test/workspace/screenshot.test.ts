import { expect, it } from 'vitest'
import { chromiumPath, openBrowser, picture } from './browser.ts'

const path = chromiumPath()
const url = process.env.WORKSPACE_URL

/** WORKSPACE_URL=http://localhost:3000 npx vitest run test/workspace/screenshot.test.ts renews the README's picture. */
it.skipIf(!url || !path)('keeps a picture of the workspace that runs', async () => {
  const browser = await openBrowser(path ?? '')
  try {
    const png = await picture(browser, { url: url ?? '', to: 'docs/workspace.png' })
    expect(png.byteLength).toBeGreaterThan(20_000)
  } finally {
    await browser.close()
  }
})
