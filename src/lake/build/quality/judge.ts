import type { BrokenSeen } from '../../../lib/broken-seen.ts'
import type { Day } from '../../../lib/days.ts'
import { sumOf } from '../../../lib/sum.ts'
import type { Account, Failed, ManifestFile } from '../../contract/lake.ts'
import { idOf, MIN_ROWS, type Quality, type Rule, type Verdict } from '../../contract/rule.ts'
import { CLEAN_TABLES, type CleanTable, WAITING } from '../../tables/clean-tables.ts'
import type { Draft } from '../draft.ts'
import { waitsForRate } from '../requeue.ts'
import { changedColumns, keepColumns } from './columns.ts'
import { lagOf, oddestDay, rowsByDay } from './days.ts'
import { QUALITY } from './rules.ts'
import * as say from './say.ts'
import { type Measured, orphans, paidOrders, scan } from './scan.ts'

/** What a build has done so far: the account of each table that it touched, and the days of it. */
export interface Merging {
  readonly pending: readonly ManifestFile[]
  readonly accounts: readonly Account[]
  readonly days: ReadonlyMap<string, ReadonlySet<Day>>
}

/** fewer wrong rows than this are an accident */
const MIN_WRONG = 5
const MIN_REFUSED = 20

/** Holds every rule of the tables that a build has touched against the draft. */
export async function judge(draft: Draft, merging: Merging): Promise<Verdict[]> {
  const tables = merging.accounts.map(({ table }) => table)
  await keepColumns(draft, tables, merging.pending)
  const verdicts: Verdict[] = []
  for (const quality of QUALITY) {
    const clean = CLEAN_TABLES.find(({ table }) => table === quality.table)
    if (clean) verdicts.push(...(await judgeTable(draft, merging, { clean, quality })))
  }
  return verdicts
}

/** What keeps a build from being published, but for rules that a person has let pass. */
export function blocking(verdicts: readonly Verdict[], accepted: ReadonlySet<string>): Failed[] {
  return verdicts
    .filter((verdict) => verdict.blocks && !verdict.holds && !accepted.has(idOf(verdict)))
    .map(({ table, rule, found, says, seen }) => ({ table, check: rule, found, says, ...(seen && { seen }) }))
}

interface Judged {
  readonly clean: CleanTable
  readonly quality: Quality
}

/** How far a rule is from being kept, and the sentence for it; null when there is too little to look at. */
interface Finding {
  readonly fails: boolean
  readonly found: number
  readonly says: string
  readonly seen: Omit<BrokenSeen, 'look'>
}

async function judgeTable(draft: Draft, merging: Merging, judged: Judged): Promise<Verdict[]> {
  const { clean, quality } = judged
  const isTouched = merging.accounts.some(({ table }) => table === clean.table)
  const days = clean.partition === 'day' ? (merging.days.get(clean.name) ?? new Set<Day>()) : undefined
  const measured = isTouched ? await scan(draft, clean, { rules: quality.rules, days }) : new Map()
  const verdicts: Verdict[] = []
  for (const rule of quality.rules) {
    const finding = measured.has(rule)
      ? ofScan(rule, quality, measured.get(rule))
      : isTouched || rule.look.kind === 'behind'
        ? await ofTable(draft, merging, { ...judged, rule, days })
        : null
    if (!finding) continue
    const { fails, found, says, seen } = finding
    const told = fails ? `${says}: ${rule.so}.` : ''
    verdicts.push({
      table: clean.table,
      rule: rule.name,
      blocks: rule.blocks,
      holds: !fails,
      found,
      says: told,
      ...(fails && { seen: { look: rule.look.kind, ...seen } }),
    })
  }
  return verdicts
}

function ofScan(rule: Rule, quality: Quality, { rows, found }: Measured): Finding | null {
  const { look } = rule
  if (look.kind === 'key') return { fails: found > 0, found, says: say.key(quality, found), seen: { found } }
  if (rows < MIN_ROWS) return null
  if (look.kind === 'price-scale')
    return {
      fails: isOff(found, look.factor),
      found,
      says: say.priceScale(quality, found),
      seen: { ratio: found },
    }
  if (look.kind !== 'share' && look.kind !== 'known' && look.kind !== 'waiting') return null
  return ofShare({ rows, found }, look.most, say.share(quality, look, { rows, found }))
}

