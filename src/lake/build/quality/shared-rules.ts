import type { Rule } from '../../contract/rule.ts'
import type { RawTableName } from '../../contract/schema.ts'

export const key: Rule = {
  name: 'key',
  blocks: true,
  look: { kind: 'key' },
  so: 'every figure would count them twice',
}
export const columns: Rule = {
  name: 'columns',
  blocks: false,
  look: { kind: 'columns' },
  so: 'the export or the API has probably changed',
}
export const refused: Rule = {
  name: 'refused',
  blocks: false,
  look: { kind: 'refused', most: 0.05 },
  so: 'what is refused is in no figure',
}
export const mostlyRefused: Rule = {
  name: 'mostly-refused',
  blocks: true,
  look: { kind: 'refused', most: 0.5 },
  so: 'figures of the rest would mislead',
}
export const volume: Rule = {
  name: 'volume',
  blocks: false,
  look: { kind: 'volume', from: 1 / 3, to: 3 },
  so: 'part of the day may be missing or may have come twice',
}

export const share = (
  name: string,
  what: string,
  look: { readonly where: string; readonly of?: string; readonly most: number },
  so: string,
): Rule => ({ name, blocks: false, look: { kind: 'share', what, ...look }, so })

export const behind = (of: RawTableName, days: number): Rule => ({
  name: `behind-${of}`,
  blocks: false,
  look: { kind: 'behind', of, days },
  so: 'the figures of those days are not whole',
})

export const known = (to: 'products' | 'merchants', so: string): Rule => ({
  name: `known-${to}`,
  blocks: false,
  look: { kind: 'known', to, most: 0.05 },
  so,
})

export const waiting: Rule = {
  name: 'waiting',
  blocks: false,
  look: { kind: 'waiting', most: 0.02 },
  so: 'they are in no figure until their orders come',
}
export const ofOrder: Rule = {
  name: 'of-order',
  blocks: false,
  look: { kind: 'of-order', most: 0.05 },
  so: 'they reach no merchant and no category',
}

export const priceScale = (price: string): Rule => ({
  name: 'price-scale',
  blocks: true,
  look: { kind: 'price-scale', price, factor: 8 },
  so: 'cents were probably taken for whole units, or the other way round',
})
