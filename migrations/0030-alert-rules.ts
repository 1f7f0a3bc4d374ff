import type { Migration } from './contract/migration.ts'

/** Alert rules that people make, and who changed what of them. A deleted one is kept: its alerts name it. */
export const alertRules: Migration = {
  name: '0030-alert-rules',
  async up(trx) {
    await trx.schema.createTable('alert_rule', (table) => {
      table.increments('number')
      table.text('spec').notNullable()
      table.text('made_by').notNullable()
      table.text('made_at').notNullable()
      table.text('paused_at')
      table.text('deleted_at')
      /** what people had said of its alerts when another limit was last proposed */
      table.text('proposed_for')
    })
    await trx.schema.createTable('alert_rule_change', (table) => {
      table.increments('id')
      table.integer('rule').notNullable().index()
      table.text('did').notNullable()
      table.text('who').notNullable()
      table.text('at').notNullable()
      /** the rule as it was before and after; the same where only its state was changed */
      table.text('before')
      table.text('after').notNullable()
    })
  },
  async down(trx) {
    await trx.schema.dropTable('alert_rule_change')
    await trx.schema.dropTable('alert_rule')
  },
}
