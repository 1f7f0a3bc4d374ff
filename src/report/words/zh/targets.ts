import type { Format } from '../format.ts'
import type { Words } from '../words.ts'

export const targetWords = (f: Format): Words['target'] => ({
  title: (name) => `目标 · ${name}`,
  titles: '目标',
  mark: '目标：',
  none: '尚未设定目标。经理可输入 /target gmv 2.5M november 设定，或按细分设定：/target gmv 400k november platform=bazario。',
  noneOf: (asked) =>
    `${asked}没有设定目标。查看全部：/target。负责人可以这样设定：/target gmv 2.5M november。`,
  lead: ({ name, period, done, target, share, days }) =>
    `${name}，${period}：已完成 ${done}，目标 ${target}（${share}），进度 ${f.number(days.done)}/${f.number(days.all)} 天。`,
  end: ({ expected, low, high, chance }) => `预计期末 ${expected}（80% 区间 ${low} 至 ${high}），${chance}。`,
  chance: (share) =>
    share < 0.015 ? '几乎无法达成' : share > 0.985 ? '几乎确定达成' : `达成概率 ${Math.round(100 * share)}%`,
  needed: (missing, aDay) => `还差 ${missing}，日均需 ${aDay}。`,
  reached: '已达成。',
  over: (isReached, missing) => (isReached ? '已结束：达成。' : `已结束：差 ${missing}。`),
  noForecast: '期末暂无法预测：数据天数太少，或距离太远。',
  takenBack: (kpi, period) => `已取消 ${kpi} 在${period}的目标。`,
  method: '预计期末 = 已完成 + 剩余天数的预测（含已知活动）。概率的可靠程度取决于预测。',
})
