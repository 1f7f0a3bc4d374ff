import type { Cursor, Page, SourceClients } from '../source.ts'
import { passAnew } from './anew.ts'
import { onePass } from './pass.ts'
import { passSince } from './since.ts'
import type { RestSpec } from './spec.ts'

/** The pages of a list, by what can be asked of it. */
export function listPages(
  spec: RestSpec,
  from: Cursor,
  clients: SourceClients,
): AsyncGenerator<Page, void, void> {
  if (spec.since) return passSince(spec, spec.since, from, clients)
  return spec.paging.by === 'token' ? passAnew(spec, from, clients) : onePass(spec, from, clients)
}
