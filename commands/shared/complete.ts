import {
  type Completion,
  completeLine,
  completionsOf,
  type Kind,
  type Names,
} from '../../src/ask/complete.ts'
import type { Context } from '../../src/context.ts'
import { LANGUAGES } from '../../src/lib/language.ts'
import { metrics } from '../../src/metrics/registry.ts'
import { shopLocale } from '../../src/report/words/locale.ts'
import { knownTo } from './known-to.ts'

type Parts = Pick<Context, 'lake' | 'state' | 'clock' | 'config'>

/** What a command line may go on with, by this shop's own names. */
export function completing(ctx: Parts) {
  return async (line: string): Promise<(Completion & { readonly line: string })[]> =>
    completeLine(line, await namesIn(ctx))
}

/** The names of these kinds that what is typed may mean, for a menu. */
export async function optionsFor(
  ctx: Parts,
  { typed, kinds, most }: { readonly typed: string; readonly kinds: readonly Kind[]; readonly most: number },
): Promise<Completion[]> {
  return completionsOf(typed, kinds, await namesIn(ctx), most)
}

async function namesIn(ctx: Parts): Promise<Names> {
  const known = await knownTo(ctx)
  const called = LANGUAGES.map((language) => shopLocale(ctx.config, language).words.metrics)
  const kpis = metrics.map((metric) => ({
    name: metric.name,
    called: [...new Set(called.map(({ label }) => label(metric)))],
  }))
  return { ...known, kpis }
}
