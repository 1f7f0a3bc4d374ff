import type { Intent } from '../lexicon/intents.ts'
import type { Reading } from '../reading.ts'
import type { Known } from '../vocabulary.ts'
import { quoted, writeLine, writeMembers } from '../write.ts'
import { type Line, type NoLine, notLately, notToday, unusedBut } from './line.ts'
import { forecastLine, kpiOnlyLine, lookBackLine } from './of-kpis.ts'
import { campaignLine, experimentLine, targetLine } from './of-plans.ts'
import { priceLine, recommendLine, restockLine } from './of-products.ts'
import { previewLine, subscribeLine } from './of-what-is-told.ts'

type Write = (reading: Reading, known: Known) => Line | NoLine

const LINES: Readonly<Record<Intent, Write>> = {
  kpi: (reading, known) => lookBackLine('/kpi', reading, known),
  why: (reading, known) => lookBackLine('/why', reading, known),
  forecast: forecastLine,
  explore: (reading) => kpiOnlyLine('/explore', reading),
  price: priceLine,
  restock: restockLine,
  recommend: recommendLine,
  campaign: campaignLine,
  experiment: experimentLine,
  // what began last night is open now, or is not wrong any more
  alerts: (reading, known) =>
    reading.limit === null && reading.view !== 'preview'
      ? bare('/alerts', { ...reading, ...notLately(reading, known) }, known)
      : previewLine(reading),
  suggestions: (reading, known) => {
    const { merchant, ...members } = reading.members
    const what = reading.view === 'outcomes' ? '/actions outcomes' : actionsOf(reading.original)
    return bare(writeLine(what, merchant ?? ''), { ...reading, members }, known)
  },
  model: (reading, known) =>
    bare(HISTORY.test(reading.original) ? '/model history' : '/model', reading, known),
  sources: (reading, known) => bare('/sources', { ...reading, ...notLately(reading, known) }, known),
  target: targetLine,
  subscribe: subscribeLine,
  // all is told of one: whichever KPI or month is asked about
  merchant: ({ members: { merchant, ...members }, ...reading }) =>
    merchant === undefined
      ? { fault: { code: 'noMerchantNamed' }, isVague: true }
      : {
          line: writeLine('/merchant', quoted(merchant)),
          unused: unusedBut({ ...reading, members }, ['periods']),
        },
  merchants: (reading) => ({
    line: writeLine('/merchants', reading.view ?? 'top', writeMembers(reading.members)),
    unused: unusedBut(reading, ['members', 'group', 'periods', 'top']),
  }),
  // whoever is on call says nothing of a KPI
  oncall: (reading, known) => {
    const { line, unused } = bare('/oncall', { ...reading, periods: [] }, known)
    return { line, unused: [...unused, ...reading.metrics.map(({ label }) => label)] }
  },
  help: (reading, known) => bare(`/floorwalker ${helpOf(reading)}`, reading, known),
}

const HISTORY = /\b(?:history|versions?|older|earlier|previous(?:ly)?)\b|历史|版本|以前|旧/iu

/** What of the suggestions is asked for. */
const VIEWS: readonly (readonly [view: string, said: RegExp])[] = [
  [
    'outcomes',
    /\b(?:outcomes?|results?|effects?|impact|work(?:ed)?|pa(?:y|id)(?:ing)? off|br(?:ing|ought)|earn(?:ed|s)?|help(?:ed)?|success\w*|worth it|achieve[d]?|c[ao]me of|become of|turn(?:ed)? out|happened (?:to|with)|went)\b|见效|效果|成效|结果|有用|管用|作用|收益|带来|有效/iu,
  ],
  ['rules', /\brules?\b|规则/iu],
  [
    'decided',
    /\b(?:decided?|approved|accepted|rejected|skipped|declined|turned down|signed off|said (?:yes|no)|say (?:yes|no)|ended up)\b|已?(?:批准|通过|采纳|拒绝|否决|跳过|决定)(?:了|过)|(?:批|拒|否)了|已决|拍(?:了|过)?板|(?:最后|都|怎么)[^\u2029]{0,4}定(?:了|的)|(?:审批|驳回|打回)|点头的/iu,
  ],
]
const KINDS: readonly (readonly [kind: string, said: RegExp])[] = [
  ['price', /\bpric(?:e|es|ing)\b|价/iu],
  ['restock', /\bre-?stock\w*|\bre-?order\w*|补货|进货/iu],
]

