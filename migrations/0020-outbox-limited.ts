import type { Migration } from './contract/migration.ts'

/** Whether Slack itself asked to wait: that holds for all of the channel, and for the next process too. */
export const outboxLimited: Migration = {
  name: '0020-outbox-limited',
  async up(trx) {
    await trx.schema.alterTable('outbox', (table) => {
      table.boolean('is_limited').notNullable().defaultTo(false)
    })
  },
  async down(trx) {
    await trx.schema.alterTable('outbox', (table) => {
      table.dropColumn('is_limited')
    })
  },
}
