import type { Vocabulary } from '../ask/vocabulary.ts'
import type { Lake } from '../lake/contract/lake.ts'
import { knownMembers } from '../metrics/read/scope.ts'
import type { State } from '../state/database/state.ts'
import { lakeVersion } from '../state/lake/manifest.ts'

type Reads = Pick<Lake, 'query'>
type Names = Pick<Vocabulary, 'members' | 'products'>

const known = new WeakMap<Reads, { readonly version: number; readonly names: Promise<Names> }>()

/** The shop's own names, read again only when the lake has grown: every refused question and every letter asks. */
export async function vocabularyOf(lake: Reads, state: Pick<State, 'read'>): Promise<Names> {
  const version = await lakeVersion(state)
  const kept = known.get(lake)
  if (kept?.version === version) return kept.names
  const names = readVocabulary(lake)
  known.set(lake, { version, names })
  // what failed is not kept
  names.catch(() => known.delete(lake))
  return names
}

/** Members of every dimension, and its products. */
async function readVocabulary(lake: Reads): Promise<Names> {
  const products = await lake.query<{ platform: string; id: string; title: string }>(
    `select platform, product_id as id, coalesce(title, '') as title from mart_products
     order by platform, product_id`,
  )
  return { members: await knownMembers(lake), products }
}
