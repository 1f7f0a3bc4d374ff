import type { Format } from '../../format.ts'
import type { Words } from '../../words.ts'

export const calendarWords = (f: Format): Words['calendar'] => ({
  title: '日历',
  lead: (count, days) => `${f.number(days)} 天内有 ${f.number(count)} 个节假日或促销。`,
  none: (days) => `未来 ${f.number(days)} 天没有已知的节假日或促销。`,
  caption: (days) => `未来 ${f.number(days)} 天`,
  columns: { when: '日期', name: '名称', kind: '类型', of: '范围', from: '来源', note: '备注' },
  kinds: { promotion: '促销', holiday: '节假日' },
  wholeShop: '全店',
  from: { people: '手动添加', platforms: '平台', country: '国家日历' },
  number: (id) => `编号 ${id}`,
  new: '数据中从未出现',
  source: (country, unseen) =>
    [
      country === null
        ? '无法从店铺时区判断所在国家，因此不列出法定节假日。'
        : `国家：${country}（按店铺时区判断）；不含地方性节日，如有影响请自行添加。`,
      ...(unseen > 0 ? ['“数据中从未出现”的日子没有先例：预测按普通日子处理，或参照其他节假日。'] : []),
    ].join(''),
  added: (id, what) => `已添加，编号 ${id}：${what}。`,
  changed: (id, what) => `编号 ${id} 已改为：${what}。`,
  removed: (id, name) => `编号 ${id}（${name}）已删除。`,
  effect: {
    promotion: '从下一次预测、监控和简报起，这些日子只与往年同名的日子比较，也不计入普通日子。',
    holiday: '从下一次预测、监控和简报起，这一天按节假日处理：以往此类日子有影响的，会预期再次出现。',
  },
  imported: {
    count: ({ days, replaced, from }) =>
      `${from === null ? '' : `从 ${from} `}导入了 ${f.number(days)} 条${replaced > 0 ? `，替换之前的 ${f.number(replaced)} 条` : ''}。`,
    next: (name, day) => `最近的一个：${name}，${f.longDay(day)}。`,
    left: (count) => `${f.number(count)} 行未导入：缺少名称或日期、超过三个月，或范围不在数据中。`,
  },
  buttons: {
    add: '添加日期',
    import: '导入',
    edit: '修改',
    remove: '删除',
    sure: (name) => `确定删除“${name}”？`,
    all: '全部日期',
  },
  form: {
    create: '添加日期',
    edit: (id) => `日期编号 ${id}`,
    save: '保存',
    name: '名称',
    nameHint: '每年用同一个名称，才能与往年比较',
    first: '第一天',
    last: '最后一天',
    dayHint: '例如 2026-11-27',
    lastHint: '留空表示只有一天。',
    kind: '类型',
    segment: '仅限',
    segmentHint: '商家、类目、地区或平台。留空表示全店。',
    import: '导入日历',
    from: '网址或文本',
    fromHint: 'https://…/holidays.ics，或直接粘贴 iCalendar、CSV（date, end, name, kind, segment）',
    otherwise: '请输入 /calendar add <名称> <日期>，或 /calendar import <网址>。',
  },
  ahead: '近期：',
  aheadItem: ({ name, first, last, of }) =>
    `${first === last ? `${f.shortDay(first)}${f.weekday(first)}` : `${f.shortDay(first)}至${f.shortDay(last)}`} ${name}${of === null ? '' : `（${of}）`}`,
  aheadNew: (names) => `${names.join('、')}在数据中从未出现过，预测尚未考虑其影响。`,
  dayName: (name) => {
    const [, base = name, sign = '', days = '', first = ''] =
      /^(.*?)(?: ([+−])(\d+))?( for the first time)?$/u.exec(name) ?? []
    const called = NAMES[base] ?? base
    const beside = days === '' ? called : `${called}${sign === '+' ? '后' : '前'} ${days} 天`
    return first === '' ? beside : `${beside}（数据中首次出现）`
  },
})

/** Holidays and sales as people call them; the others go by the name of their country's calendar. */
const NAMES: Readonly<Record<string, string>> = {
  'Double 11': '双 11',
  'Double 12': '双 12',
  'Black Friday': '黑色星期五',
  'Cyber Monday': '网络星期一',
  'Prime Day': 'Prime Day 会员日',
  'Christmas Day': '圣诞节',
  'Christmas Eve': '平安夜',
  'Boxing Day': '节礼日',
  'Between the years': '圣诞与新年之间',
  "New Year's Day": '元旦',
  "New Year's Eve": '跨年夜',
  'Lunar New Year': '春节',
  'National Day of China': '国庆节',
  'Labour Day': '劳动节',
  'Easter Sunday': '复活节',
  'Easter Monday': '复活节星期一',
  'Good Friday': '耶稣受难日',
  'Ascension Day': '耶稣升天节',
  'Whit Monday': '圣灵降临节星期一',
  'Day of German Unity': '德国统一日',
  'National Holiday': '国庆日',
  Carnival: '狂欢节',
  Thanksgiving: '感恩节',
  Halloween: '万圣节',
  "Valentine's Day": '情人节',
  "Women's Day": '妇女节',
  "Mother's Day": '母亲节',
  "Father's Day": '父亲节',
  'Ramadan begins': '斋月开始',
  'Eid al-Fitr': '开斋节',
  'Eid al-Adha': '古尔邦节',
  Diwali: '排灯节',
}
