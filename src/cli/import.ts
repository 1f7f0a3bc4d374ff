import { mkdirSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { build } from '../../jobs/build.ts'
import { type App, buildApp } from '../app.ts'
import type { Config } from '../config/config.ts'
import { dayOf } from '../lib/days.ts'
import { Fault } from '../lib/errors.ts'
import { runJob } from '../scheduler.ts'
import { importFiles } from '../sources/files/import.ts'
import { loadMapping, type Mapping } from '../sources/files/mapping.ts'
import { keepShop } from '../state/shop-settings.ts'
import { openAsking } from './asking.ts'
import { proposeMapping } from './propose/import-proposed.ts'
import { accountLines } from './show/account-lines.ts'
import { complain, print, progressBars } from './terminal.ts'
import type { Call, Verb } from './verb.ts'
import { VERBS } from './verbs.ts'

export const importFolder: Verb = {
  ...VERBS.import,
  async run(call) {
    const [what, folder] = call.words
    if (!what || (!folder && !isFolder(what)))
      throw new Fault('An import takes a mapping and a folder.', `Usage: floorwalker ${importFolder.usage}`)
    const proposed = folder ? null : await askedFor(call, what)
    if (!folder && !proposed) return 0
    const mapping = proposed?.mapping ?? loadMapping(what)
    const dir = folder ?? what
    mustBeFolder(dir)
    const { progress, stop } = progressBars()
    const app = await buildApp(call.config, { secret: call.secret, shop: mapping, progress })
    try {
      const isWhole = await loadFolder(app, mapping, dir)
      stop()
      return isWhole ? 0 : 1
    } finally {
      stop()
      await app.stop()
    }
  },
}

const isFolder = (path: string) => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false

/** A folder alone: its mapping is proposed. */
async function askedFor(call: Call, dir: string) {
  mkdirSync(call.config.dataDir, { recursive: true })
  const asking = openAsking()
  try {
    return await proposeMapping(call, dir, asking)
  } finally {
    asking.close()
  }
}

export function mustBeFolder(dir: string): void {
  const found = statSync(dir, { throwIfNoEntry: false })
  if (!found) throw new Fault(`The folder ${dir} is not there.`, 'Give the folder that holds the files.')
  if (!found.isDirectory())
    throw new Fault(`${dir} is not a folder.`, 'Give the folder that holds the files.')
}

/**
 * Ingests, builds and accounts. False when a file could not be read; what could be is in. When none could be, nothing
 * is changed: neither the tables nor what holds of the shop.
 */
export async function loadFolder({ ctx }: App, mapping: Mapping, dir: string): Promise<boolean> {
  const landed = await importFiles({
    mapping,
    dir: resolve(dir),
    lake: ctx.lake,
    signal: new AbortController().signal,
    onProgress: (source, rows) => ctx.progress(`read ${source}`, rows, rows),
  })
  const failed = landed.filter(({ error }) => error !== null)
  const complainOf = (ending: string) => {
    for (const { source, error } of failed) complain(`${source}: ${error}`)
    complain(ending)
  }
  if (failed.length > 0 && landed.every(({ rows }) => rows === 0)) {
    complainOf('Nothing was imported, and nothing was changed.')
    return false
  }
  await keepShop(ctx.state, ctx.config.shop)
  sayWhatHolds(ctx.config.shop, mapping)
  const now = ctx.clock.now()
  const [summary] = await runJob(ctx, build, { at: now, day: dayOf(now, ctx.config.shop.zone) })
  // what was ingested waits: the next build takes it in when the check passes or is accepted
  if (summary?.counts?.failed) {
    complainOf(summary.text)
    return false
  }
  print('Where every row went:')
  for (const line of accountLines(await ctx.lake.accounts())) print(`  ${line}`)
  if (summary) print(summary.text)
  if (failed.length > 0) complainOf('The files named above could not be read; everything else is in.')
  return failed.length === 0
}

/** Rows in another currency are converted at the rate of their day, or wait for one. */
function sayWhatHolds(shop: Config['shop'], mapping: Mapping): void {
  if (shop.zone !== mapping.zone)
    complain(`Days are those of ${shop.zone}, as before; the mapping names ${mapping.zone}.`)
  if (shop.currency !== mapping.currency)
    complain(
      `Figures are in ${shop.currency}, as before; rows in ${mapping.currency} need exchange rates and wait in quarantine until they have them. List a source with "rates: {}" in the sources file, or import rates of their days (docs/sources.md).`,
    )
}
