import { type Command, READERS, type Usage } from '../src/command.ts'
import type { Context } from '../src/context.ts'
import { sumOf } from '../src/lib/sum.ts'
import { nearest, oneLine } from '../src/lib/text.ts'
import type { Block, Message } from '../src/messages/message.ts'
import { words } from '../src/messages/words.ts'
import { ENGLISH_FAULTS, type FaultWords } from '../src/report/words/faults.ts'
import { DASH } from '../src/report/words/format.ts'
import { type Locale, shopLocale } from '../src/report/words/locale.ts'
import { RUN_LIMITS } from '../src/sources/each-page.ts'
import type { SourceNote } from '../src/sources/note.ts'
import { brokenRules, failedChecks } from '../src/state/lake/quality.ts'
import { acceptSource } from './sources/accept.ts'
import { readSources, type SourceStatus } from './sources/read.ts'

interface Query {
  readonly kind: 'query'
  /** a source, or the feed that several belong to; null for all */
  readonly name: string | null
  /** the rule that shall let pass what it holds back */
  readonly accept?: string
}

const MAX_SHOWN = 60
const MAX_REASONS = 10

/** Where the data comes from: each source's freshness, rows, rejected rows and last error. */
export const sources: Command<Query> = {
  name: '/sources',
  usage: '/sources [name | accept <rule>]',
  about:
    'How fresh each source is, its rows, what was rejected and why, and data quality warnings; managers accept a rule.',
  examples: ['/sources', '/sources craft/orders', '/sources accept order_lines/price-scale'],
  roles: READERS,
  parse(text, { sources: said } = ENGLISH_FAULTS) {
    const words = text.trim().split(/\s+/).filter(Boolean)
    if (words[0]?.toLowerCase() === 'accept') return acceptOf(words.slice(1), said)
    if (words.length > 1) return { kind: 'usage', because: said.one }
    return { kind: 'query', name: words[0]?.toLowerCase() ?? null }
  },
  async answer(ctx, { name, accept }, asker) {
    if (accept !== undefined) return acceptSource(ctx, accept, asker)
    const locale = shopLocale(ctx.config)
    const all = await readSources(ctx)
    const found =
      name === null ? all : all.filter((one) => one.name === name || one.name.startsWith(`${name}/`))
    if (name !== null && found.length === 0) {
      const names = all.map((one) => one.name)
      // `orders` of `craft/orders`
      const near = names.find((one) => one.endsWith(`/${name}`)) ?? nearest(name, names)
      return {
        kind: 'usage',
        because: locale.words.sources.unknown(oneLine(name, 60)),
        ...(near !== null && { didYouMean: near }),
      }
    }
    const rules = name === null ? await brokenRulesOf(ctx, locale) : []
    return say(found, { now: ctx.clock.now(), name, rules }, locale)
  },
}

function acceptOf([rule, extra]: readonly string[], said: FaultWords['sources']): Query | Usage {
  return rule === undefined || extra !== undefined
    ? { kind: 'usage', because: said.rule }
    : { kind: 'query', name: null, accept: rule.toLowerCase() }
}

/** What holds back a build first, then what only warns. */
async function brokenRulesOf({ state }: Pick<Context, 'state'>, { words }: Locale): Promise<string[]> {
  const blocking = (await failedChecks(state)).flatMap(({ table, check, says, seen }) => {
    const id = `${table}/${check}`
    return says ? [words.sources.blocks(id, words.quality.rule(id, says, seen))] : []
  })
  return [
    ...blocking,
    ...(await brokenRules(state)).map(({ id, says, seen }) => words.quality.rule(id, says, seen)),
  ]
}

interface Shown {
  readonly now: Date
  readonly name: string | null
  readonly rules: readonly string[]
}

