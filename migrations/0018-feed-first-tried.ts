import type { Migration } from './contract/migration.ts'

/** Since when a source is read: before it could have brought anything it is not late. */
export const feedFirstTried: Migration = {
  name: '0018-feed-first-tried',
  async up(trx) {
    await trx.schema.alterTable('feed', (table) => {
      table.text('first_tried_at')
    })
  },
  async down(trx) {
    await trx.schema.alterTable('feed', (table) => {
      table.dropColumn('first_tried_at')
    })
  },
}
