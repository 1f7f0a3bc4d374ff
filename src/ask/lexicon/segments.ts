/** Chinese for what shops call their categories and channels; each is taken only where the shop has one of these names. */
export const CHINESE_SEGMENTS: readonly (readonly [chinese: string, ...names: string[]])[] = [
  ['电子产品|电子类|数码产品|数码|电子', 'electronics', 'consumer electronics'],
  ['服装|服饰|时装|时尚|女装|男装', 'fashion', 'clothing', 'apparel'],
  ['家居用品|家居|家具', 'home & living', 'home', 'furniture', 'furniture_decor'],
  ['美妆|美容|化妆品|护肤', 'beauty', 'health_beauty', 'cosmetics'],
  ['运动用品|运动|体育', 'sports', 'sports & outdoors', 'sports_leisure'],
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
