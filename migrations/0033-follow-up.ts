import type { Migration } from './contract/migration.ts'

/** Until when an accepted suggestion should be carried out, and when its approver was reminded that it is not. */
export const followUpOfSuggestions: Migration = {
  name: '0033-follow-up',
  async up(trx) {
    await trx.schema.alterTable('suggestion', (table) => {
      table.text('due_at')
      table.text('reminded_at')
    })
  },
  async down(trx) {
    await trx.schema.alterTable('suggestion', (table) => {
      table.dropColumns('due_at', 'reminded_at')
    })
  },
}
