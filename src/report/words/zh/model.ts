import type { Format } from '../format.ts'
import type { Words } from '../words.ts'

const VERDICTS: Readonly<Record<string, string>> = {
  'first model': '首个模型',
  better: '更好',
  'not clearly better': '没有明显更好',
  'no better than the base rate': '不比平均转化率更好',
  'its level was put right': '水平已校正',
  'the champion cannot score these rows': '在用模型无法对这些数据评分',
}

export const modelWords = (f: Format): Words['model'] => ({
  none: '尚未训练过转化模型：train 任务需要 28 天的访问数据。',
  noneInUse: (versions) =>
    `转化模型保存了 ${versions} 个版本，均未启用：/model promote <version> 可启用其中一个。`,
  title: (version) => `转化模型 ${version}`,
  trained: ({ version, on, from, to, days }) =>
    `版本 ${version}，${f.longDay(on)}训练，数据为${f.days(from, to)}，距今 ${days} 天。`,
  noMeasures: '没有保存其评估结果。',
  measured: (rows, card) => `在之后的 ${f.number(rows)} 次访问上：${card}。`,
  old: (days) => `模型已有 ${days} 天未更新：请查看 train 任务是否运行及其结果。`,
  scoresMoved: (psi, limit) => `评分分布已偏移（PSI ${psi}，高于 ${limit}）。`,
  expectsTooFew: (z) => `预期的下单偏少，超出随机波动（z ${z}）。`,
  expectsTooMany: (z) => `预期的下单偏多，超出随机波动（z ${z}）。`,
  doNotRely: (expected, seen) => `🔴 请勿依赖其预期水平：最近两周预期 ${expected}，实际 ${seen}。`,
  putRight: ({ expected, seen, odds }) =>
    `已按最近两周校正其水平：原预期 ${expected}，实际 ${seen}（几率 × ${odds}）。`,
  sessionsChanged: (limit, columns) => `访问特征已变化（PSI 高于 ${limit}）：${columns.join('、')}。`,
  noDrift: '尚未测量漂移：下次训练时测量。',
  drift: ({ days, psi, z }) => `漂移（${days} 天前用最近两周的数据测量）：评分 PSI ${psi}，整体校准 z ${z}。`,
  treesPredict: ({ trees, logistic }) =>
    `目前由提升树（boosted trees）代替它预测。在最近两周的数据上，100 次中提升树有 ${trees.ranked} 次把下单者排在未下单者之前，本模型 ${logistic.ranked} 次；评分最高的十分之一访问中，提升树选出的有 ${trees.best} 下单，本模型选出的有 ${logistic.best}。`,
  treesCost: (explained, leansOn) =>
    `代价：提升树无法逐项解读。几率与假设分析仍以本模型为准，可解释提升树所作区分的 ${explained}，其余是单列几率看不出的组合。提升树最看重：${leansOn.join('、')}。`,
  treesDoNot: ({ trees, logistic }) =>
    `同时试过提升树（boosted trees），未用于预测：在最近两周的数据上没有超出随机波动的改进（100 次中把下单者排在未下单者之前：提升树 ${trees.ranked} 次，本模型 ${logistic.ranked} 次）。`,
  kept: (versions, isOneInUse) => `转化模型保存了 ${versions} 个版本${isOneInUse ? '' : '，均未启用'}。`,
  latestOf: (shown, of) => `最近 ${shown} 个，共 ${of} 个`,
  latestFirst: '最新的在前',
  columns: {
    version: '版本',
    data: '训练数据',
    age: '已有天数',
    logLoss: '对数损失',
    slope: '校准斜率',
    verdict: '结论',
  },
  inUse: (version) => `${version}（在用）`,
  days: (days) => `${days} 天`,
  dataOf: f.days,
  verdict: (because) => VERDICTS[because] ?? because,
  differentWeeks:
    '各版本均在其训练数据之后的两周上评估，因此不同版本的数字对应不同的两周。经理可用：/model promote <version>、/model rollback。',
  inUseAlready: (version) => `转化模型版本 ${version} 已在使用。`,
  promoted: (version, before) =>
    `已启用转化模型版本 ${version}${before === null ? '' : `，替换 ${before}`}。下次训练会与它比较，明显更好时才替换。`,
  onlyManagers: '只有经理可以启用其他版本。',
  unknownVersion: (typed) => `没有保存版本“${typed}”；/model history 可查看全部版本。`,
  noOlder: '没有更早的版本可以恢复。',
})
