import { type Command, type Context, READERS, type Usage } from '../src/context.ts'
import { sumOf } from '../src/lib/sum.ts'
import { nearest, oneLine, plural, showNumber } from '../src/lib/text.ts'
import type { Block, Message } from '../src/messages/message.ts'
import { words } from '../src/messages/words.ts'
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
/** docs/sources.md says the same */
const GMV_IS =
  'Tax and discounts: GMV is goods sold after discounts, without freight, and without tax where it can be told'
const MAX_REASONS = 10

/** Where the data comes from: each source's freshness, lag, rows, refusals and last error. */
export const sources: Command<Query> = {
  name: '/sources',
  usage: '/sources [name | accept <rule>]',
  about:
    'How fresh each source is, its rows, what was rejected and why, and data quality warnings; managers accept a rule.',
  examples: ['/sources', '/sources craft/orders', '/sources accept order_lines/price-scale'],
  roles: READERS,
  parse(text) {
    const words = text.trim().split(/\s+/).filter(Boolean)
    if (words[0]?.toLowerCase() === 'accept') return acceptOf(words.slice(1))
    if (words.length > 1) return { kind: 'usage', because: 'Name one source, or none for all.' }
    return { kind: 'query', name: words[0]?.toLowerCase() ?? null }
  },
  async answer(ctx, { name, accept }, asker) {
    if (accept !== undefined) return acceptSource(ctx, accept, asker)
    const all = await readSources(ctx)
    const found =
      name === null ? all : all.filter((one) => one.name === name || one.name.startsWith(`${name}/`))
    if (name !== null && found.length === 0) {
      const near = nearest(
        name,
        all.map((one) => one.name),
      )
      return {
        kind: 'usage',
        because: `There is no source “${oneLine(name, 60)}”.`,
        ...(near !== null && { didYouMean: near }),
      }
    }
    return say(found, { now: ctx.clock.now(), name, rules: name === null ? await brokenRulesOf(ctx) : [] })
  },
}

function acceptOf([rule, extra]: readonly string[]): Query | Usage {
  return rule === undefined || extra !== undefined
    ? { kind: 'usage', because: 'Name one rule, as the data incident does: accept order_lines/price-scale.' }
    : { kind: 'query', name: null, accept: rule.toLowerCase() }
}

/** What holds back a build first, then what is only told. */
async function brokenRulesOf({ state }: Pick<Context, 'state'>): Promise<string[]> {
  const blocking = (await failedChecks(state)).flatMap(({ table, check, says }) =>
    says ? [`Holds everything back (${table}/${check}): ${says}`] : [],
  )
  return [...blocking, ...(await brokenRules(state)).map(({ says }) => says)]
}

function say(
  found: readonly SourceStatus[],
  {
    now,
    name,
    rules,
  }: { readonly now: Date; readonly name: string | null; readonly rules: readonly string[] },
): Message {
  if (found.length === 0) {
    const text =
      'No source yet. In a terminal, floorwalker source add makes one and floorwalker import loads files.'
    return words(text)
  }
  const troubled = found.filter(({ state }) => state === 'failed' || state === 'late')
  const rows = sumOf(found, (one) => one.rows)
  const refused = sumOf(found, (one) => one.refused)
  const text = `${plural(found.length, 'source')}, ${troubled.length === 0 ? 'none' : troubled.length} late or failing; ${plural(rows, 'row')} so far, ${showNumber(refused)} rejected.`
  return {
    text,
    blocks: [
      { kind: 'header', text: name === null ? 'Sources' : `Source ${oneLine(name, 60)}` },
      { kind: 'text', spans: text },
      table(found.slice(0, MAX_SHOWN), now),
      ...listed(
        'Last errors',
        found.flatMap(({ name: of, error }) => (error ? [`${of}: ${oneLine(error, 300)}`] : [])),
      ),
      ...listed('Data quality warnings', rules),
      ...listed('Rejected rows', reasonsOf(found)),
      ...listed(GMV_IS, pricesOf(found)),
      ...listed(
        'To check',
        found.flatMap(({ name: of, notes }) => notes.map((note) => `${of}: ${oneLine(note, 200)}`)),
      ),
      ...(found.length > MAX_SHOWN
        ? [
            {
              kind: 'context' as const,
              spans: `${found.length - MAX_SHOWN} more: name a feed to see its sources.`,
            },
          ]
        : []),
    ],
  }
}

function table(found: readonly SourceStatus[], now: Date): Block {
  return {
    kind: 'table',
    caption: 'Sources: how long ago each was synced, and its newest row is from',
    columns: [
      { label: 'Source' },
      { label: 'State' },
      { label: 'Last sync', align: 'right' },
      { label: 'Newest row', align: 'right' },
      { label: 'Late after', align: 'right' },
      { label: 'Rows', align: 'right' },
      { label: 'Rejected', align: 'right' },
    ],
    rows: found.map((one) => [
      one.name,
      one.isListed || one.state === 'imported' ? one.state : `${one.state}, not listed`,
      one.state === 'imported' ? '–' : since(one.lastSuccessAt, now),
      one.state === 'imported' ? '–' : since(one.lastRowAt, now),
      one.freshWithinMinutes === null ? '–' : inWords(one.freshWithinMinutes),
      showNumber(one.rows),
      showNumber(one.refused),
    ]),
  }
}

function pricesOf(found: readonly SourceStatus[]): string[] {
  return found.flatMap(({ name, prices }) => (prices === null ? [] : [`${name}: ${prices}`]))
}

function reasonsOf(found: readonly SourceStatus[]): string[] {
  return found
    .flatMap(({ name, reasons }) => reasons.map((one) => ({ ...one, name })))
    .sort((a, b) => b.rows - a.rows)
    .slice(0, MAX_REASONS)
    .map(({ name, reason, rows }) => `${name}: ${plural(rows, 'row')}, ${oneLine(reason, 120)}`)
}

function listed(title: string, items: readonly string[]): Block[] {
  if (items.length === 0) return []
  return [
    { kind: 'text', spans: [{ text: title, style: 'bold' }] },
    { kind: 'list', items },
  ]
}

function since(at: Date | null, now: Date): string {
  return at === null ? 'never' : inWords(Math.max(0, Math.round((now.getTime() - at.getTime()) / 60_000)))
}

/** `47 min`, `3 h`, `26 h`, `4 d`. */
function inWords(minutes: number): string {
  if (minutes < 120) return `${minutes} min`
  return minutes < 72 * 60 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 1440)} d`
}
