import type { Format } from '../../format.ts'
import type { Words } from '../../words.ts'

const KINDS: Readonly<Record<string, string>> = {
  price: '调价',
  restock: '补货',
  bundle: '搭售',
  campaign: '营销',
  experiment: '实验',
  promotion: '暂停促销',
}

export const suggestionWords = (f: Format): Words['suggestions'] => ({
  unread: (kind, subject) => `${subject} 的${KINDS[kind] ?? kind}`,
  kind: (kind) => KINDS[kind] ?? kind,
  range: (value, low, high) => `${value}（${low} 至 ${high}）`,
  unknownGain: (low, high) => `未知（${low} 至 ${high}）`,
  underOnePercent: '低于 1%',
  risk: ({ chance, name }) => named(name, chance),
  costs: (cost) => (cost === null ? '无需投入' : `投入 ${cost}`),
  promised: (promise) => `：${promise}`,
  promise: ({ gains, gain, days, low, high, costs, risk, chance }) =>
    `预计 ${days} 天内${gains}利润 ${gain}（80% 区间 ${low} 至 ${high}），${costs}，${named(risk, chance)}。`,
  unknownPromise: ({ days, low, high, because, costs }) =>
    `收益未知（${days} 天内 ${low} 至 ${high}）：${because}；${costs}。`,
  approve: (brief) => `批准：${brief}`,
  confirm: (doing, cost, minutes) =>
    `${doing}。${cost === null ? '' : `投入 ${cost}。`}${minutes} 分钟内可以撤销。`,
  editOrSkip: (id) => `修改或跳过第 ${id} 号`,
  edit: (id) => `修改第 ${id} 号`,
  skip: (id) => `跳过第 ${id} 号`,
  undo: (id) => `撤销第 ${id} 号`,
  whySkipped: (id) => `为什么跳过第 ${id} 号？其他原因请输入：/actions skip ${id} <原因>`,
  reasons: ['已经做了', '暂不处理', '数字有误', '与计划不符'],
  noReason: '未说明原因',
  open: '待处理',
  expired: '已过期',
  superseded: '已被新建议取代',
  approvedBy: (who) => `已由 ${who} 批准`,
  changedBy: (who, to) => `已由 ${who} 修改后批准${to === null ? '' : `，改为 ${to}`}`,
  skippedBy: (who, reason) => `已由 ${who} 跳过：${reason}`,
  numbered: (id, said) => `第 ${id} 号：${said}。`,
  decidedAt: (status, at) => `${status}，${f.instant(at)}`,
  announced: (line, doing) => `${line}${doing}。`,
  unknown: '没有这条建议。',
  named: (id, kind, subject) => `第 ${id} 号（${subject} 的${kind}）`,
  hasExpired: (named, until) => `${named}的有效期至${until}，已过期：请重新查询今天的建议。`,
  isDecided: (named, status) => `${named}此前${status}。没有改动。`,
  isNow: (named, status) => `${named}：${status}。`,
  canBeUndone: (said, minutes) => `${said}${minutes} 分钟内可以撤销。`,
  reopened: (named, who) => `${named}已由 ${who} 撤销决定，重新待处理。`,
  isOpen: (named) => `${named}待处理，没有可撤销的决定。`,
  isReplaced: (named) => `${named}已有更新的建议，维持原决定。`,
  tooLate: (named, minutes) => `${named}的决定已超过 ${minutes} 分钟或已过期，维持原决定。`,
  show: (id) => `查看第 ${id} 号`,
  reminder: ({ id, what, who, at, dueAt }) =>
    `${who}，您于${f.instant(at)}批准了第 ${id} 号建议：${what}。应在${f.instant(dueAt)}前执行，但店铺数据中尚未体现。`,
  due: '执行期限',
  dueBy: (at) => `${f.instant(at)}：店铺数据中尚未体现`,
  kindRecord: ({ rule, helped, measured, gain, trust }) =>
    `${rule}：最近 ${f.number(measured)} 条同类建议中 ${f.number(helped)} 条有效，${gain}${trust === null ? '' : `；效果不及预期，排序降低（× ${trust}）`}。`,
  noKindRecord: (rule) => `${rule}：同类建议尚无衡量结果。`,
  record: '同类建议的效果',
  notValid: (typed, wanted) => `“${typed}”不是有效的${wanted}。`,
})

/** A space before a figure, none before a word. */
function named(name: string, chance: string): string {
  return /^\d/.test(chance) ? `${name} ${chance}` : `${name}${chance}`
}
