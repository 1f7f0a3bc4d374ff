import { collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import { modelCard } from '../models/conversion/model-card.ts'
import { quantile } from '../stats/describe.ts'
import { showAnswers } from './answers.ts'
import type { Figures } from './read.ts'

type Labels = Readonly<Record<string, string>>
type Values = readonly (readonly [Labels, number])[]

interface Told {
  readonly name: string
  readonly help: string
  readonly labels?: readonly string[]
  of(figures: Figures): Values
}

const one = (value: number): Values => [[{}, value]]
const secondsSince = (now: Date, at: Date | null) => (at ? (now.getTime() - at.getTime()) / 1000 : Number.NaN)

const OUTBOX: readonly Told[] = [
  {
    name: 'floorwalker_outbox_waiting',
    help: 'messages still to be posted',
    of: ({ outbox }) => one(outbox.waiting),
  },
  {
    name: 'floorwalker_outbox_oldest_seconds',
    help: 'seconds for which the oldest message has waited; 0 when none waits',
    of: ({ outbox, now }) => one(outbox.oldestAt ? secondsSince(now, outbox.oldestAt) : 0),
  },
  {
    name: 'floorwalker_outbox_dead',
    help: 'messages given up in the last 24 hours',
    of: ({ outbox }) => one(outbox.dead),
  },
]

const ofSource = (
  name: string,
  help: string,
  value: (source: Figures['sources'][number], now: Date) => number,
): Told => ({
  name,
  help,
  labels: ['source'],
  of: ({ sources, now }) => sources.map((source) => [{ source: source.source }, value(source, now)] as const),
})

const SOURCES: readonly Told[] = [
  ofSource(
    'floorwalker_feed_age_minutes',
    'minutes since a source was last synced without an error',
    ({ lastSuccessAt }, now) => secondsSince(now, lastSuccessAt) / 60,
  ),
  ofSource('floorwalker_source_rows', 'rows of the last sync', ({ rows }) => rows),
  ofSource('floorwalker_source_rejected', 'rejected rows of the last sync', ({ refused }) => refused),
  ofSource('floorwalker_source_failing', '1 when the last sync failed', ({ error }) =>
    error === null ? 0 : 1,
  ),
]

const JOBS: readonly Told[] = [
  {
    name: 'floorwalker_job_runs',
    help: 'runs due in the last 24 hours: done, dead (given up), retry (failed, tried again), skipped',
    labels: ['name', 'state'],
    of: ({ jobs }) =>
      jobs.flatMap(({ job, runs }) =>
        Object.entries(runs).map(([state, count]) => [{ name: job, state }, count] as const),
      ),
  },
  {
    name: 'floorwalker_job_duration_seconds',
    help: 'seconds that the latest run took; of "build" it is the time of a build',
    labels: ['name'],
    of: ({ jobs }) => jobs.map(({ job, lastSeconds }) => [{ name: job }, lastSeconds ?? Number.NaN] as const),
  },
  {
    name: 'floorwalker_job_lag_seconds',
    help: 'seconds since the oldest run that is not done was due; 0 when none is',
    labels: ['name'],
    of: ({ jobs, now }) =>
      jobs.map(
        ({ job, waitsSince }) => [{ name: job }, waitsSince ? secondsSince(now, waitsSince) : 0] as const,
      ),
  },
  {
    name: 'floorwalker_job_last_done_seconds',
    help: 'seconds since a run was last done',
    labels: ['name'],
    of: ({ jobs, now }) =>
      jobs.map(({ job, lastDoneAt }) => [{ name: job }, secondsSince(now, lastDoneAt)] as const),
  },
]

const alertTook = (
  what: 'acknowledge' | 'resolve',
  of: (figures: Figures['alerts']) => readonly number[],
): Told => ({
  name: `floorwalker_alert_${what}_seconds`,
  help: `seconds from opened to ${what}d, of the alerts opened in the last 30 days`,
  labels: ['quantile'],
  of: ({ alerts }) =>
    [0.5, 0.9].map((p) => [{ quantile: String(p) }, quantile(of(alerts), p) ?? Number.NaN] as const),
})

const ALERTS: readonly Told[] = [
  {
    name: 'floorwalker_alerts',
    help: 'open alerts by state; a snoozed one is only snoozed',
    labels: ['state'],
    of: ({ alerts }) => Object.entries(alerts.byState).map(([state, count]) => [{ state }, count] as const),
  },
  alertTook('acknowledge', ({ toAcknowledge }) => toAcknowledge),
  alertTook('resolve', ({ toResolve }) => toResolve),
]

const ofModel = (
  name: string,
  help: string,
  value: (model: Figures['models'][number], now: Date) => number,
): Told => ({
  name,
  help,
  labels: ['model'],
  of: ({ models, now }) => models.map((model) => [{ model: model.name }, value(model, now)] as const),
})

const MODELS: readonly Told[] = [
  ofModel(
    'floorwalker_model_auc',
    'AUC of the model in use on the days held out',
    ({ metrics }) => modelCard(metrics)?.auc ?? Number.NaN,
  ),
  ofModel(
    'floorwalker_model_calibration_slope',
    'calibration slope on the days held out; 1 is right',
    ({ metrics }) => modelCard(metrics)?.calibrationSlope ?? Number.NaN,
  ),
  ofModel(
    'floorwalker_model_age_seconds',
    'seconds since the model in use was trained',
    ({ trainedAt }, now) => secondsSince(now, trainedAt),
  ),
]

const ofTable = (
  name: string,
  help: string,
  value: (table: Figures['lake']['tables'][number]) => number,
): Told => ({
  name,
  help,
  labels: ['table'],
  of: ({ lake }) => lake.tables.map((table) => [{ table: table.table }, value(table)] as const),
})

const LAKE: readonly Told[] = [
  ofTable('floorwalker_lake_bytes', 'bytes of a table of the lake', ({ bytes }) => bytes),
  ofTable('floorwalker_lake_files', 'files of a table of the lake', ({ files }) => files),
  ofTable('floorwalker_lake_rows', 'rows of a table of the lake', ({ rows }) => rows),
  {
    name: 'floorwalker_lake_published_seconds',
    help: 'seconds since something was last published in the lake',
    of: ({ lake, now }) => one(secondsSince(now, lake.publishedAt)),
  },
]

const TOLD = [...OUTBOX, ...SOURCES, ...JOBS, ...ALERTS, ...MODELS, ...LAKE]

export interface Monitoring {
  readonly contentType: string
  /** Prometheus text of now */
  text(): Promise<string>
}

/** Every figure is read anew when it is asked for. */
export function monitoring(read: () => Promise<Figures>): Monitoring {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  showAnswers(registry)
  const gauges = TOLD.map((told) => {
    const { name, help, labels = [] } = told
    return { told, gauge: new Gauge({ name, help, labelNames: [...labels], registers: [registry] }) }
  })
  return {
    contentType: registry.contentType,
    async text() {
      const figures = await read()
      for (const { told, gauge } of gauges) {
        gauge.reset()
        for (const [labels, value] of told.of(figures)) gauge.set(labels, value)
      }
      return registry.metrics()
    },
  }
}
