import type { Migration } from '../contract/migration.ts'

/** Campaigns that were planned here, and by chance who was contacted and who was held out. */
export const campaigns: Migration = {
  name: '0009-campaigns',
  async up(trx) {
    await trx.schema.createTable('campaign', (table) => {
      table.text('id').primary()
      table.text('audience').notNullable()
      table.text('planned_on').notNullable()
      table.integer('days').notNullable()
      table.bigInteger('cost_cents').notNullable()
      table.text('planned_by').notNullable()
      table.text('terms').notNullable()
    })
    await trx.schema.createTable('campaign_member', (table) => {
      table.text('campaign').notNullable().references('campaign.id').onDelete('cascade')
      table.text('member').notNullable()
      table.text('arm').notNullable()
      table.primary(['campaign', 'member'])
    })
  },
  async down(trx) {
    await trx.schema.dropTable('campaign_member')
    await trx.schema.dropTable('campaign')
  },
}
