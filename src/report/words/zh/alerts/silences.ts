import type { Format } from '../../format.ts'
import type { Words } from '../../words.ts'

export const silencesWords = (f: Format): Words['silences'] => ({
  none: '目前没有静默。可以写 /alerts silence kpi=orders platform=bazario until tomorrow 09:00 盘点。',
  count: (count) => `${count} 条静默生效中。`,
  line: (one) =>
    `静默 ${one.number}：${one.matchers}，至 ${f.instant(one.until)}（${one.comment}），由 ${one.by} 设置。`,
  ofFile: (matchers, until, comment) => `告警文件中：${matchers}，至 ${f.instant(until)}（${comment}）。`,
  now: (numbers) =>
    numbers.length === 0
      ? '目前没有未恢复的告警与之匹配。'
      : `告警 ${numbers.join('、')} 从现在起不再提醒；它们仍未恢复，已发出的消息留在原处。`,
  ended: (number) =>
    `静默 ${number} 已结束。仍未恢复且还没发过的告警会在五分钟内发出；已发出的不会再发一遍。`,
  unknown: (number) => `没有编号为 ${number} 的静默。/alerts silences 可查看全部。`,
  untilWhen: '到什么时候？请写 4h、tomorrow 09:00、Monday 或 2026-12-01 08:30（最多 90 天），再写原因。',
  how: (number) => `修改：/alerts silence ${number} until 18:00 · /alerts silence ${number} end`,
})
