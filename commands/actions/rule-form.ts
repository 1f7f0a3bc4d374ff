import { lineOf, scopeOf, segmentOf } from '../../src/alerts/rules/rule.ts'
import type { Filled } from '../../src/command.ts'
import { plainAmount } from '../../src/lib/money.ts'
import { showHours } from '../../src/lib/schedule.ts'
import type { Choice, Form } from '../../src/messages/form.ts'
import { words } from '../../src/messages/words.ts'
import { writeScope } from '../../src/metrics/metric.ts'
import { metricNamed, metrics } from '../../src/metrics/registry.ts'
import { saySegmentName } from '../../src/report/say-segment.ts'
import type { Locale } from '../../src/report/words/locale.ts'
import type { RuleSpec } from '../../src/state/alert-rules.ts'

const KINDS = ['below', 'above', 'unusual', 'down', 'up'] as const

/** A rule put together from menus; what it is sent as is tried on the past before it can be saved. */
export function ruleForm(
  from: RuleSpec | null,
  { number, locale, currency }: { number: number | null; locale: Locale; currency: string },
): Form {
  const { form } = locale.words.rules
  const kpis = metrics.map((metric) => ({ label: locale.words.metrics.label(metric), value: metric.name }))
  const kinds = KINDS.map((value) => ({ value, label: form.kinds[value] }))
  const segment = from ? writeScope(scopeOf(segmentOf(from))) : ''
  const text = (name: string, [label, hint]: readonly [string, string], initial: string | null) => ({
    ...{ name, label, hint, kind: 'text' as const, isOptional: true },
    ...(initial !== null && { initial }),
  })
  return {
    kind: 'form',
    language: locale.language,
    title: number === null ? form.create : form.change(number),
    submit: form.preview,
    action: 'rule.form',
    value: number === null ? 'new' : String(number),
    fields: [
      { name: 'kpi', label: form.kpi, ...menu(kpis, from?.kpi ?? 'conversion') },
      {
        ...{ name: 'segment', label: form.segment, hint: form.segmentHint },
        ...{ kind: 'menu', choices: null, isOptional: true },
        ...(from &&
          segment !== '' && { initial: { label: saySegmentName(segmentOf(from), locale), value: segment } }),
      },
      { name: 'kind', label: form.kind, ...menu(kinds, kindOf(from)) },
      {
        ...{ name: 'value', label: form.value, hint: form.valueHint, kind: 'text' },
        ...(from && { initial: limitValue(from, currency) }),
      },
      text('volume', [form.volume, form.volumeHint], from?.minVolume ? String(from.minVolume) : null),
      text(
        'money',
        [form.money, form.moneyHint],
        from?.minCents ? plainAmount(from.minCents, currency) : null,
      ),
      text('hours', [form.hours, form.hoursHint], from?.hours ? showHours(from.hours) : null),
    ],
    otherwise: words(form.otherwise),
  }
}

function kindOf(from: RuleSpec | null): string {
  if (from === null) return 'below'
  return from.limit.kind === 'unusual' ? (from.limit.direction ?? 'unusual') : from.limit.kind
}

/** As it is typed: the last part of the line that says only the limit. */
function limitValue(from: RuleSpec, currency: string): string {
  if (from.limit.kind === 'unusual') return String(from.limit.deviations)
  const bare = { ...from, segment: {}, minVolume: null, minCents: null, hours: null }
  return lineOf(bare, currency).split(' ').at(-1) ?? ''
}

/** As if it were typed, so that it is read and refused in the same words. An empty field takes a minimum away. */
export function filledRule({ fields, value }: Filled): string {
  const { kpi = '', segment = '', kind = '', money, volume, hours } = fields
  const way = kind === 'up' || kind === 'down' ? ` ${kind}` : ''
  const limit = kind === 'below' || kind === 'above' ? kind : 'beyond'
  const typed = (fields.value ?? '').trim().replace(/\s+/g, '')
  const joined = (text: string | undefined) => (text ?? '').replace(/\s+/g, '') || 'off'
  return [
    /^\d+$/.test(value) ? value : '',
    ...[metricNamed(kpi)?.name ?? kpi, segment, `${limit} ${typed}${way}`],
    ...[`volume ${joined(volume)}`, `money ${joined(money)}`, `hours ${joined(hours)}`],
  ]
    .filter((part) => part !== '')
    .join(' ')
}

function menu(choices: readonly Choice[], chosen: string) {
  const initial = choices.find(({ value }) => value === chosen)
  return { kind: 'menu' as const, choices, ...(initial && { initial }) }
}
