import { access } from 'node:fs/promises'
import type { Config } from '../config/config.ts'
import { messageOf } from '../lib/errors.ts'
import { plural } from '../lib/text.ts'
import { openState } from '../state/database/connect.ts'
import {
  brokenState,
  migrationsOf,
  unknownMigrations,
  waitingMigrations,
} from '../state/database/portable.ts'
import type { State } from '../state/database/state.ts'
import { type Checked, FROM_BACKUP, fault, fine, note } from './finding.ts'
import { verifyLake } from './verify-lake.ts'

type Kept = Pick<Config, 'lakeDir' | 'databaseUrl' | 'shop' | 'stated' | 'engine'>

/** Looks through all that is kept and changes nothing; the bot may run meanwhile. */
export async function verify(config: Kept): Promise<readonly Checked[]> {
  const [, file] = /^sqlite:(?:\/\/)?(.+)$/.exec(config.databaseUrl) ?? []
  if (file !== undefined && !(await exists(file)))
    return [
      fault(
        'State',
        `${file} is missing.`,
        'Restore a backup into an empty DATA_DIR: floorwalker restore <file>.',
      ),
    ]
  const opened = await openState(config.databaseUrl).catch((error: unknown) => messageOf(error))
  if (typeof opened === 'string') return [fault('State', opened, FROM_BACKUP)]
  try {
    const found = await verifyState(opened).catch((error: unknown) => [
      fault('State', messageOf(error), FROM_BACKUP),
    ])
    if (found.some(({ mark }) => mark === '✗')) return found
    return [...found, ...(await verifyLake(config, opened))]
  } finally {
    await opened.close()
  }
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  )

async function verifyState(state: State): Promise<readonly Checked[]> {
  const faults = await brokenState(state)
  if (faults.length > 0) return faults.map((what) => fault('State', what, FROM_BACKUP))
  const applied = await migrationsOf(state)
  if (applied === null) return [fault('State', 'No tables in it.', 'Start the bot, or restore a backup.')]
  const unknown = unknownMigrations(applied)
  if (unknown.length > 0)
    return [
      fault(
        'State',
        `Made by a newer release: ${unknown.join(', ')} is not known here.`,
        'Use that release, or restore the backup from before it.',
      ),
    ]
  const said = `${plural(applied.length, 'migration')} applied.`
  const waiting = waitingMigrations(applied)
  if (waiting.length === 0) return [fine('State', said)]
  return [note('State', `${said} The next start applies ${waiting.join(', ')}: back up first.`)]
}
