import type { Vocabulary } from '../ask/vocabulary.ts'
import type { Lake } from '../lake/contract/lake.ts'
import { knownMembers } from '../metrics/read/scope.ts'

/** The shop's own names: members of every dimension, and its products. */
export async function readVocabulary(
  lake: Pick<Lake, 'query'>,
): Promise<Pick<Vocabulary, 'members' | 'products'>> {
  const products = await lake.query<{ platform: string; id: string; title: string }>(
    `select platform, product_id as id, coalesce(title, '') as title from mart_products
     order by platform, product_id`,
  )
  return { members: await knownMembers(lake), products }
}
