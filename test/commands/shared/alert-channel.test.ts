import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { alertChannel } from '../../../commands/shared/alert-channel.ts'
import { freshDatabase } from '../../support/databases.ts'
import { schedulingContext } from '../../support/scheduling.ts'

const dir = mkdtempSync(join(tmpdir(), 'runbooks-'))
afterAll(() => rmSync(dir, { recursive: true }))

it('an alert that somebody has acted on keeps its runbook; a file that is wrong keeps nobody from acting', async () => {
  const database = await freshDatabase('sqlite')
  const ctx = schedulingContext(database.state, { now: () => new Date('2026-11-24T08:00:00Z') })
  const alertsFile = join(dir, 'alerts.yaml')
  const runbooks = () => alertChannel({ ...ctx, config: { ...ctx.config, alertsFile } }).runbooks
  writeFileSync(alertsFile, 'runbooks:\n  orders: https://wiki.example/orders')
  expect(runbooks()).toEqual({ orders: 'https://wiki.example/orders' })
  writeFileSync(alertsFile, 'runbooks: 7')
  expect(runbooks()).toEqual({})
  await database.remove()
})
