import { z } from 'zod'
import type { Migration } from '../contract/migration.ts'

const rows = z.array(z.object({ kind: z.string(), channel: z.string() }))

/**
 * The settings of the first start were stored as if a channel had subscribed, and held for good. Nothing else made such
 * rows: the only one of its kind goes, and the settings are read anew at every start. Several of a kind were put in by
 * hand, and stay.
 */
export const digestBySettings: Migration = {
  name: '0016-digest-by-settings',
  async up(trx) {
    const kept = rows.parse(await trx('subscription').select('kind', 'channel'))
    for (const { kind, channel } of kept)
      if (kept.filter((other) => other.kind === kind).length === 1)
        await trx('subscription').where({ kind, channel }).delete()
  },
  // an older release stores what its settings say when it starts
  async down() {},
}
