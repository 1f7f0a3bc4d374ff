import type { Migration } from './contract/migration.ts'

/** Who takes care of an alert and how it ended; and its number, by which people call it. */
export const alertLife: Migration = {
  name: '0021-alert-life',
  async up(trx) {
    await trx.schema.alterTable('alert', (table) => {
      table.bigInteger('number')
      table.text('severity')
      table.text('assignee')
      table.text('resolved_by')
      table.text('note')
      table.text('reopened_by')
      table.text('feedback')
      table.bigInteger('announced_cents')
    })
    await trx.raw(`
      update alert set
        announced_cents = stake_cents,
        number = (
          select count(*) from alert as before
          where before.opened_at < alert.opened_at
            or (before.opened_at = alert.opened_at and before.id <= alert.id)
        )`)
    await trx.raw('create unique index alert_number on alert (number)')
  },
  async down(trx) {
    await trx.raw('drop index alert_number')
    await trx('alert').whereNotIn('status', ['open', 'acked', 'resolved']).update({ status: 'open' })
    await trx.schema.alterTable('alert', (table) => {
      table.dropColumns(
        'number',
        'severity',
        'assignee',
        'resolved_by',
        'note',
        'reopened_by',
        'feedback',
        'announced_cents',
      )
    })
  },
}