function ofShare({ rows, found }: Measured, most: number, says: string): Finding {
  return { fails: found >= MIN_WRONG && found > most * rows, found, says, seen: { rows, found } }
}

const isOff = (ratio: number, factor: number) => ratio > factor || ratio < 1 / factor

async function ofTable(
  draft: Draft,
  merging: Merging,
  {
    clean,
    quality,
    rule,
    days,
  }: Judged & { readonly rule: Rule; readonly days: ReadonlySet<Day> | undefined },
): Promise<Finding | null> {
  const { look } = rule
  if (look.kind === 'of-order') {
    const measured = await orphans(draft, clean, days)
    return measured && measured.rows >= MIN_ROWS
      ? ofShare(measured, look.most, say.ofOrder(quality, measured))
      : null
  }
  if (look.kind === 'paid' || look.kind === 'paid-scale') return ofPayments(draft, merging, look)
  if (look.kind === 'behind') {
    const lag = lagOf(rowsByDay(draft, clean.name), rowsByDay(draft, `clean_${look.of}`))
    if (!lag) return null
    const fails = lag.days >= look.days && lag.rows >= MIN_ROWS
    return {
      fails,
      found: lag.days,
      says: say.behind(quality, { ...lag, of: look.of }),
      seen: { days: lag.days, since: lag.since, rows: lag.rows, of: look.of },
    }
  }
  if (look.kind === 'volume') {
    const odd = oddestDay(rowsByDay(draft, clean.name))
    return (
      odd && {
        fails: odd.ratio < look.from || odd.ratio > look.to,
        found: odd.rows,
        says: say.volume(quality, odd),
        seen: { day: odd.day, found: odd.rows, usual: odd.usual },
      }
    )
  }
  if (look.kind === 'columns') {
    const changed = await changedColumns(draft, clean.table)
    return (
      changed && {
        fails: changed.length > 0,
        found: changed.length,
        says: say.columns(changed),
        seen: { changes: changed },
      }
    )
  }
  return look.kind === 'refused'
    ? ofRefused(merging, quality, { most: look.most, blocks: rule.blocks })
    : null
}

async function ofPayments(
  draft: Draft,
  { days }: Merging,
  look: Extract<Rule['look'], { kind: 'paid' | 'paid-scale' }>,
): Promise<Finding | null> {
  const touched = new Set(
    ['clean_payments', 'clean_order_lines'].flatMap((table) => [...(days.get(table) ?? [])]),
  )
  touched.delete(WAITING)
  const paid = await paidOrders(draft, touched, look.kind === 'paid' ? look.within : 0)
  if (!paid || paid.rows < MIN_ROWS) return null
  if (look.kind === 'paid-scale')
    return {
      fails: isOff(paid.ratio, look.factor),
      found: paid.ratio,
      says: say.paidScale(paid.ratio),
      seen: { ratio: paid.ratio },
    }
  const measured = { rows: paid.rows, found: paid.differ }
  return ofShare(measured, look.most, say.paid(measured))
}

function ofRefused(
  { accounts }: Merging,
  quality: Quality,
  { most, blocks }: { readonly most: number; readonly blocks: boolean },
): Finding | null {
  const account = accounts.find(({ table }) => table === quality.table)
  if (!account || account.rowsIn < MIN_ROWS) return null
  // a feed whose rates are not there yet is no reason to hold back all the others
  const waiting = blocks ? account.reasons.filter(({ reason }) => waitsForRate(reason)) : []
  const apart = sumOf(waiting, (one) => one.rows)
  const [rows, found] = [account.rowsIn - apart, account.quarantined - apart]
  const fails = found >= MIN_REFUSED && found > most * rows
  const reason = account.reasons[0]?.reason ?? null
  return {
    fails,
    found,
    says: say.refused(quality, { rows, found, reason }),
    seen: { rows, found, ...(reason !== null && { reason }) },
  }
}
