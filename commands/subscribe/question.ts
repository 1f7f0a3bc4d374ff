import type { Usage } from '../../src/command.ts'
import { isTimeZone } from '../../src/lib/days.ts'
import { oneLine } from '../../src/lib/text.ts'
import { ENGLISH_FAULTS, type FaultWords } from '../../src/report/words/faults.ts'
import { readWish, type TypedWish } from './options.ts'

export type SubscriptionAct = 'send' | 'pause' | 'resume' | 'delete'

export type SubscribeQuestion =
  | { readonly kind: 'list' }
  | { readonly kind: 'new'; readonly wish: TypedWish }
  | { readonly kind: 'change' | 'copy'; readonly id: number; readonly wish: TypedWish }
  | { readonly kind: 'hand'; readonly id: number; readonly to: string }
  | { readonly kind: 'act'; readonly act: SubscriptionAct; readonly id: number }
  | { readonly kind: 'history'; readonly id: number | null }

const ACTS: readonly (readonly [RegExp, SubscriptionAct | 'change' | 'copy' | 'hand' | 'history'])[] = [
  [/^(?:send(?:\s+now)?|发送|立即发送)(?=\s|\d|#|$)/iu, 'send'],
  [/^(?:pause|stop|暂停)(?=\s|\d|#|$)/iu, 'pause'],
  [/^(?:resume|start|go\s+on\s+with|恢复)(?=\s|\d|#|$)/iu, 'resume'],
  [/^(?:delete|remove|cancel|unsubscribe|off|删除|取消)(?=\s|\d|#|$)/iu, 'delete'],
  [/^(?:change|edit|修改|更改)(?=\s|\d|#|$)/iu, 'change'],
  [/^(?:copy|duplicate|复制)(?=\s|\d|#|$)/iu, 'copy'],
  [/^(?:hand\s*over|hand|give|移交|转交)(?=\s|\d|#|$)/iu, 'hand'],
  [/^(?:history|runs|log|历史|记录)(?=\s|\d|#|$)/iu, 'history'],
]

/**
 * `daily #sales 08:00 weekdays for category=Games`; `send 3`, `pause 3`, `change 3 at 09:00`, `copy 3 #other`,
 * `hand 3 @ben`, `history 3`. Nothing typed lists what there is.
 */
export function parseSubscribe(text: string, said: FaultWords = ENGLISH_FAULTS): SubscribeQuestion | Usage {
  const typed = text.trim()
  if (typed === '' || /^(?:list|show|all|列表)$/iu.test(typed)) return { kind: 'list' }
  for (const [shape, act] of ACTS) {
    const found = shape.exec(typed)
    if (!found) continue
    const [, number, rest = ''] =
      /^\s*(?:#|no\.?\s*|number\s+)?(\d{1,6})(?:\s+(.*))?$/isu.exec(typed.slice(found[0].length)) ?? []
    if (number === undefined && act === 'history' && found[0].length === typed.length)
      return { kind: 'history', id: null }
    if (number === undefined)
      return { kind: 'usage', because: said.subscribe.which(act), didYouMean: `/subscribe ${act} 1` }
    return withNumber(act, Number(number), rest.trim(), said)
  }
  const wish = readWish(typed)
  const fault = wishFault(wish, said)
  if (fault) return fault
  if (wish.kind === undefined)
    return {
      kind: 'usage',
      because: said.subscribe.whichKind,
      didYouMean: `/subscribe daily ${typed}`.slice(0, 120),
    }
  return { kind: 'new', wish }
}

function withNumber(
  act: (typeof ACTS)[number][1],
  id: number,
  rest: string,
  said: FaultWords,
): SubscribeQuestion | Usage {
  if (act === 'history') return { kind: 'history', id }
  if (act === 'hand') {
    const to = rest.replace(/^(?:over\s+)?to\s+|^给/iu, '').trim()
    return to === '' ? { kind: 'usage', because: said.subscribe.whom } : { kind: 'hand', id, to }
  }
  if (act !== 'change' && act !== 'copy') return { kind: 'act', act, id }
  const wish = readWish(rest.replace(/^to\s+(?=#|<)/iu, ''))
  const fault = wishFault(wish, said)
  if (fault) return fault
  if (Object.keys(wish).length === 0)
    return {
      kind: 'usage',
      because: act === 'copy' ? said.subscribe.copyWhere : said.subscribe.changeWhat,
      didYouMean: act === 'copy' ? `/subscribe copy ${id} #other-channel` : `/subscribe change ${id} 09:00`,
    }
  return { kind: act, id, wish }
}

function wishFault({ zone, monthDay }: TypedWish, said: FaultWords): Usage | null {
  if (zone !== undefined && !isTimeZone(zone))
    return { kind: 'usage', because: said.subscribe.zone(oneLine(zone, 40)) }
  if (typeof monthDay === 'number' && (monthDay < 1 || monthDay > 31))
    return { kind: 'usage', because: said.subscribe.monthDay(monthDay) }
  return null
}