function say(found: readonly SourceStatus[], { now, name, rules }: Shown, locale: Locale): Message {
  const { sources: says } = locale.words
  if (found.length === 0) return words(says.none)
  const text = says.line({
    sources: found.length,
    failing: found.filter(({ state }) => state === 'failed' || state === 'late').length,
    rows: sumOf(found, (one) => one.rows),
    rejected: sumOf(found, (one) => one.refused),
  })
  const errors = found.flatMap(({ name: of, error }) => (error ? [says.named(of, oneLine(error, 300))] : []))
  return {
    text,
    blocks: [
      { kind: 'header', text: name === null ? says.title : says.titleOf(oneLine(name, 60)) },
      { kind: 'text', spans: text },
      table(found.slice(0, MAX_SHOWN), now, locale),
      ...listed(says.lastErrors, errors),
      ...listed(says.warnings, rules),
      ...listed(says.rejectedRows, reasonsOf(found, locale)),
      ...listed(says.gmvIs, pricesOf(found, locale)),
      ...listed(says.toCheck, notesOf(found, locale)),
      ...(found.length > MAX_SHOWN
        ? [{ kind: 'context' as const, spans: says.more(found.length - MAX_SHOWN) }]
        : []),
    ],
  }
}

function table(found: readonly SourceStatus[], now: Date, locale: Locale): Block {
  const { caption, columns, states, notListed } = locale.words.sources
  return {
    kind: 'table',
    caption,
    columns: [
      { label: columns.source },
      { label: columns.state },
      { label: columns.sync, align: 'right' },
      { label: columns.newest, align: 'right' },
      { label: columns.late, align: 'right' },
      { label: columns.rows, align: 'right' },
      { label: columns.rejected, align: 'right' },
    ],
    rows: found.map((one) => [
      one.name,
      one.isListed || one.state === 'imported' ? states[one.state] : notListed(states[one.state]),
      one.state === 'imported' ? DASH : since(one.lastSuccessAt, now, locale),
      one.state === 'imported' ? DASH : since(one.lastRowAt, now, locale),
      one.freshWithinMinutes === null ? DASH : inWords(one.freshWithinMinutes, locale),
      locale.number(one.rows),
      locale.number(one.refused),
    ]),
  }
}

function pricesOf(found: readonly SourceStatus[], { words: { sources } }: Locale): string[] {
  return found.flatMap(({ name, prices }) =>
    prices === null ? [] : [sources.named(name, prices.said ?? sources.unstated)],
  )
}

function reasonsOf(found: readonly SourceStatus[], { words: { sources, quality } }: Locale): string[] {
  return found
    .flatMap(({ name, reasons }) => reasons.map((one) => ({ ...one, name })))
    .sort((a, b) => b.rows - a.rows)
    .slice(0, MAX_REASONS)
    .map(({ name, reason, rows, example }) =>
      sources.rejectedFor(
        name,
        rows,
        oneLine(quality.reason(reason), 120),
        example === null ? null : oneLine(example, 120),
      ),
    )
}

function notesOf(found: readonly SourceStatus[], locale: Locale): string[] {
  const { sources } = locale.words
  return found.flatMap(({ name, gtins, unread, notes }) => [
    ...notes.map((note) => sources.named(name, sayNote(note, locale))),
    ...gtins.map(({ products, example }) =>
      sources.named(name, sources.wrongGtins(products, oneLine(example, 60))),
    ),
    ...(unread ? [sources.named(name, sources.unreadPages(unread.pages, oneLine(unread.error, 120)))] : []),
  ])
}

function sayNote(note: SourceNote, { words: { sources: says } }: Locale): string {
  if (note.kind === 'sales-changed') return says.salesChanged(note.since.slice(0, 10))
  if (note.kind === 'stopped') return says.stopped(note.pages, RUN_LIMITS)
  if (note.kind === 'goes-round') return says.goesRound
  return says.leftOut(note.part, note.count, oneLine(note.example, 160))
}

function listed(title: string, items: readonly string[]): Block[] {
  if (items.length === 0) return []
  return [
    { kind: 'text', spans: [{ text: title, style: 'bold' }] },
    { kind: 'list', items },
  ]
}

function since(at: Date | null, now: Date, locale: Locale): string {
  if (at === null) return locale.words.sources.never
  return inWords(Math.max(0, Math.round((now.getTime() - at.getTime()) / 60_000)), locale)
}

/** `47 min`, `3 h`, `26 h`, `4 d`. */
function inWords(minutes: number, { words: { sources } }: Locale): string {
  if (minutes < 120) return sources.minutes(minutes)
  return minutes < 72 * 60
    ? sources.hours(Math.floor(minutes / 60))
    : sources.days(Math.floor(minutes / 1440))
}
