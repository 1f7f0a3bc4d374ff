/** beside the views of a ranking: the way of those that are new */
const ONBOARDING = /^(?:onboarding|funnel|入驻|入驻漏斗)$/iu

export const VIEWS = ['top', 'falling', 'at-risk', 'new', 'breaching'] as const
export type View = (typeof VIEWS)[number]

export interface RankingQuestion {
  readonly kind: 'query'
  readonly view: View | 'onboarding'
  /** a segment, as typed */
  readonly where: string
}

const CALLED: readonly (readonly [view: View, said: RegExp])[] = [
  ['top', /^(?:top|best|largest|最大|排名)$/iu],
  ['falling', /^(?:falling|fallers|losing|下跌|下滑)$/iu],
  ['at-risk', /^(?:at-risk|risk|leaving|churn|流失|流失风险)$/iu],
  ['new', /^(?:new|newest|新|新商家)$/iu],
  ['breaching', /^(?:breaching|breach|sla|service|违约|未达标)$/iu],
]

/** `falling category=Toys`; nothing typed is the top. */
export function parseRanking(text: string): RankingQuestion {
  const [first = '', ...rest] = text.trim().split(/\s+/)
  if (ONBOARDING.test(first)) return { kind: 'query', view: 'onboarding', where: rest.join(' ') }
  const view = CALLED.find(([, said]) => said.test(first))?.[0]
  return view
    ? { kind: 'query', view, where: rest.join(' ') }
    : { kind: 'query', view: 'top', where: text.trim() }
}
