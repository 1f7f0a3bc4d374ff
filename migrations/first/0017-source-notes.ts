import type { Migration } from '../contract/migration.ts'

/** What people should know of a source's last sync though it went well, as JSON. */
export const sourceNotes: Migration = {
  name: '0017-source-notes',
  async up(trx) {
    await trx.schema.alterTable('feed', (table) => {
      table.text('notes')
    })
  },
  async down(trx) {
    await trx.schema.alterTable('feed', (table) => {
      table.dropColumn('notes')
    })
  },
}
