import type { Migration } from './contract/migration.ts'

/** In which channels an alert stands, and when somebody was last notified of it; '' is the shop's alert channel. */
export const alertPosts: Migration = {
  name: '0022-alert-posts',
  async up(trx) {
    await trx.schema.alterTable('alert', (table) => {
      table.text('posts')
      table.text('notified_at')
    })
    await trx.raw(
      `update alert set notified_at = updated_at, posts = '[{"channel":"","at":"' || opened_at || '"}]'`,
    )
  },
  async down(trx) {
    await trx.schema.alterTable('alert', (table) => {
      table.dropColumns('posts', 'notified_at')
    })
  },
}
