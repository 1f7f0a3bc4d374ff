import type { Format } from '../../format.ts'
import type { Words } from '../../words.ts'

export const writeBackWords = (f: Format): Words['writeBacks'] => ({
  title: '店铺执行情况',
  done: (what) => `${what}：已在店铺中执行。`,
  undone: (what) => `${what}：已在店铺中撤回。`,
  dry: (what, before, after) => `${what}：将写入（${before} → ${after}）；当前为试运行，未写入任何内容。`,
  conflict: (what, there) =>
    `${what}：未写入。店铺中现在是 ${there}，说明期间有人改过。没有覆盖任何内容，请重新获取建议。`,
  failed: (what, because) => `${what}：执行失败：${because}。`,
  fourEyes: (what, id) => `${what}：需要第二个人批准，请用 /actions approve ${id}。`,
  second: (id) => `第 ${id} 号建议已由第二个人批准，将会执行。`,
  refused: { change: '变动超过允许的最大幅度', approver: '批准人不在允许的名单中' },
  waits: {
    hours: '等待允许执行的时段',
    count: '今日执行数量已满，等待明天',
    cost: '今日金额已达上限，等待明天',
  },
  stage: {
    waiting: '等待执行',
    sent: '已发出，尚未确认',
    done: '已在店铺中执行',
    conflict: '未写入：店铺中的值已变',
    failed: '执行失败',
    dry: '试运行：未写入',
  },
  undoing: (stage) => `撤回：${stage}`,
  preview: (before, after) => `批准后：${before} → ${after}`,
  previewUnread: (after) => `批准后：${after}`,
  previewConflict: (now, before) => `现在是 ${now}，而建议是按 ${before} 给出的：批准后也不会写入`,
  previewDry: '（试运行，不会写入）',
  nothing: '无',
  pieces: (count) => `${f.number(count)} 件`,
})
