/**
 * What a line is of that names no product, such as a custom item or one whose product was deleted: it was sold all the
 * same, so it keeps its money under a product of its own.
 */
export function ownProduct(title: string | null): string {
  return `${OWN_PRODUCT}${title ?? 'unnamed'}`
}

const OWN_PRODUCT = 'line:'
