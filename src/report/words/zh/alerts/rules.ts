import type { Format } from '../../format.ts'
import type { Words } from '../../words.ts'

export const rulesWords = (f: Format): Words['rules'] => ({
  none: '还没有规则。异常由系统自行监测；规则用来盯住您指定的情况。',
  count: (count) => `共 ${count} 条规则。`,
  name: (number) => `规则 ${number}`,
  said: ({ kpi, segment, limit, more }) => [`${segment}的${kpi}${limit}`, ...more].join('，'),
  minVolume: (volume) => `每天不少于 ${volume}`,
  minMoney: (money) => `每天影响金额不低于 ${money}`,
  hours: (hours) => `只计 ${hours.replace('-', ' 至 ')}`,
  paused: '已暂停',
  deleted: '已删除',
  feedback: ({ fired, rated, useful, precision }) =>
    rated === 0
      ? `告警 ${fired} 次，尚无反馈`
      : `告警 ${fired} 次，${rated} 次有反馈，其中 ${useful} 次有用：准确率 ${precision ?? '–'}`,
  fired: (name, times, days) => `${name}：近 ${days} 天内会触发 ${times} 次。`,
  never: (name, days) => `${name}：近 ${days} 天内不会触发。`,
  dates: (dates) => `日期：${dates.join('、')}。`,
  notYet: (number) =>
    number === null
      ? '尚未保存。以上结果与实际监测用同一套计算得出。'
      : `规则 ${number} 尚未修改。以上结果与实际监测用同一套计算得出。`,
  typed: (line) => `也可以输入命令保存：${line}`,
  saved: (number) => `规则 ${number} 已保存，每次监测都会判断；告警按其标签发往相应频道。`,
  changed: (number) => `规则 ${number} 已修改。`,
  pausedNow: (number) => `规则 ${number} 已暂停；它未恢复的告警将在下次监测时恢复。`,
  resumed: (number) => `规则 ${number} 已恢复判断。`,
  deletedNow: (number) => `规则 ${number} 已删除，其告警和历史记录保留。`,
  unknown: (number) => `没有规则 ${number}。/alerts rules 可查看全部。`,
  already: (number, how) => (how === 'paused' ? `规则 ${number} 已经暂停。` : `规则 ${number} 没有暂停。`),
  history: {
    caption: '修改记录',
    columns: { when: '时间', who: '操作人', what: '操作', rule: '当时的规则' },
    did: { made: '新建', changed: '修改', paused: '暂停', resumed: '恢复', deleted: '删除' },
  },
  precision: {
    caption: '近 180 天告警的反馈',
    columns: { what: '规则或指标', alerts: '告警', rated: '有反馈', useful: '有用', precision: '准确率' },
    watch: (kpi) => `${kpi}（系统监测）`,
  },
  proposal: {
    said: (one) =>
      `规则 ${one.number}（${one.before}）多为误报：有反馈的 ${one.rated} 次告警中仅 ${one.useful} 次有用。建议改为：${one.rule}。近 ${one.days} 天内会触发 ${one.now} 次（原为 ${one.was} 次），被认为有用的日子都仍会触发。`,
    approve: '批准',
    approved: (number, who, rule) => `${who} 已批准：规则 ${number} 现为 ${rule}。`,
  },
  cannot: {
    noVolume: (kpi) => `${kpi}没有样本数：请改用 money（金额）而不是 volume。`,
    noMoney: (kpi) => `${kpi}无法折算金额：请去掉 money。`,
    noHours: (kpis) =>
      `只有 ${kpis.join('、')} 能按时段统计，范围限全店、单个维度的成员，或平台与品类、渠道的组合。`,
  },
  buttons: {
    new: '新建规则…',
    save: '保存规则',
    change: '修改…',
    pause: '暂停',
    resume: '恢复',
    delete: '删除',
    show: '查看',
    of: (label, number) => `${label} ${number}`,
    sure: (number) => `确定删除规则 ${number}？`,
  },
  form: {
    create: '新建告警规则',
    change: (number) => `修改规则 ${number}`,
    preview: '预览',
    kpi: '指标',
    segment: '范围',
    segmentHint: '平台、品类、渠道、地区或商家；留空表示全店。',
    kind: '指标在以下情况时告警',
    kinds: {
      below: '低于某个值',
      above: '高于某个值',
      unusual: '异常（偏高或偏低）',
      down: '异常偏低',
      up: '异常偏高',
    },
    value: '数值',
    valueHint: '例如 2% 或 500；异常类填标准差个数，例如 4（越小越灵敏）。',
    volume: '最低数量',
    volumeHint: '比率指标为当天样本数，数量指标为平时每天的数量。',
    money: '最低金额',
    moneyHint: '每天的影响金额，按店铺货币填写。',
    hours: '只计这些时段',
    hoursHint: '例如 09:00-18:00：只统计该时段，时段结束即判断。',
    otherwise: '请改为输入：/alerts rule conversion category=Toys below 2%',
  },
  zone: `时间均为 ${f.zone}。`,
})
