import type { Words } from '../words.ts'

export const missingWords = (): Words['missing'] => ({
  noData: '暂无数据。',
  noProducts: '暂无商品数据。',
  noSource: '尚未配置数据源：店铺或数据库请运行“floorwalker source add”，文件请运行“floorwalker import”。',
  failing: (failed, all, first, error) =>
    `${all} 个数据源中有 ${failed} 个失败：${first}（${error}）。用 /sources 查看全部。`,
  collecting: (done, all, minutes) =>
    `正在采集数据：已完成 ${done}/${all} 个数据源${minutes === null ? '' : `，约需 ${minutes} 分钟`}。请稍后再问；用 /sources 查看各数据源。`,
  building: (all) =>
    `${all} 个数据源均已读取，数据表将在 15 分钟内建好。如仍无变化，请用 /sources 查看各数据源的情况。`,
})
