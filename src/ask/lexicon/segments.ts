import type { Dimension } from '../../metrics/metric.ts'

/** Chinese for what shops call their categories and channels; each is taken only where the shop has one of these names. */
export const CHINESE_SEGMENTS: readonly (readonly [chinese: string, ...names: string[]])[] = [
  ['3c(?:数码)?|电子产品|电子类|数码产品|数码|电子', 'electronics', 'consumer electronics'],
  ['衣服|服装|服饰|时装|时尚|女装|男装', 'fashion', 'clothing', 'apparel'],
  ['家居用品|家居|家具', 'home & living', 'home', 'furniture', 'furniture_decor'],
  ['美妆|美容|化妆品|护肤', 'beauty', 'health_beauty', 'cosmetics'],
  ['运动(?:用品|装备|户外|器材|类)?|体育(?:用品)?', 'sports', 'sports & outdoors', 'sports_leisure'],
  ['玩具', 'toys', 'toys & games'],
  ['食品杂货|食品|杂货|生鲜', 'grocery', 'food', 'groceries'],
  ['园艺|花园', 'garden', 'garden_tools'],
  ['宠物用品|宠物', 'pets', 'pet_shop', 'pet supplies'],
  ['母婴用品|母婴|婴儿用品|婴儿', 'baby'],
  ['图书音像|图书|书籍|书', 'books & media', 'books'],
  ['汽车用品|汽配|汽车', 'car & bike', 'automotive', 'auto'],
  ['应用程序|应用|移动端|手机端', 'app', 'mobile'],
  ['网页端|网页|网站|电脑端', 'web', 'website', 'desktop'],
  ['广告', 'ads', 'paid', 'advertising'],
]

/** The same in English, beside the shop's own names. */
export const ENGLISH_SEGMENTS: readonly (readonly [english: string, ...names: string[]])[] = [
  ['website|web ?shop|desktop site', 'web', 'website', 'desktop'],
  ['mobile app|(?:ios|android) app|mobile', 'app', 'mobile'],
  ['clothes|clothing', 'fashion', 'clothing', 'apparel'],
  ['gadgets?', 'electronics', 'consumer electronics'],
  [
    'the ad channel|ad channel|ad traffic|advertising|adverts|paid (?:ads|traffic|channels?)',
    'ads',
    'paid',
    'advertising',
  ],
]

/** The same of groups of customers, as people say who do not know their names. */
export const ENGLISH_AUDIENCES: readonly (readonly [english: string, audience: string])[] = [
  ['lapsed|dormant for long|gone for good|former', 'lost'],
  ['regulars', 'loyal'],
  ['sleeping|dormant', 'hibernating'],
  ['brand-new|first-time', 'new'],
]

/** What the groups of customers are called in Chinese, the longer name first; as answers print them, and as people say. */
export const CHINESE_AUDIENCES: readonly (readonly [chinese: string, audience: string])[] = [
  ['(?:高价值|重要|核心|冠军)(?:客户|顾客|用户|买家)', 'champions'],
  ['老客(?:户)?|忠诚(?:客户|顾客|用户|买家)|忠实(?:客户|顾客|用户|买家)', 'loyal'],
  ['(?:有?流失风险|即将流失|快流失)(?:的)?(?:客户|顾客|用户|买家)', 'at risk'],
  ['已?流失(?:的)?(?:客户|顾客|用户|买家)', 'lost'],
  ['沉睡(?:的)?老?(?:客户|顾客|用户|买家)', 'hibernating'],
  ['(?:有?潜力)(?:的)?(?:客户|顾客|用户|买家)', 'promising'],
  ['新(?:客户|顾客|用户|买家|客)|(?:拉新|刚|新)(?:进来?|来|注册)的(?:客户|顾客|用户|买家|人)', 'new'],
]

/** What a figure is asked by: `by category`, `per platform`, 各品类, 按地区. */
export const GROUPS: Readonly<Record<Dimension, { readonly english: string; readonly chinese: string }>> = {
  platform: { english: 'platforms?|marketplaces?', chinese: '平台' },
  category: {
    english: 'categor(?:y|ies)|product categor(?:y|ies)',
    chinese: '品类|类目|分类|类别|大类|种类',
  },
  channel: { english: '(?:sales |traffic |marketing )?channels?', chinese: '渠道|频道|端' },
  region: {
    english: 'regions?|states?|areas?|cit(?:y|ies|ys)|places?',
    chinese: '地区|区域|省份?|大区|片区|城市|地方|州|地(?![方区道])',
  },
  merchant: { english: 'merchants?|sellers?|vendors?|shops?|stores?', chinese: '商家|商户|卖家|店铺|店' },
}
