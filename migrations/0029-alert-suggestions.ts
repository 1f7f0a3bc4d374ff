import type { Migration } from './contract/migration.ts'

/** Which suggestion was accepted for which alert, and how its KPI stood then. */
export const alertSuggestions: Migration = {
  name: '0029-alert-suggestions',
  async up(trx) {
    await trx.schema.createTable('alert_suggestion', (table) => {
      table.integer('suggestion_id').primary()
      table.text('alert_id').notNullable().index()
      table.text('who').notNullable()
      table.text('name').notNullable()
      table.text('at').notNullable()
      /** of the KPI when it was accepted; null of an alert about the data */
      table.double('value')
      table.double('expected')
    })
  },
  async down(trx) {
    await trx.schema.dropTable('alert_suggestion')
  },
}
