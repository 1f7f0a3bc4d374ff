import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { timed } from '../../src/monitoring/answers.ts'
import { readFigures } from '../../src/monitoring/read.ts'
import { monitoring } from '../../src/monitoring/registry.ts'
import { enqueue } from '../../src/state/messages/outbox.ts'
import { promote, saveModel } from '../../src/state/models/models.ts'
import { saveSourceState } from '../../src/state/sources/cursors.ts'
import { UNTRACED } from '../../src/tracing/traced.ts'
import { freshDatabase, type TestDatabase } from '../support/databases.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')
const NOW = new Date('2026-11-24T09:00:00Z')
/** Answers are counted by process, and other tests of this process have asked commands too: this one only we ask. */
const ASKED_HERE = '/asked-here'
const before = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000)

let database: TestDatabase
let said: readonly string[] = []
const own = (start: string) => said.filter((line) => line.startsWith(`floorwalker_${start}`))

beforeAll(async () => {
  database = await freshDatabase('sqlite')
  const { state } = database
  const iso = (minutes: number) => before(minutes).toISOString()
  await state.transaction(async (trx) => {
    const slot = { job: 'build', lane: '', day: '2026-11-24', fence: 1, attempts: 1 }
    await trx('job_slot').insert([
      { ...slot, slot_utc: iso(30), state: 'done', started_at: iso(30), finished_at: iso(29) },
      { ...slot, slot_utc: iso(20), state: 'dead', started_at: iso(20), finished_at: iso(19) },
      { ...slot, slot_utc: iso(10), state: 'retry', started_at: iso(10), finished_at: iso(9) },
      { ...slot, job: 'digest', slot_utc: iso(60), state: 'done', started_at: iso(60), finished_at: iso(55) },
      // not due yet
      { ...slot, job: 'digest', slot_utc: iso(-60), state: 'due' },
    ])
    await enqueue(trx, { key: 'a', channel: '#daily', content: '{}' }, before(4))
    await enqueue(trx, { key: 'b', channel: '#daily', content: '{}' }, before(3))
    await trx('outbox')
      .where({ key: 'b' })
      .update({ dead_at: iso(1) })
    await saveSourceState(trx, {
      source: 'shop',
      cursor: null,
      lastSuccessAt: before(90),
      rows: 12,
      refused: 2,
      error: 'no',
    })
    await trx('lake_file').insert([
      { path: 'a', table_name: 'mart_orders', dt: '2026-11-23', rows: 5, bytes: 100 },
      { path: 'b', table_name: 'mart_orders', dt: '2026-11-24', rows: 6, bytes: 120 },
    ])
    await trx('lake_build').insert({ build_id: 'x', published_at: iso(15), accounts: '[]' })
    const metrics = {
      rows: 100,
      baseRate: 0.03,
      meanPrediction: 0.03,
      auc: 0.71,
      calibrationSlope: 0.96,
      promoLift: 1,
    }
    const model = {
      name: 'conversion',
      version: '1',
      trainedAt: before(120),
      dataFrom: '2026-10-01',
      dataTo: '2026-11-01',
    }
    await saveModel(trx, { ...model, metrics, content: {} })
    await promote(trx, 'conversion', '1')
  })
  const command = timed(
    {
      ...{ name: ASKED_HERE, usage: ASKED_HERE, about: '', examples: [], roles: [] },
      ask: async (text) => {
        if (text === 'broken') throw new Error('no')
        return { text, blocks: [] }
      },
    },
    pino({ level: 'silent' }),
    UNTRACED,
  )
  const asker = { userId: 'U1', channelId: 'C1', roles: [] }
  await command.ask('gmv', asker)
  await command.ask('broken', asker).catch(() => undefined)
  said = (await monitoring(() => readFigures({ state, clock: { now: () => NOW } })).text()).split('\n')
})
afterAll(() => database.remove())

