import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../slack/http.ts'
import { chromiumPath, openBrowser, picture } from './browser.ts'

/**
 * `npm run picture` renews the README's picture: of a demo it runs itself (some minutes), or of the workspace that
 * WORKSPACE_URL names.
 */
const path = chromiumPath()
if (!path) throw new Error('No Chromium here: set CHROMIUM_PATH to one.')
const given = process.env.WORKSPACE_URL
const demo = given ? { url: given, stop: () => undefined } : await startDemo()
const browser = await openBrowser(path)
try {
  const png = await picture(browser, { url: demo.url, to: 'docs/workspace.png' })
  console.info(`docs/workspace.png: ${png.byteLength} bytes`)
} finally {
  await browser.close()
  demo.stop()
}

/** Ready when it says how to ask it from another terminal. */
async function startDemo(): Promise<{ url: string; stop: () => void }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'floorwalker-picture-'))
  const port = await freePort()
  const env = { ...process.env, DATA_DIR: dataDir, PORT: `${port}`, OPS_PORT: '0' }
  const child = spawn('node', ['bin/floorwalker.js', 'demo'], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  await new Promise<void>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the demo ended with ${code}`)))
    child.stdout.on('data', (text: Buffer) => text.includes('In another terminal') && resolve())
  })
  return {
    url: `http://localhost:${port}`,
    stop: () => {
      child.removeAllListeners('exit')
      child.once('exit', () => rmSync(dataDir, { recursive: true, force: true }))
      child.kill()
    },
  }
}
