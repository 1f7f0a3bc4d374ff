import { rm } from 'node:fs/promises'
import { explain } from '../lib/errors.ts'
import type { Page } from './source.ts'

/** Lands a page; what was unpacked for it goes with it, and a fault names the place that it came from. */
export async function landUnpacked<T>(page: Page, land: (page: Page) => Promise<T>): Promise<T> {
  const { unpacked } = page
  if (!unpacked) return land(page)
  try {
    return await land(page)
  } catch (error) {
    const said = explain(error)
    throw said.includes(unpacked.to)
      ? new Error(said.replaceAll(unpacked.to, unpacked.from), { cause: error })
      : error
  } finally {
    await rm(unpacked.to, { recursive: true, force: true })
  }
}