describe('/metrics', () => {
  it('tells of jobs: how they ended, how long they take, what is late', () => {
    expect(own('job_')).toEqual([
      'floorwalker_job_runs{name="digest",state="done"} 1',
      'floorwalker_job_runs{name="digest",state="dead"} 0',
      'floorwalker_job_runs{name="digest",state="retry"} 0',
      'floorwalker_job_runs{name="digest",state="skipped"} 0',
      'floorwalker_job_runs{name="build",state="done"} 1',
      'floorwalker_job_runs{name="build",state="dead"} 1',
      'floorwalker_job_runs{name="build",state="retry"} 1',
      'floorwalker_job_runs{name="build",state="skipped"} 0',
      'floorwalker_job_duration_seconds{name="digest"} 300',
      'floorwalker_job_duration_seconds{name="build"} 60',
      'floorwalker_job_lag_seconds{name="digest"} 0',
      'floorwalker_job_lag_seconds{name="build"} 600',
      'floorwalker_job_last_done_seconds{name="digest"} 3300',
      'floorwalker_job_last_done_seconds{name="build"} 1740',
    ])
  })

  it('tells of messages, sources, the lake, models and answers', () => {
    expect([
      ...own('outbox_'),
      ...own('feed_'),
      ...own('source_'),
      ...own('lake_'),
      ...own('model_'),
    ]).toEqual([
      'floorwalker_outbox_waiting 1',
      'floorwalker_outbox_oldest_seconds 240',
      'floorwalker_outbox_dead 1',
      'floorwalker_feed_age_minutes{source="shop"} 90',
      'floorwalker_source_rows{source="shop"} 12',
      'floorwalker_source_rejected{source="shop"} 2',
      'floorwalker_source_failing{source="shop"} 1',
      'floorwalker_lake_bytes{table="mart_orders"} 220',
      'floorwalker_lake_files{table="mart_orders"} 2',
      'floorwalker_lake_rows{table="mart_orders"} 11',
      'floorwalker_lake_published_seconds 900',
      'floorwalker_model_auc{model="conversion"} 0.71',
      'floorwalker_model_calibration_slope{model="conversion"} 0.96',
      'floorwalker_model_age_seconds{model="conversion"} 7200',
    ])
    expect(own('answer_seconds_count').filter((line) => line.includes('"asked-here"'))).toEqual([
      'floorwalker_answer_seconds_count{command="asked-here",outcome="answered"} 1',
      'floorwalker_answer_seconds_count{command="asked-here",outcome="failed"} 1',
    ])
  })

  const named = (text: string) => [...new Set(text.match(/\b(?:floorwalker|process|nodejs)_[a-z0-9_]+/g))]
  const offered = () => new Set(said.flatMap((line) => /^# TYPE (\S+)/.exec(line)?.[1] ?? []))
  const isOffered = (name: string) =>
    offered().has(name) || offered().has(name.replace(/_(bucket|count|sum)$/, ''))

  it('has every metric that the rules, the dashboard and the documentation name', () => {
    const rules = read('deploy/monitoring/alerts.yaml')
    expect(named(rules).filter((name) => !isOffered(name))).toEqual([])
    expect(named(read('deploy/monitoring/dashboard.json')).filter((name) => !isOffered(name))).toEqual([])
    const documented = named(read('docs/monitoring.md')).filter((name) => !/_$/.test(name))
    expect(documented.filter((name) => !isOffered(name))).toEqual([])
    // and each of its own is on the dashboard
    const shown = read('deploy/monitoring/dashboard.json')
    const missing = [...offered()].filter((name) => name.startsWith('floorwalker_') && !shown.includes(name))
    expect(missing).toEqual([])
  })

  it('has rules whose runbooks there are', () => {
    const { groups } = parse(read('deploy/monitoring/alerts.yaml'))
    for (const { annotations } of groups[0].rules) {
      const [, file = '', heading] = /^(\S+\.md)(?:, "(.+)")?$/.exec(annotations.runbook) ?? []
      const text = read(file)
      if (heading) expect(text).toContain(`### ${heading}\n`)
    }
  })
})
