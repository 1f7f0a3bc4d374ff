import type { Migration } from '../contract/migration.ts'

/** Trained model versions, and what was advised from them. */
export const advice: Migration = {
  name: '0006-advice',
  async up(trx) {
    await trx.schema.createTable('model', (table) => {
      table.text('name').notNullable()
      table.text('version').notNullable()
      table.text('trained_at').notNullable()
      table.text('data_from').notNullable()
      table.text('data_to').notNullable()
      table.text('metrics').notNullable()
      table.text('content').notNullable()
      table.boolean('is_champion').notNullable().defaultTo(false)
      table.primary(['name', 'version'])
    })
    await trx.raw('create unique index model_champion on model (name) where is_champion')
    await trx.schema.createTable('suggestion', (table) => {
      table.bigIncrements('id')
      table.text('kind').notNullable()
      table.text('subject').notNullable()
      table.text('action').notNullable()
      table.bigInteger('gain_cents').notNullable()
      table.bigInteger('gain_low_cents').notNullable()
      table.bigInteger('gain_high_cents').notNullable()
      table.bigInteger('cost_cents').notNullable()
      table.bigInteger('cost_low_cents').notNullable()
      table.bigInteger('cost_high_cents').notNullable()
      table.text('risk').notNullable()
      table.text('why').notNullable()
      table.text('valid_until').notNullable()
      table.text('model_version')
      table.text('inputs_hash').notNullable()
      table.text('status').notNullable()
      table.text('created_at').notNullable()
      table.index(['kind', 'status', 'gain_cents'], 'suggestion_best')
    })
    await trx.raw("create unique index suggestion_open on suggestion (kind, subject) where status = 'open'")
  },
  async down(trx) {
    await trx.schema.dropTable('suggestion')
    await trx.schema.dropTable('model')
  },
}
