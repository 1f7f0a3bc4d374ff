import { textAt } from '../rows/shape.ts'
import type { Source, SourceClients } from '../source.ts'
import { passAnew } from './anew.ts'
import { ask, onePass } from './pass.ts'
import { passSince } from './since.ts'
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
      spec.since
        ? passSince(spec, spec.since, from, clients)
        : spec.paging.by === 'token'
          ? passAnew(spec, from, clients)
          : onePass(spec, from, clients),
  }
}
