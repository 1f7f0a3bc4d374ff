import type { Migration } from '../contract/migration.ts'

/** What a person decided about a suggestion: who, when, why, and what they changed of it. */
export const decisions: Migration = {
  name: '0008-decisions',
  async up(trx) {
    await trx.schema.alterTable('suggestion', (table) => {
      table.text('decided_by')
      table.text('decided_name')
      table.text('decided_at')
      table.text('reason')
      table.text('edited')
      table.index(['kind', 'subject', 'status'], 'suggestion_subject')
    })
  },
  async down(trx) {
    await trx.schema.alterTable('suggestion', (table) => {
      table.dropIndex(['kind', 'subject', 'status'], 'suggestion_subject')
      table.dropColumns('decided_by', 'decided_name', 'decided_at', 'reason', 'edited')
    })
  },
}
