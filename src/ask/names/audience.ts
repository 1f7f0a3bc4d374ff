import { CHINESE_AUDIENCES, ENGLISH_AUDIENCES } from '../lexicon/segments.ts'
import { anywhere, strike, wholeWords } from '../masked.ts'

const EVERYBODY = /\b(?:everyone|everybody|all customers)\b|所有(?:客户|顾客|用户)|全部客户/giu
const GROUP_CHINESE = '(?:的)?(?:那批|这批|那群|这群)?(?:客户群体?|客群|人群|群体|用户群|会员|群|人)?'
const GROUP = `(?:\\s(?:customers|buyers|shoppers|users|clients|segment|group|crowd|ones|people|folks)(?!\\p{L})|\\s?(?:的)?(?:客户|顾客|用户|买家|客群|人群|群体|会员)群?体?)?`

/** Of customers; where none is spoken of, `new` and `lost` are words like others. */
export function readAudience(text: string, { known }: { readonly known: readonly string[] }) {
  const everybody = strike(text, EVERYBODY)
  if (known.length > 0 && everybody.found.length > 0) return { text: everybody.text, found: 'all', whole: '' }
  const chinese = CHINESE_AUDIENCES.filter(([, audience]) => known.includes(audience))
  const named = [
    ...ENGLISH_AUDIENCES.filter(([, audience]) => known.includes(audience)).map(([said, audience]) => ({
      audience,
      pattern: wholeWords(`(?:${said})${GROUP}`),
    })),
    ...chinese.map(([said, audience]) => ({ audience, pattern: anywhere(`(?:${said})${GROUP_CHINESE}`) })),
    ...known.map((audience) => ({
      audience,
      pattern: anywhere(
        `(?<![\\p{Script=Latin}\\p{N}_-])${audience.replaceAll(' ', '[- ]')}(?![\\p{Script=Latin}\\p{N}_])${GROUP}`,
      ),
    })),
  ]
  for (const { audience, pattern } of named) {
    const { text: rest, found } = strike(text, pattern)
    if (found[0]) return { text: rest, found: audience, whole: found[0].said }
  }
  return { text, found: null, whole: '' }
}
