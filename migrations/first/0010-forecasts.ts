import type { Migration } from '../contract/migration.ts'

/** What was forecast and when, kept to be held against what came. */
export const forecasts: Migration = {
  name: '0010-forecasts',
  async up(trx) {
    await trx.schema.createTable('forecast', (table) => {
      table.text('metric').notNullable()
      table.text('made_on').notNullable()
      table.text('for_day').notNullable()
      table.double('expected').notNullable()
      table.double('low').notNullable()
      table.double('high').notNullable()
      table.boolean('is_replay').notNullable()
      table.primary(['metric', 'for_day', 'made_on'])
    })
  },
  async down(trx) {
    await trx.schema.dropTable('forecast')
  },
}
