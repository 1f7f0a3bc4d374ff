import { writePeriod } from '../dates/period.ts'
import type { Reading } from '../reading.ts'
import { writeLine, writeMembers } from '../write.ts'
import { type Line, type NoLine, unusedBut } from './line.ts'

/** How often a rule would have told: of a KPI, and below or above what. */
export function previewLine(reading: Reading): Line | NoLine {
  const { metrics, members, limit, periods } = reading
  const [metric, second] = metrics
  if (!metric) return { fault: { code: 'noKpiNamed' }, isVague: true }
  if (second) return { fault: { code: 'twoKpis', metrics: [metric, second] } }
  const [period] = periods
  const days = period?.kind === 'last' ? writePeriod(period) : ''
  return {
    line: writeLine(
      '/alerts preview',
      metric,
      writeMembers(members),
      limit === null ? '' : `${limit.side} ${limit.written}`,
      days,
    ),
    unused: unusedBut(reading, ['members', ...(days === '' ? [] : ['periods' as const])]),
  }
}

const ENDS = /unsub|\b(?:stop|pause|cancel|end|no more)\b|退订|取消|停|别再?发/iu
/** how often, the finest first */
const KINDS: readonly (readonly [kind: string, said: RegExp])[] = [
  ['quarterly', /quarter|季/iu],
  ['monthly', /month|月/iu],
  ['weekly', /week(?!day)|\b(?:every|each|on) (?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|周|星期/iu],
  ['daily', /dai?ly|day|morning|evening|night|每天|每日|天天|日报|早/iu],
]
const CLOCK =
  /\b(?:at|by|@) ?(\d{1,2})(?::(\d{2}))? ?(am|pm|o'clock)?\b|(早上|上午|晚上|下午)?(\d{1,2}|[一二三四五六七八九十]{1,2})点(半)?/iu

/** A digest that is wanted regularly; what one has already is listed where one is to end. */
export function subscribeLine(reading: Reading): Line {
  const { original, members } = reading
  const used = ['members', 'periods'] as const
  if (ENDS.test(original)) return { line: '/subscribe', unused: unusedBut(reading, used) }
  const kind = KINDS.find(([, said]) => said.test(original))?.[0]
  if (kind === undefined) return { line: '/subscribe', unused: unusedBut(reading, used) }
  return {
    line: writeLine('/subscribe', kind, clockIn(original), writeMembers(members)),
    unused: unusedBut(reading, used),
  }
}

const CHINESE_HOURS = '零一二三四五六七八九十'

function clockIn(said: string): string {
  const found = CLOCK.exec(said)
  if (!found) return ''
  const [, english, minutes = '00', half, part, chinese, isHalf] = found
  const typed = english ?? chinese ?? ''
  const hour = /^\d/u.test(typed)
    ? Number(typed)
    : typed.length === 2
      ? 10 + CHINESE_HOURS.indexOf(typed[1] ?? '')
      : CHINESE_HOURS.indexOf(typed)
  const isLate = /pm/iu.test(half ?? '') || /晚上|下午/u.test(part ?? '')
  const whole = isLate && hour < 12 ? hour + 12 : hour
  return whole > 23 ? '' : `${String(whole).padStart(2, '0')}:${isHalf ? '30' : minutes}`
}
