import { textAt } from '../rows/shape.ts'

/** `gid://shopify/Order/450789469` is `450789469`. */
export function plainId(gid: string | null): string | null {
  return gid?.replace(/^gid:\/\/shopify\/\w+\//, '').replace(/\?.*$/, '') ?? null
}

export function idAt(object: unknown, path: string): string | null {
  return plainId(textAt(object, path))
}

/** In the shop's own currency. */
export function moneyAt(object: unknown, path: string): string | null {
  return textAt(object, `${path}.shopMoney.amount`)
}

/** What is sold is a variant; a product that is gone, and a custom item, leaves neither. */
export function soldId(line: unknown): string | null {
  return idAt(line, 'variant.id') ?? idAt(line, 'product.id')
}
