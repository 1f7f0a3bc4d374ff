import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type App, buildApp } from '../../src/app.ts'
import { readConfig } from '../../src/config/config.ts'
import { asOf } from '../../src/facts/wholeness/as-of.ts'
import { addDays, instantOf } from '../../src/lib/days.ts'
import { type Ended, floorwalker } from '../cli/terminal.ts'
import { copyOf } from './made-once.ts'
import { sharedData } from './shared-data.ts'

/** The demo's own shop, and shops of which there are orders only, as real files hold them. */
export type DemoShopName = 'shop' | 'olist' | 'online-retail'

/** Null where the files are not beside this checkout. */
export function filesOf(name: DemoShopName): string | null {
  return name === 'shop' ? '' : sharedData(name)
}

interface DemoNight {
  readonly dir: string
  readonly ended: Ended
}

/** A night of `floorwalker demo --headless`, run once a run for all who ask: its folder, and how it ended. */
export async function demoNight(name: DemoShopName): Promise<DemoNight> {
  const dir = await copyOf(`demo-${name}`, async (folder) => {
    const files = name === 'shop' ? [] : ['--data', name, filesOf(name) ?? '']
    const ended = await floorwalker(['demo', '--headless', ...files], { DATA_DIR: folder })
    writeFileSync(join(folder, 'ended.json'), JSON.stringify(ended))
  })
  return { dir, ended: JSON.parse(readFileSync(join(dir, 'ended.json'), 'utf8')) }
}

/** The shop of that night on the morning after its last day of data. */
export async function openDemoShop(name: DemoShopName, night?: DemoNight): Promise<App> {
  const { dir } = night ?? (await demoNight(name))
  const zone = name === 'shop' ? { SHOP_ZONE: 'Europe/Berlin', SHOP_CURRENCY: 'EUR' } : {}
  const read = readConfig({ DATA_DIR: join(dir, 'demo'), LOG_LEVEL: 'silent', ...zone })
  if (read.kind === 'faults') throw new Error(JSON.stringify(read))
  let now = new Date()
  const app = await buildApp(read.config, { clock: { now: () => now }, sources: [] })
  const last = await asOf(app.ctx, '2999-01-01')
  if (!last) throw new Error(`there is no day of data in ${name}`)
  now = instantOf(addDays(last.day, 1), 465, app.ctx.config.shop.zone)
  return app
}
