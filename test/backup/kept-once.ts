import { copyOf } from '../support/made-once.ts'
import { fillShop } from './kept-shop.ts'

/** A folder of its own with the kept shop, which is made once a run. */
export function keptShop(): Promise<string> {
  return copyOf('kept-shop', fillShop)
}
