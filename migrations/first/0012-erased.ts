import type { Migration } from '../contract/migration.ts'

/** Shoppers who were erased, by keyed hash: what names them is left out when it comes again. */
export const erased: Migration = {
  name: '0012-erased',
  async up(trx) {
    await trx.schema.createTable('erased_shopper', (table) => {
      table.text('platform').notNullable()
      table.text('shopper').notNullable()
      table.text('erased_at').notNullable()
      table.primary(['platform', 'shopper'])
    })
  },
  async down(trx) {
    await trx.schema.dropTable('erased_shopper')
  },
}
