export interface PureRoom {
  readonly of: string
  readonly but?: readonly string[]
  /** files outside that are not pure as a whole, and are in what is used of them */
  readonly through?: readonly string[]
}

/**
 * No clock, no unseeded chance, no I/O, nothing asynchronous: the same is given, the same comes out. Whole folders, so
 * that a file cannot leave by another name; `but` are those that read or write for the rest.
 */
export const PURE: readonly PureRoom[] = [
  { of: 'src/lib' },
  { of: 'src/settings', but: ['access.ts', 'read.ts'] },
  { of: 'src/stats' },
  { of: 'src/models' },
  { of: 'src/advice' },
  { of: 'src/messages' },
  { of: 'src/report' },
  { of: 'src/ask' },
  {
    of: 'src/metrics',
    but: [
      ...[
        'measure/differing.ts',
        'measure/measure.ts',
        'read/cells.ts',
        'read/kpi-table.ts',
        'read/pair-table.ts',
      ],
      ...['read/promos.ts', 'read/scope.ts', 'read/series.ts'],
    ],
  },
  {
    of: 'src/alerts',
    but: [
      ...[
        'assess.ts',
        'data-incident.ts',
        'detect.ts',
        'judge.ts',
        'lifecycle.ts',
        'life/for-alert.ts',
        'life/respond.ts',
        'life/write.ts',
        'oncall/announce.ts',
        'oncall/ask-holders.ts',
        'oncall/escalate.ts',
        'oncall/load-routing.ts',
        'oncall/read-calendars.ts',
        'routing/read.ts',
        'rules/judge-rules.ts',
        'rules/precision.ts',
        'rules/proposals.ts',
        'rules/rule-points.ts',
        'rules/try-rule.ts',
      ],
      ...['segments.ts', 'to-incident.ts', 'watch-rules.ts'],
    ],
  },
  // what they say of a suggestion is said by its kind, and a kind also reads
  {
    of: 'src/digests',
    but: [
      ...['lanes.ts', 'post.ts', 'read-cells.ts', 'segment.ts', 'tell-refused.ts'],
      ...['daily/read.ts', 'weekly/read.ts', 'monthly/read.ts'],
    ],
    through: ['src/ledger/say.ts'],
  },
]

/** Packages that reckon and do nothing else. */
export const PURE_PACKAGES: readonly string[] = [
  ...'chrono-node echarts fastest-levenshtein jstat ml-logistic-regression ml-matrix simple-statistics yaml zod'.split(
    ' ',
  ),
]
