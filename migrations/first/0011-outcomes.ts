import type { Migration } from '../contract/migration.ts'

/** What came of an accepted suggestion: measured every night until it is final. */
export const outcomes: Migration = {
  name: '0011-outcomes',
  async up(trx) {
    await trx.schema.createTable('outcome', (table) => {
      table.bigInteger('suggestion_id').primary()
      table.text('rule').notNullable()
      /** as in src/advice/suggestions/outcome.ts */
      table.text('kind').notNullable()
      table.boolean('is_final').notNullable()
      table.text('content').notNullable()
      table.text('model_version').notNullable()
      table.text('inputs_hash').notNullable()
      table.text('measured_at').notNullable()
      table.index(['kind'], 'outcome_kind')
    })
  },
  async down(trx) {
    await trx.schema.dropTable('outcome')
  },
}
