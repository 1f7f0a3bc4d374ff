import type { Migration } from './contract/migration.ts'

/** What somebody or a pipeline says has happened to the shop, such as a release: told beside a fall that begins then. */
export const marks: Migration = {
  name: '0024-marks',
  async up(trx) {
    await trx.schema.createTable('mark', (table) => {
      table.increments('id')
      table.text('at').notNullable().index()
      table.text('said').notNullable()
      table.text('told_by').notNullable()
      table.text('told_at').notNullable()
      table.unique(['at', 'said'])
    })
  },
  async down(trx) {
    await trx.schema.dropTable('mark')
  },
}
