import type { Migration } from './contract/migration.ts'

/** What platforms have sent word of and is still to be asked for; `times`: how often the same was said. */
export const sourceHints: Migration = {
  name: '0019-source-hints',
  async up(trx) {
    await trx.schema.createTable('source_hint', (table) => {
      table.text('source').notNullable()
      table.text('id').notNullable()
      table.bigInteger('times').notNullable()
      table.text('at').notNullable()
      table.primary(['source', 'id'])
    })
  },
  async down(trx) {
    await trx.schema.dropTable('source_hint')
  },
}
