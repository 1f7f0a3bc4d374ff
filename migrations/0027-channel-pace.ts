import type { Migration } from './contract/migration.ts'

/** From when on Slack takes the next message of a channel, whichever process posts it. */
export const channelPace: Migration = {
  name: '0027-channel-pace',
  async up(trx) {
    await trx.schema.createTable('channel_pace', (table) => {
      table.text('channel').primary()
      table.text('free_at').notNullable()
    })
  },
  async down(trx) {
    await trx.schema.dropTable('channel_pace')
  },
}
