import type { Migration } from '../contract/migration.ts'

/** What is to be said (outbox), and what was heard (inbox). */
export const messages: Migration = {
  name: '0002-messages',
  async up(trx) {
    await trx.schema.createTable('outbox', (table) => {
      table.bigIncrements('id')
      table.text('key').notNullable().unique()
      table.text('parent_key')
      table.text('channel').notNullable()
      table.text('channel_id')
      table.text('ts')
      table.text('content').notNullable()
      table.integer('revision').notNullable().defaultTo(1)
      table.integer('posted_revision').notNullable().defaultTo(0)
      table.boolean('is_ambiguous').notNullable().defaultTo(false)
      table.integer('attempts').notNullable().defaultTo(0)
      table.text('first_tried_at')
      table.text('not_before')
      table.text('owner')
      table.text('lease_until')
      table.text('error')
      table.text('dead_at')
      table.text('created_at').notNullable()
      table.text('posted_at')
    })
    await trx.raw(
      'create index outbox_open on outbox (id) where posted_revision < revision and dead_at is null',
    )
    await trx.schema.createTable('inbox', (table) => {
      table.text('id').primary()
      table.text('kind').notNullable()
      table.text('body').notNullable()
      table.text('received_at').notNullable()
      table.text('done_at')
    })
    await trx.raw('create index inbox_open on inbox (received_at) where done_at is null')
  },
  async down(trx) {
    await trx.schema.dropTable('inbox')
    await trx.schema.dropTable('outbox')
  },
}
