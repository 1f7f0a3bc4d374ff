import { oneLine } from '../../src/lib/text.ts'
import type { Block, Message } from '../../src/messages/message.ts'
import { sayAlert } from '../../src/report/say-alerts.ts'
import { sayFreshness } from '../../src/report/say-data.ts'
import { sayTrust } from '../../src/report/say-trust.ts'
import { DASH } from '../../src/report/words/format.ts'
import type { Locale } from '../../src/report/words/locale.ts'
import { failingSources, type SystemStatus } from './system-status.ts'

/** How the bot and its data are doing. */
export function sayStatus(status: SystemStatus, shop: string, locale: Locale): Message {
  const { asOf, accounts, alerts, model } = status
  const { status: says } = locale.words
  const trust = model ? sayTrust(model, locale) : null
  const failing = failingSources(status)
  const text = says.line(sayFreshness(asOf, accounts, locale), failing.length, alerts.length)
  return {
    text,
    blocks: [
      { kind: 'header', text: says.title(shop) },
      { kind: 'text', spans: text },
      ...sourceTable(status, locale),
      ...faults(failing, locale),
      jobTable(status, locale),
      ...(alerts.length > 0
        ? [{ kind: 'list' as const, items: alerts.map((alert) => sayAlert(alert, locale)) }]
        : []),
      { kind: 'context', spans: trust ?? says.noModel },
    ],
  }
}

function sourceTable({ sources }: SystemStatus, locale: Locale): Block[] {
  if (sources.length === 0) return []
  const { sources: caption, sourceColumns: columns, sourceStates } = locale.words.status
  return [
    {
      kind: 'table',
      caption,
      columns: [
        { label: columns.source },
        { label: columns.newest },
        { label: columns.sync },
        { label: columns.rows, align: 'right' },
        { label: columns.rejected, align: 'right' },
        { label: columns.state },
      ],
      rows: sources.map((one) => [
        one.source,
        when(one.lastRowAt, locale),
        when(one.lastSuccessAt, locale),
        locale.number(one.rows),
        locale.number(one.refused),
        sourceStates[one.error !== null ? 'failed' : one.isLate ? 'late' : 'ok'],
      ]),
    },
  ]
}

function when(at: Date | null, locale: Locale): string {
  return at === null ? locale.words.status.never : locale.instant(at)
}

function faults(failing: SystemStatus['sources'], { words: { status } }: Locale): Block[] {
  const items = failing.flatMap(({ source, error }) =>
    error === null ? [] : [status.fault(source, oneLine(error, 300))],
  )
  return items.length === 0 ? [] : [{ kind: 'list', items }]
}

function jobTable({ jobs }: SystemStatus, locale: Locale): Block {
  const { jobs: caption, jobColumns: columns, jobStates, neverRan } = locale.words.status
  return {
    kind: 'table',
    caption,
    columns: [
      { label: columns.job },
      { label: columns.slot },
      { label: columns.ended },
      { label: columns.state },
      { label: columns.result },
    ],
    rows: jobs.map(({ name, run }) =>
      run === null
        ? [name, DASH, DASH, neverRan, DASH]
        : [
            name,
            run.day,
            when(run.finishedAt, locale),
            jobStates[run.state],
            oneLine(run.error ?? run.summary ?? DASH, 120),
          ],
    ),
  }
}
