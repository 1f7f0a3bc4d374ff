import type { Migration } from './contract/migration.ts'

/** What a KPI should come to over a period, set by a person. Money in cents; `scope` is the segment, '' the whole shop. */
export const targets: Migration = {
  name: '0023-targets',
  async up(trx) {
    await trx.schema.createTable('target', (table) => {
      table.increments('id')
      table.text('kpi').notNullable()
      table.text('scope').notNullable()
      table.text('first_day').notNullable()
      table.text('last_day').notNullable()
      table.double('value').notNullable()
      table.text('set_by').notNullable()
      table.text('set_at').notNullable()
      table.unique(['kpi', 'scope', 'first_day', 'last_day'])
    })
  },
  async down(trx) {
    await trx.schema.dropTable('target')
  },
}
