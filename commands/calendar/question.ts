import { kindFrom } from '../../src/calendar/read-day-rows.ts'
import type { Usage } from '../../src/command.ts'
import { ENGLISH_FAULTS, type FaultWords } from '../../src/report/words/faults.ts'
import type { DayKind } from '../../src/state/shop-days.ts'

/** A day as typed: its dates and its segment are read where the day of today and the shop are known. */
export interface TypedDay {
  readonly kind: DayKind | null
  readonly rest: string
}

export type CalendarQuestion =
  /** a period, as typed */
  | { readonly kind: 'list'; readonly when: string }
  | { readonly kind: 'add'; readonly day: TypedDay }
  | { readonly kind: 'edit'; readonly id: number; readonly day: TypedDay }
  | { readonly kind: 'remove'; readonly id: number }
  | { readonly kind: 'import'; readonly as: DayKind | null; readonly from: string }

const ACTS: readonly (readonly [RegExp, 'add' | 'edit' | 'remove' | 'import'])[] = [
  [/^(?:add|new|set|添加|新增|增加)(?=\s|$)/iu, 'add'],
  [/^(?:edit|change|修改|更改)(?=\s|\d|#|$)/iu, 'edit'],
  [/^(?:remove|delete|drop|删除|移除)(?=\s|\d|#|$)/iu, 'remove'],
  [/^(?:import|load|导入)(?=\s|$)/iu, 'import'],
]
const KIND =
  /(?<!\S)(?:as (?:an? )?)?(public holiday|holidays?|feast|promotions?|promo|促销|活动|大促|假日|节日|节假日)(?!\S)/iu

/**
 * `add Summer sale 2026-06-12..2026-06-20 category=Toys`, `edit 3 2026-06-13..2026-06-20`, `remove 3`, `import <address>`, or
 * `import` with the calendar itself below it. Anything else is a period to list.
 */
export function parseCalendar(text: string, said: FaultWords = ENGLISH_FAULTS): CalendarQuestion | Usage {
  const typed = text.trim()
  const found = ACTS.find(([shape]) => shape.test(typed))
  if (!found) return { kind: 'list', when: typed.replace(/^(?:list|show|列表|查看)(?=\s|$)/iu, '').trim() }
  const [shape, act] = found
  const rest = typed.slice(shape.exec(typed)?.[0].length ?? 0).trim()
  if (act === 'import') return importOf(rest, said)
  if (act === 'add')
    return rest === '' ? { kind: 'usage', because: said.calendar.what } : { kind: 'add', day: typedDay(rest) }
  const [, number, more = ''] = /^(?:#|no\.?\s*)?(\d{1,7})(?:\s+(.*))?$/isu.exec(rest) ?? []
  if (number === undefined)
    return { kind: 'usage', because: said.calendar.which(act), didYouMean: `/calendar ${act} 1` }
  const id = Number(number)
  if (act === 'remove') return { kind: 'remove', id }
  return more.trim() === ''
    ? { kind: 'usage', because: said.calendar.changeWhat }
    : { kind: 'edit', id, day: typedDay(more.trim(), false) }
}

function importOf(rest: string, said: FaultWords): CalendarQuestion | Usage {
  const kind = /^(\S+)\s+(?=\S)/u.exec(rest)
  const as = kindFrom(kind?.[1] ?? '')
  const from = as === null ? rest : rest.slice(kind?.[0].length ?? 0).trim()
  return from === '' || (!from.includes('\n') && kindFrom(from) !== null)
    ? { kind: 'usage', because: said.calendar.fromWhere }
    : { kind: 'import', as, from }
}

/** `holiday` is a kind where other words name the day; where none do it is the name, unless the day has one. */
function typedDay(rest: string, needsName = true): TypedDay {
  const [, said = ''] = KIND.exec(rest) ?? []
  const kind = kindFrom(said)
  const without = rest.replace(KIND, ' ').replace(/\s+/gu, ' ').trim()
  const isNamed = /\p{L}/u.test(without.replace(/\w+=.*$/u, '').replace(/[\d.\-/]+/gu, ''))
  return kind === null || (needsName && !isNamed) ? { kind, rest } : { kind, rest: without }
}
