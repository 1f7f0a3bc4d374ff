import { rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { DEMO_TODAY, startDemoShop } from '../demo/serving/shop.ts'
import { makeFolder } from '../folders.ts'
import { isDay } from '../lib/days.ts'
import { Fault } from '../lib/errors.ts'
import { demoDir } from './demo-place.ts'
import type { Call, Verb } from './verb.ts'
import { VERBS } from './verbs.ts'

export const demo: Verb = {
  ...VERBS.demo,
  options: {
    headless: { type: 'boolean', about: 'print the digest and the alerts as text, then end' },
    data: {
      type: 'string',
      about: 'a preset (olist, online-retail) or a mapping file; its folder follows: --data olist <dir>',
    },
    today: { type: 'string', about: `the day on which the demo takes place (default: ${DEMO_TODAY})` },
  },
  async run(call) {
    const preset = call.option('data')
    const dir = call.words[0]
    if (preset && !dir)
      throw new Fault('--data takes a preset and a folder.', `Usage: floorwalker ${demo.usage}`)
    const today = call.option('today') ?? DEMO_TODAY
    if (!isDay(today)) throw new Fault(`"${today}" is not a day.`, 'Give it as YYYY-MM-DD.')
    const dataDir = emptied(call)
    if (preset && dir) {
      const { overFiles } = await import('./demo-night.ts')
      return overFiles(call, dataDir, { preset, dir })
    }
    // the shop makes its world while the rest of the program is read
    const starting = startDemoShop({ dir: dataDir, today })
    starting.catch(() => undefined)
    const { overTheShop } = await import('./demo-night.ts')
    return overTheShop(call, dataDir, starting)
  },
}

function emptied({ config }: Call): string {
  const dataDir = resolve(demoDir(config))
  rmSync(dataDir, { recursive: true, force: true })
  makeFolder(dataDir, 'DATA_DIR')
  return dataDir
}
