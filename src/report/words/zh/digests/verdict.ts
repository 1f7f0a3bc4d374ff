import type { Format } from '../../format.ts'
import type { Words } from '../../words.ts'

const TONES = {
  good: '表现良好',
  bad: '表现不佳',
  mixed: '有好有坏',
  slow: '略显疲软',
  ordinary: '表现平稳',
} as const

export const verdictWords = (f: Format): Words['verdict'] => ({
  day: (day) => ({ name: f.weekday(day), usual: `平时的${f.weekday(day)}` }),
  week: () => ({ name: '本周', usual: '平时一周' }),
  lead: ({ tone, period, figure, move, isWithinRange, others }) =>
    `${period.name}${TONES[tone]}：${figure}，较${period.usual} ${move}${isWithinRange ? '，在正常范围内' : ''}${also(tone === 'bad' || tone === 'ordinary', others)}。`,
  named: ({ names, period, figure, move, others }) =>
    `${names.join('、')}：${figure}${move === null ? '' : `，较${period.usual} ${move}（不含节假日和促销）`}${also(true, others)}。`,
  notCompared: ({ period, figure, move }) =>
    `${period.name}：${figure}${move === null ? '' : `，较${period.usual} ${move}`}；历史数据不足，暂不评价好坏。`,
  noSales: ({ name }) => `${name}：数据中没有销售。`,
  figure: (kpi, value) => `${kpi} ${value}`,
  other: (kpi, move) => `${kpi} ${move}`,
  more: (count) => `另外 ${f.number(count)} 项`,
  oldDays: (last, days) => `已 ${f.number(days)} 天没有新数据，最近的完整一天是${f.longDay(last)}。`,
  oldWeeks: (weeks) => `已 ${f.number(weeks)} 周没有新数据，以下为最近的完整一周。`,
  noAlerts: '没有未处理的告警。',
  alerts: (count, worst) =>
    count === 1
      ? `1 条未处理的告警：${worst}。`
      : `${f.number(count)} 条未处理的告警，最严重的是：${worst}。`,
  stopped: (segment, isNone) => `${segment} ${isNone ? '没有订单' : '几乎没有订单'}`,
  moved: ({ kpi, segment, value, expected }) => `${segment}的${kpi}为 ${value}，预期值 ${expected}`,
  stake: (money, isWelcome) => (isWelcome ? `，每天高于平时 ${money}` : `，每天影响 ${money}`),
  data: (fault) => `数据不完整（${fault}）`,
})

function also(isAlike: boolean, others: readonly string[]): string {
  if (others.length === 0) return ''
  return `${isAlike ? '，其中' : '，但'}${others.join('、')}`
}
