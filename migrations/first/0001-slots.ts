import type { Migration } from '../contract/migration.ts'

/** One row a run of a job: (job, lane, slot). `fence` counts the claims, so that a lost one can be told. */
export const slots: Migration = {
  name: '0001-slots',
  async up(trx) {
    await trx.schema.createTable('job_slot', (table) => {
      table.text('job').notNullable()
      table.text('lane').notNullable()
      table.text('slot_utc').notNullable()
      table.text('day').notNullable()
      table.text('state').notNullable()
      table.boolean('is_manual').notNullable().defaultTo(false)
      table.text('owner')
      table.text('lease_until')
      table.integer('fence').notNullable().defaultTo(0)
      table.integer('attempts').notNullable().defaultTo(0)
      table.text('not_before')
      table.text('error')
      table.text('summary')
      table.text('started_at')
      table.text('finished_at')
      table.primary(['job', 'lane', 'slot_utc'])
      table.index(['job', 'state', 'slot_utc'], 'job_slot_open')
      table.index(['slot_utc'], 'job_slot_when')
    })
  },
  async down(trx) {
    await trx.schema.dropTable('job_slot')
  },
}
