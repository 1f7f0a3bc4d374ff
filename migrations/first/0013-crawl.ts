import type { Migration } from '../contract/migration.ts'

/**
 * The pages of competitors that are asked for once a slot, by whichever replica claims them: `fence` counts the claims.
 * `crawl_host` spaces what all replicas ask of a host, and keeps its robots.txt.
 */
export const crawl: Migration = {
  name: '0013-crawl',
  async up(trx) {
    await trx.schema.createTable('crawl_host', (table) => {
      table.text('host').primary()
      table.text('free_at').notNullable()
      table.text('robots')
      table.text('robots_at')
    })
    await trx.schema.createTable('crawl_page', (table) => {
      table.text('feed').notNullable()
      table.text('url').notNullable()
      table.text('host').notNullable()
      table.text('slot').notNullable()
      table.text('state').notNullable()
      table.integer('fence').notNullable().defaultTo(0)
      table.integer('attempts').notNullable().defaultTo(0)
      table.text('lease_until')
      table.text('not_before')
      table.text('etag')
      table.text('found')
      table.text('seen_at')
      table.text('error')
      table.boolean('is_told').notNullable().defaultTo(true)
      table.primary(['feed', 'url'])
      table.index(['state', 'not_before'], 'crawl_page_open')
    })
  },
  async down(trx) {
    await trx.schema.dropTable('crawl_page')
    await trx.schema.dropTable('crawl_host')
  },
}
