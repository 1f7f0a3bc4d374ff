import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const USUAL = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const QUIET = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Debian's Chromium, or the one CHROMIUM_PATH names; null where there is none. */
export function chromiumPath(): string | null {
  const named = process.env.CHROMIUM_PATH
  return [...(named ? [named] : []), ...USUAL].find((path) => existsSync(path)) ?? null
}

export function openBrowser(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: QUIET })
}
