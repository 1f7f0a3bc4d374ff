import type { Migration } from './contract/migration.ts'

/** Holidays and promotions that people have named, of the whole shop or of a segment. */
export const shopDays: Migration = {
  name: '0032-shop-days',
  async up(trx) {
    await trx.schema.createTable('shop_day', (table) => {
      table.increments('id')
      table.text('name').notNullable()
      table.text('kind').notNullable()
      table.text('first_day').notNullable()
      table.text('last_day').notNullable().index()
      table.text('scope').notNullable()
      // the address or the name of the calendar it was imported from; null where a person typed it
      table.text('imported_from')
      table.text('set_by').notNullable()
      table.text('set_at').notNullable()
      table.unique(['name', 'first_day', 'scope'])
    })
  },
  async down(trx) {
    await trx.schema.dropTable('shop_day')
  },
}
