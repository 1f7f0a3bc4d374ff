import type { Knex } from 'knex'
import type { Migration } from '../contract/migration.ts'

/** Who gets which digest, what was set, and who did what: the audit takes new rows only. */
export const settings: Migration = {
  name: '0007-settings',
  async up(trx) {
    await trx.schema.createTable('subscription', (table) => {
      table.text('kind').notNullable()
      table.text('channel').notNullable()
      table.text('at').notNullable()
      table.text('zone').notNullable()
      table.text('weekdays').notNullable()
      table.primary(['kind', 'channel'])
    })
    await trx.schema.createTable('setting', (table) => {
      table.text('name').primary()
      table.text('value').notNullable()
    })
    await trx.schema.createTable('audit', (table) => {
      table.bigIncrements('id')
      table.text('who').notNullable()
      table.text('did').notNullable()
      table.text('what').notNullable()
      table.text('at').notNullable()
    })
    await (trx.client.config.client === 'pg' ? guardPostgres(trx) : guardSqlite(trx))
  },
  async down(trx) {
    await trx.schema.dropTable('audit')
    await trx.schema.dropTable('setting')
    await trx.schema.dropTable('subscription')
    if (trx.client.config.client === 'pg') await trx.raw('drop function audit_refuse()')
  },
}

async function guardSqlite(trx: Knex): Promise<void> {
  for (const change of ['update', 'delete']) {
    await trx.raw(
      `create trigger audit_no_${change} before ${change} on audit begin select raise(abort, 'audit is append-only'); end`,
    )
  }
}

async function guardPostgres(trx: Knex): Promise<void> {
  await trx.raw(
    "create function audit_refuse() returns trigger language plpgsql as $$ begin raise exception 'audit is append-only'; end $$",
  )
  await trx.raw(
    'create trigger audit_no_change before update or delete or truncate on audit for each statement execute function audit_refuse()',
  )
}
