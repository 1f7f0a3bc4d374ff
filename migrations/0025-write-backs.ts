import type { Migration } from './contract/migration.ts'

/** What approved suggestions are carried out by, each once: `change_key` names it, `stage` says how far it is. */
export const writeBacks: Migration = {
  name: '0025-write-backs',
  async up(trx) {
    await trx.schema.createTable('write_back', (table) => {
      table.increments('id')
      table.text('change_key').notNullable().unique()
      table.integer('suggestion').notNullable()
      table.text('sink').notNullable()
      table.boolean('is_undo').notNullable()
      table.text('change').notNullable()
      table.text('stage').notNullable()
      table.text('held').nullable()
      table.integer('attempts').notNullable().defaultTo(0)
      table.text('note').notNullable().defaultTo('')
      table.text('approved_by').notNullable()
      table.text('second_by').nullable()
      table.text('next_at').notNullable()
      table.text('created_at').notNullable()
      table.text('done_at').nullable()
      table.index(['stage', 'next_at'])
      table.index(['suggestion'])
    })
  },
  async down(trx) {
    await trx.schema.dropTable('write_back')
  },
}
