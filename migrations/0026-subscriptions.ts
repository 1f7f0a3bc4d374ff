import type { Knex } from 'knex'
import { z } from 'zod'
import type { Migration } from './contract/migration.ts'

const old = z.array(
  z.object({ kind: z.string(), channel: z.string(), at: z.string(), zone: z.string(), weekdays: z.string() }),
)

/**
 * A subscription is a person's own: of a segment, in a language, paused or given up, several a channel. A run of a digest
 * says what came of it: the message, or why there is none.
 */
export const subscriptionsOfPeople: Migration = {
  name: '0026-subscriptions',
  async up(trx) {
    const kept = old.parse(await trx('subscription').select('kind', 'channel', 'at', 'zone', 'weekdays'))
    await trx.schema.dropTable('subscription')
    await trx.schema.createTable('subscription', (table) => {
      table.increments('id')
      table.text('kind').notNullable()
      /** Slack's id of a channel or a person, or a name where nobody knows the id */
      table.text('channel').notNullable()
      table.text('called')
      table.text('segment').notNullable().defaultTo('')
      table.text('at').notNullable()
      table.text('zone').notNullable()
      table.text('weekdays').notNullable()
      table.integer('month_day')
      table.text('language')
      table.boolean('is_compact').notNullable().defaultTo(false)
      table.boolean('skips_unchanged').notNullable().defaultTo(false)
      table.boolean('skips_holidays').notNullable().defaultTo(false)
      table.text('owner')
      table.text('paused_at')
      table.text('disabled_because')
      /** what was due before is not posted any more */
      table.text('since')
      table.unique(['kind', 'channel', 'segment'])
    })
    // what was due before has been posted under another name
    const since = new Date().toISOString()
    if (kept.length > 0) await trx('subscription').insert(kept.map((row) => ({ ...row, since })))
    await trx.schema.createTable('digest_run', (table) => {
      table.text('job').notNullable()
      table.text('lane').notNullable()
      table.text('slot_utc').notNullable()
      table.text('message_key')
      /** the last day of its figures */
      table.text('data_day')
      table.text('skipped_because')
      table.primary(['job', 'lane', 'slot_utc'])
    })
  },
  async down(trx) {
    await trx.schema.dropTable('digest_run')
    const rows = old.parse(await trx('subscription').where({ segment: '' }))
    await trx.schema.dropTable('subscription')
    await oldTable(trx)
    const known = rows.filter(({ kind }) => kind === 'daily' || kind === 'weekly')
    if (known.length > 0)
      await trx('subscription').insert(
        known.map(({ kind, channel, at, zone, weekdays }) => ({ kind, channel, at, zone, weekdays })),
      )
  },
}

function oldTable(trx: Knex) {
  return trx.schema.createTable('subscription', (table) => {
    table.text('kind').notNullable()
    table.text('channel').notNullable()
    table.text('at').notNullable()
    table.text('zone').notNullable()
    table.text('weekdays').notNullable()
    table.primary(['kind', 'channel'])
  })
}
