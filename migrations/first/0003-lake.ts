import type { Migration } from '../contract/migration.ts'

/** The lake's manifest: which files are published now, which batches landed, and where every row went. */
export const lake: Migration = {
  name: '0003-lake',
  async up(trx) {
    await trx.schema.createTable('lake_file', (table) => {
      table.text('path').primary()
      table.text('table_name').notNullable()
      table.text('dt')
      table.bigInteger('rows').notNullable()
      table.bigInteger('bytes').notNullable()
      table.text('source')
      table.text('batch_id')
      table.text('consumed_by')
      table.index(['table_name', 'dt'], 'lake_file_partition')
    })
    await trx.raw('create index lake_file_pending on lake_file (path) where consumed_by is null')
    // one row: grows with every change, and serialises those who make one
    await trx.schema.createTable('lake_version', (table) => {
      table.bigInteger('version').notNullable()
    })
    await trx('lake_version').insert({ version: 0 })
    await trx.schema.createTable('lake_batch', (table) => {
      table.text('source').notNullable()
      table.text('batch_id').notNullable()
      table.primary(['source', 'batch_id'])
    })
    await trx.schema.createTable('lake_build', (table) => {
      table.text('build_id').primary()
      table.text('published_at').notNullable()
      table.text('accounts').notNullable()
    })
    await trx.schema.createTable('lake_account', (table) => {
      table.text('table_name').primary()
      table.bigInteger('rows_in').notNullable()
      table.bigInteger('clean').notNullable()
      table.bigInteger('merged').notNullable()
      table.bigInteger('quarantined').notNullable()
    })
    await trx.schema.createTable('lake_refusal', (table) => {
      table.text('table_name').notNullable()
      table.text('reason').notNullable()
      table.bigInteger('rows').notNullable()
      table.primary(['table_name', 'reason'])
    })
  },
  async down(trx) {
    for (const table of [
      'lake_refusal',
      'lake_account',
      'lake_build',
      'lake_batch',
      'lake_version',
      'lake_file',
    ]) {
      await trx.schema.dropTable(table)
    }
  },
}
