import { textAt } from '../rows/shape.ts'
import type { Source, SourceClients } from '../source.ts'
import { childPages } from './children.ts'
import { listPages } from './pages.ts'
import { ask } from './pass.ts'
import type { RestSpec } from './spec.ts'

export function restSource(spec: RestSpec): Source {
  const { name, platform, table, write, zone, currency, freshWithinMinutes } = spec
  const { total } = spec
  return {
    name,
    platform,
    table,
    write,
    zone,
    currency,
    freshWithinMinutes,
    ...(total && {
      expected: async (clients: SourceClients) =>
        Number(textAt((await ask(spec, null, clients)).body, total)) || null,
    }),
    pages: (from, clients) =>
      spec.children ? childPages(spec, spec.children, from, clients) : listPages(spec, from, clients),
  }
}
