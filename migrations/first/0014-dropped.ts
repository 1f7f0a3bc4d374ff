import type { Migration } from '../contract/migration.ts'

/** How many rows of each source were dropped with age: landed ones (reason ''), and refused ones by their reason. */
export const dropped: Migration = {
  name: '0014-dropped',
  async up(trx) {
    await trx.schema.createTable('lake_dropped', (table) => {
      table.text('source').notNullable()
      table.text('reason').notNullable()
      table.bigInteger('rows').notNullable()
      table.primary(['source', 'reason'])
    })
  },
  async down(trx) {
    await trx.schema.dropTable('lake_dropped')
  },
}
