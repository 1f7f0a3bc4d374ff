import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { build } from '../../jobs/build.ts'
import { type App, buildApp } from '../app.ts'
import { dayOf } from '../lib/days.ts'
import { Fault } from '../lib/errors.ts'
import { runJob } from '../scheduler.ts'
import { importFiles } from '../sources/files/import.ts'
import { loadMapping, type Mapping } from '../sources/files/mapping.ts'
import { accountLines } from './account-lines.ts'
import { complain, print, progressBars } from './terminal.ts'
import type { Verb } from './verb.ts'
import { VERBS } from './verbs.ts'

export const importFolder: Verb = {
  ...VERBS.import,
  async run(call) {
    const [what, dir] = call.words
    if (!what || !dir)
      throw new Fault('An import takes a mapping and a folder.', `Usage: floorwalker ${importFolder.usage}`)
    const mapping = loadMapping(what)
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

export function mustBeFolder(dir: string): void {
  const found = statSync(dir, { throwIfNoEntry: false })
  if (!found) throw new Fault(`The folder ${dir} is not there.`, 'Give the folder that holds the files.')
  if (!found.isDirectory())
    throw new Fault(`${dir} is not a folder.`, 'Give the folder that holds the files.')
}

/** Lands, builds and accounts. False when a file could not be read; what could be is in. */
export async function loadFolder({ ctx }: App, mapping: Mapping, dir: string): Promise<boolean> {
  const landed = await importFiles({
    mapping,
    dir: resolve(dir),
    lake: ctx.lake,
    signal: new AbortController().signal,
    onProgress: (source, rows) => ctx.progress(`read ${source}`, rows, rows),
  })
  const failed = landed.filter(({ error }) => error !== null)
  const now = ctx.clock.now()
  const [summary] = await runJob(ctx, build, { at: now, day: dayOf(now, ctx.config.shop.zone) })
  print('Where every row went:')
  for (const line of accountLines(await ctx.lake.accounts())) print(`  ${line}`)
  if (summary) print(summary.text)
  for (const { source, error } of failed) complain(`${source}: ${error}`)
  if (failed.length > 0) complain('The files named above could not be read; everything else is in.')
  return failed.length === 0
}
