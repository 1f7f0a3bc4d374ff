import { bundle } from './bundle.ts'
import { campaign } from './campaign.ts'
import { experiment } from './experiment.ts'
import { asKind, type Kind } from './kind.ts'
import { price } from './price.ts'
import { promotion } from './promotion.ts'
import { restock } from './restock.ts'

/** Every kind of suggestion, in the order help tells them. */
export const kinds: readonly Kind[] = [
  asKind(price),
  asKind(restock),
  asKind(bundle),
  asKind(campaign),
  asKind(experiment),
  asKind(promotion),
]
