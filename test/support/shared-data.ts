import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../../shared/data/', import.meta.url))

/** The folder of a real data set beside the checkout, or null (said once) where it is absent. */
export function sharedData(name: string): string | null {
  const folder = `${ROOT}${name}`
  if (existsSync(folder)) return folder
  console.warn(`skipped: the real data set ${name} is not beside this checkout (../shared/data/${name})`)
  return null
}
