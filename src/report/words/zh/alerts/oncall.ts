import type { Format } from '../../format.ts'
import type { Words } from '../../words.ts'

export const oncallWords = (f: Format): Words['oncall'] => {
  const clock = (at: Date) => `${f.instant(at)}（${f.zone}）`
  return {
    none: '尚未设置值班表。请在告警文件（ALERTS_FILE）中设置，见 docs/oncall.md。',
    title: '值班',
    nobody: '无人',
    now: (schedule) => `${schedule}：`,
    until: (at) => `，至${clock(at)}，之后是 `,
    swapped: (schedule, from, to) => `${schedule}：${clock(from)}至${clock(to)}改由以下人员值班：`,
    calendarFault: (schedule, since) => `${schedule}：日历无法读取，目前沿用${clock(since)}读到的排班。`,
    unknownPeople: (schedule, titles) =>
      `${schedule}：不认识 ${titles.join('、')}，请写入告警文件的 people。`,
    unknown: (typed, known) =>
      known.length === 0
        ? '尚未设置值班表。请在告警文件（ALERTS_FILE）中设置，见 docs/oncall.md。'
        : `没有名为“${typed}”的值班表，可用：${known.join('、')}。`,
    whom: '请用 @姓名 指定人员（由 Slack 写成提及），或写 me。',
    when: '请写明到什么时候，例如：swap shop @ben until 明天 09:00，或起止时间。',
    backwards: '结束时间必须晚于开始时间，并且在将来。',
    handover: (schedule) => `${schedule} 交班：`,
    from: ' 交给 ',
    open: (count) => (count === 0 ? '目前没有未恢复的告警。' : `有 ${count} 条未恢复的告警：`),
    held: (by) => (by === null ? '无人处理' : `${by} 处理中`),
    item: (number, headline, held, snoozed) =>
      `${number}：${headline}；${held}${snoozed === null ? '' : `，静默至${clock(snoozed)}`}`,
  }
}
