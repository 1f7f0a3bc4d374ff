import type { Migration } from './contract/migration.ts'

/** The step that said a message, so that posting it, by whichever process, belongs to the same trace. */
export const outboxTrace: Migration = {
  name: '0031-outbox-trace',
  async up(trx) {
    await trx.schema.alterTable('outbox', (table) => {
      table.text('trace')
    })
  },
  async down(trx) {
    await trx.schema.alterTable('outbox', (table) => {
      table.dropColumn('trace')
    })
  },
}
