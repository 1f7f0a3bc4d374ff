import { SEGMENTS } from '../../src/advice/campaign/rfm.ts'
import type { Known, KnownMember } from '../../src/ask/vocabulary.ts'
import type { Dimension } from '../../src/metrics/metric.ts'

const members = (dimension: Dimension, ...names: string[]): KnownMember[] =>
  names.map((name) => {
    const [member = '', called = member] = name.split(':')
    return { dimension, member, called }
  })

/** A shop's own names, on Tuesday 24 November 2026. */
export const KNOWN: Known = {
  today: '2026-11-24',
  members: [
    ...members('platform', 'nordmarkt', 'bazario'),
    ...members('category', 'Electronics', 'Fashion', 'Home & Living', 'Beauty', 'Sports', 'Toys', 'Baby'),
    ...members('channel', 'app', 'web', 'ads'),
    ...members('region', 'Berlin', 'Hamburg', 'Baden-Württemberg'),
    ...members('merchant', 'M-007:Nordkontor', 'M-012:Isarwerk'),
  ],
  products: [
    { platform: 'bazario', id: 'SKU-2872', title: 'Travel Jeans 25' },
    { platform: 'nordmarkt', id: 'SKU-1252', title: 'Compact Charger 5' },
    { platform: 'nordmarkt', id: 'SKU-1042', title: 'Eco Lamp 3' },
  ],
  audiences: SEGMENTS,
}

/** The same shop with more cities and another product, as the writer of the later sessions knew it. */
export const KNOWN_WITH_CITIES: Known = {
  ...KNOWN,
  members: [...KNOWN.members, ...members('region', 'Frankfurt', 'Cologne', 'Munich')],
  products: [...KNOWN.products, { platform: 'nordmarkt', id: 'SKU-1044', title: 'Classic Kettle 9' }],
}
