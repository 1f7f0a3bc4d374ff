import type { Knex } from 'knex'

/** A transaction, or the handle that opens one: what every function that writes is handed. */
export type Trx = Knex

/** The state database: small, transactional, decisions only. SQLite gets a writer of its own; PostgreSQL one pool. */
export interface State {
  readonly dialect: 'sqlite' | 'postgres'
  readonly read: Knex
  /**
   * On SQLite the one connection that writes: inside `transaction` use the `trx` given, this handle would wait for
   * the very transaction it is called from.
   */
  readonly write: Knex
  transaction<T>(work: (trx: Trx) => Promise<T>): Promise<T>
  /** The same for what may take minutes, such as a migration: nobody takes its silence for a server that is gone. */
  longTransaction<T>(work: (trx: Trx) => Promise<T>): Promise<T>
  /** For a process that talks and runs jobs: refused where another does, and may not. What it returns lets go. */
  beOnlyBot(): Promise<() => Promise<void>>
  close(): Promise<void>
}
