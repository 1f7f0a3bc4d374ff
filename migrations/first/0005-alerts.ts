import type { Migration } from '../contract/migration.ts'

/** Incidents and what happened to them. One incident a key is open at a time. */
export const alerts: Migration = {
  name: '0005-alerts',
  async up(trx) {
    await trx.schema.createTable('alert', (table) => {
      table.text('id').primary()
      table.text('key').notNullable()
      table.text('kpi').notNullable()
      table.text('day_opened').notNullable()
      table.text('status').notNullable()
      table.text('snoozed_until')
      table.text('acked_by')
      table.double('value')
      table.double('low')
      table.double('high')
      table.double('expected')
      table.bigInteger('stake_cents')
      table.text('location').notNullable()
      table.text('finding').notNullable()
      table.text('message_key')
      table.text('opened_at').notNullable()
      table.text('updated_at').notNullable()
      table.text('resolved_at')
    })
    await trx.raw("create unique index alert_open on alert (key) where status <> 'resolved'")
    await trx.schema.createTable('alert_event', (table) => {
      table.bigIncrements('id')
      table.text('alert_id').notNullable().references('id').inTable('alert')
      table.text('kind').notNullable()
      table.text('who')
      table.text('detail').notNullable()
      table.text('at').notNullable()
      table.index(['alert_id', 'id'], 'alert_event_of')
    })
  },
  async down(trx) {
    await trx.schema.dropTable('alert_event')
    await trx.schema.dropTable('alert')
  },
}
