import type { Table } from '../../lake/ingest/read-table.ts'

/** Where the n, mean and spread of an arm stand in a row. */
export interface ArmOfRow {
  /** `row`: a row is of one arm, which a column names */
  readonly role: 'row' | 'control' | 'treated'
  readonly name: string
  readonly n: string
  readonly mean: string
  readonly spread: { readonly column: string; readonly kind: 'variance' | 'sd' | 'se' }
}

export interface SummaryColumns {
  readonly arms: readonly ArmOfRow[]
  readonly variant: string | null
  readonly metric: string | null
  readonly time: string | null
  readonly experiment: string | null
}

const KINDS = {
  n: /^(?:n|n_?obs|count|counts|users?|units?|visitors?|sessions?|sample_?size|size|observations|participants)$/i,
  mean: /^(?:mean|average|avg|mean_value)$/i,
  variance: /^(?:variance|var|sample_?variance)$/i,
  sd: /^(?:sd|std|std_?dev|stdev|standard_?deviation)$/i,
  se: /^(?:se|sem|std_?err(?:or)?|standard_?error)$/i,
} as const
const ROLES = [
  { role: 'control', name: 'control', words: /^(?:c|ctrl|control|a)$/i },
  { role: 'treated', name: 'treatment', words: /^(?:t|trt|treat|treated|treatment|variant|test|b)$/i },
] as const
const VARIANT = /^(?:variants?|variations?|arms?|groups?|treatments?|buckets?)(?:_?(?:id|name))?$/i
const METRIC = /^(?:metrics?|kpi|measure|outcome)(?:_?(?:id|name))?$/i
const TIME = /^(?:time_?since_?start|time|checkpoint|look|day|date|week|period|days?_?since_?start)$/i
const EXPERIMENT = /^(?:experiments?|tests?|campaign)(?:_?(?:id|name))?$/i

/** Columns of n, mean and variance: one arm a row, or `mean_c` and `mean_t` beside each other. Null where there are none. */
export function summaryColumns(table: Table): SummaryColumns | null {
  const names = [...table.columns.keys()]
  const the = (words: RegExp) => names.find((name) => words.test(name.trim())) ?? null
  const about = { metric: the(METRIC), time: the(TIME), experiment: the(EXPERIMENT) }
  const variant = the(VARIANT)
  const beside = ROLES.flatMap(({ role, name, words }) => {
    const arm = armFrom(
      names.flatMap((column) => {
        const bare = withoutRole(column.trim(), words)
        return bare === null ? [] : [{ column, bare }]
      }),
    )
    return arm ? [{ ...arm, role, name }] : []
  })
  if (beside.length === ROLES.length) return { arms: beside, variant, ...about }
  const row = armFrom(names.map((column) => ({ column, bare: column.trim() })))
  return row && variant ? { arms: [{ ...row, role: 'row', name: '' }], variant, ...about } : null
}

/** `mean_c` and `control_mean` as `mean`, where the other part says which arm. */
function withoutRole(column: string, words: RegExp): string | null {
  const cuts = [...column.matchAll(/[_ .-]/g)].map(({ index }) => index)
  for (const cut of cuts) {
    const [before, after] = [column.slice(0, cut), column.slice(cut + 1)]
    if (words.test(after)) return before
    if (words.test(before)) return after
  }
  return null
}

function armFrom(
  columns: readonly { readonly column: string; readonly bare: string }[],
): Omit<ArmOfRow, 'role' | 'name'> | null {
  const the = (kind: keyof typeof KINDS) => columns.find(({ bare }) => KINDS[kind].test(bare))?.column ?? null
  const [n, mean] = [the('n'), the('mean')]
  const kind = (['variance', 'sd', 'se'] as const).find((one) => the(one) !== null)
  const column = kind && the(kind)
  return n && mean && kind && column ? { n, mean, spread: { column, kind } } : null
}
