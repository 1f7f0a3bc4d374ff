import type { Migration } from '../contract/migration.ts'

/** How far each source has been read, how fresh it is, and what went wrong last. */
export const feeds: Migration = {
  name: '0004-feeds',
  async up(trx) {
    await trx.schema.createTable('feed', (table) => {
      table.text('source').primary()
      table.text('cursor')
      table.text('last_row_at')
      table.text('last_success_at')
      table.bigInteger('rows').notNullable()
      table.bigInteger('refused').notNullable()
      table.text('error')
    })
  },
  async down(trx) {
    await trx.schema.dropTable('feed')
  },
}
