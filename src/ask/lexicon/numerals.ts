const DIGITS = '零一二三四五六七八九'
const SCALES: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000, 万: 10_000 }
const ENGLISH = 'one two three four five six seven eight nine ten'.split(' ')
const TEENS = 'eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(' ')
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')
/** before what is counted in digits elsewhere: `the next fourteen days`, `twelve percent` */
const SMALL = new RegExp(
  `\\b(?:(${ENGLISH.join('|')}|${TEENS.join('|')})|(${TENS.join('|')})(?:[- ](${ENGLISH.slice(0, 9).join('|')}))?)(?=[ -](?:per ?cent|percent|%|days?\\b|euros?\\b|grand\\b|thousand\\b|products?\\b|items?\\b|orders\\b|cents?\\b))`,
  'giu',
)
const LARGE: Readonly<Record<string, number>> = {
  hundred: 100,
  thousand: 1000,
  grand: 1000,
  million: 1_000_000,
}

/** Numbers in words that have a hundred or more in them, and shares of a hundred, in digits: 两千五百欧, `five hundred euros`. */
export function inDigits(text: string): string {
  return text
    .replace(
      /百分之([零一二两三四五六七八九十]{1,3}|\d+(?:\.\d+)?)/gu,
      (_, said: string) => `${countIn(said)}%`,
    )
    .replace(
      /(?<![零一二两三四五六七八九十百千万\d])[一二两三四五六七八九][零一二两三四五六七八九十百千万]*[百千万][零一二两三四五六七八九十百千]*(?![个分])/gu,
      (said) => String(countIn(said)),
    )
    .replace(
      /(?<![零一二两三四五六七八九十百千万\d])[一二两三四五六七八九]?十[一二三四五六七八九]?(?=天|个百分点|个点|多?[件单款]|%)/gu,
      (said) => String(countIn(said)),
    )
    .replace(SMALL, (said, unit: string | undefined, tens = '', ones = '') =>
      /^(?:one|two|three|four|five|six|seven|eight|nine|ten)$/iu.test(unit ?? '')
        ? `${ENGLISH.indexOf((unit ?? '').toLowerCase()) + 1}`
        : unit !== undefined
          ? `${TEENS.indexOf(unit.toLowerCase()) + 11}`
          : tens === ''
            ? said
            : `${10 * (TENS.indexOf(tens.toLowerCase()) + 2) + ENGLISH.indexOf(ones.toLowerCase()) + 1}`,
    )
    .replace(
      /(?<=[降减涨加提低高宜贵])([一二两三四五])成([一二三四五六七八九]?)(?![交为功绩果本员])/gu,
      (_, tenths: string, rest: string) => `${10 * countIn(tenths) + (rest === '' ? 0 : countIn(rest))}%`,
    )
    .replace(
      /(?<![\d.,])\b(one|two|three|four|five|six|seven|eight|nine|ten|a|\d{1,3}(?:\.\d{1,2})?) (hundred|thousand|grand|million)\b/giu,
      (_, count: string, scale: string) =>
        String(
          (Number(count) || ENGLISH.indexOf(count.toLowerCase()) + 1 || 1) *
            (LARGE[scale.toLowerCase()] ?? 1),
        ),
    )
}

function countIn(said: string): number {
  if (/^\d/u.test(said)) return Number(said)
  let whole = 0
  let part = 0
  let digit = 0
  let last = 1
  for (const sign of said.replaceAll('两', '二')) {
    const scale = SCALES[sign]
    if (scale === undefined) {
      digit = DIGITS.indexOf(sign)
      if (sign === '零') last = 1
      continue
    }
    if (scale === 10_000) whole += (part + digit) * scale
    else part += (digit || 1) * scale
    if (scale === 10_000) part = 0
    digit = 0
    last = scale
  }
  // 两千五 is 2500
  return whole + part + digit * (last > 10 ? last / 10 : 1)
}