const NUMBERED =
  /\b(?:suggestion|action|proposal|recommendation|advice)s?(?: (?:number|no\.?|nr\.?))? #?(\d{1,6})\b|第?(\d{1,6})(?:条|个|号)(?:的)?建议|建议\s*(?:编?号)?#?(\d{1,6})/iu

/** which there were is asked too */
const PROPOSED = /(?:给|提)过|\bwas (?:proposed|suggested)\b/iu
/** nobody has decided it */
const IS_OPEN =
  /\b(?:nobody|no one|not|yet|still|waiting|un\w+)\b|n't\b|还没|没(?:有)?(?:人)?|未|等(?:着|我|你|谁|人)/iu
/** what has been decided is no longer among the open ones: both are seen in the list */
const WHETHER_DECIDED =
  /(?:批|审|通过)(?:了没|了吗|没有|没\u2029?$)|\b(?:was|were|has|have|is|are|did)\b[^\u2029]*\b(?:approved|accepted|rejected)\u2029?$/iu

/** `/actions outcomes`, `/actions open price`: of one kind the open ones, unless others are meant. */
function actionsOf(said: string): string {
  const number = NUMBERED.exec(said)
    ?.slice(1)
    .find((one) => one !== undefined)
  if (number !== undefined) return writeLine('/actions', number)
  if (WHETHER_DECIDED.test(said)) return '/actions'
  const found = VIEWS.find(([, pattern]) => pattern.test(said))?.[0]
  const all = found === 'decided' && PROPOSED.test(said) ? undefined : found
  const view = all === 'decided' && IS_OPEN.test(said) ? 'open' : all
  const kind = KINDS.find(([, pattern]) => pattern.test(said))?.[0]
  return writeLine('/actions', view ?? (kind === undefined ? '' : 'open'), kind ?? '')
}

function helpOf({ view, original }: Reading): string {
  return view === 'status' || view === 'help' ? view : aboutOf(original)
}

function aboutOf(said: string): 'help' | 'status' | 'audit' {
  if (/\baudit\b|who did what|审计|操作记录|谁(?:做|干)了什么/iu.test(said)) return 'audit'
  return /\bare you\b|\bstatus\b|\bjobs?\b|你还|任务|状态|正常/iu.test(said) ? 'status' : 'help'
}

/** what becomes of baskets before they are orders is in no KPI */
const NOT_COUNTED =
  /\bcarts?[- ]to[- ]\w+|\bcarts? (?:that |which )?(?:became|become|turned)|\bfilled (?:carts?|baskets?)|\babandoned (?:carts?|baskets?)|\bcart abandonment|加购|弃购/iu

export function lineOf(reading: Reading, known: Known): Line | NoLine {
  const { intent, faults } = reading
  const [fault] = faults
  if (fault?.kind === 'two')
    return { fault: { code: 'twoMembers', dimension: fault.dimension, members: fault.members } }
  if (fault) return { fault: { code: 'unknownMember', dimension: fault.dimension, typed: fault.typed } }
  const missing = reading.periods.find((one) => one.kind === 'no-such-day')
  if (missing) return { fault: { code: 'noSuchDay', typed: missing.said } }
  const uncounted = NOT_COUNTED.exec(reading.original)?.[0]
  if (uncounted !== undefined) return { fault: { code: 'notUnderstood', words: [uncounted] }, isVague: true }
  if (intent === null) return merchantLine(reading, known) ?? { fault: { code: 'noQuestion' }, isVague: true }
  return LINES[intent](reading, known)
}

/** Where a merchant is named and nothing else, all is asked that is known of it. */
function merchantLine(reading: Reading, known: Known): Line | null {
  const { merchant, ...members } = reading.members
  if (merchant === undefined || reading.unread.length > 0) return null
  if (Object.keys(members).length > 0 || reading.products.length > 0) return null
  return bare(writeLine('/merchant', merchant), { ...reading, members }, known)
}

/** Today and now say nothing where the answer is always that of today. */
function bare(command: string, reading: Reading, known: Known): Line {
  return { line: writeLine(command), unused: unusedBut({ ...reading, ...notToday(reading, known) }, []) }
}
