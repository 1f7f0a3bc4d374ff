import type { Migration } from './contract/migration.ts'

/** What is wrong with the bot itself and was told its administrators, until it is well again; since when a source fails. */
export const troubles: Migration = {
  name: '0028-troubles',
  async up(trx) {
    await trx.schema.createTable('trouble', (table) => {
      table.text('kind').notNullable()
      table.text('subject').notNullable()
      table.text('because').notNullable()
      table.text('since').notNullable()
      table.primary(['kind', 'subject'])
    })
    await trx.schema.alterTable('feed', (table) => {
      table.text('failing_since')
    })
  },
  async down(trx) {
    await trx.schema.dropTable('trouble')
    await trx.schema.alterTable('feed', (table) => {
      table.dropColumn('failing_since')
    })
  },
}
