import type { Dimension } from '../../metrics/metric.ts'
import { takenBack } from '../corrections.ts'
import { BLOT, CUE } from '../masked.ts'
import type { Names } from './read-names.ts'

const COMPARED =
  /\b(?:vs?|versus|against|compar\w+|between|better than|worse than|respectively|each of)\b|分别|各自|谁(?:的|家)|对比|比较|相比|比一比|哪个/iu

/** `on bazario, leave nordmarkt out`: of two members of one dimension the other is asked for. */
export function withoutLeftOut(names: Names, original: string): Names {
  const [fault] = names.faults
  if (fault?.kind !== 'two') return names
  const isOut = (member: string) => {
    const name = member.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&')
    return new RegExp(
      `(?:leav(?:e|ing)|without|not|excluding|except|minus|drop|ignore)\\s+(?:out\\s+)?(?:the |on |from )?${name}|(?:不算|不含|不要|除了|不看|去掉|扣除|别算)\\s*${name}`,
      'iu',
    ).test(original)
  }
  const [first = '', second = ''] = fault.members
  const [at, next] = [original.indexOf(first), original.indexOf(second)]
  const between = at >= 0 && next > at ? takenBack(original.slice(at + first.length, next)) : null
  const isTakenBack = (member: string) =>
    member === (between === 'first' ? first : between === 'second' ? second : null)
  const kept = fault.members.filter((one) => !isOut(one) && !isTakenBack(one))
  const [only] = kept
  if (only === undefined || kept.length === fault.members.length || kept.length > 1) return names
  return {
    ...names,
    text: names.text.replace(LEAVES_OUT, (said) => CUE.repeat(said.length)),
    members: { ...names.members, [fault.dimension]: only },
    faults: names.faults.filter((one) => one !== fault),
  }
}

/** words that were heard with the name they leave out */
const LEAVES_OUT = new RegExp(
  `\\b(?:not|no|sorry|wait|i mean|make that)\\b(?: (?:the|on|from|in|for))?(?=[^\\p{L}]*${BLOT})|(?:不看|不是|不要|不算|算了|不对)(?=[^\\p{L}]*${BLOT})`,
  'giu',
)

/** Two members of one dimension that are compared are answered by that dimension: it shows both, and all others. */
export function compared(names: Names): Names & { readonly group: Dimension | null } {
  const [fault, ...more] = names.faults
  if (fault?.kind !== 'two' || more.length > 0 || !COMPARED.test(names.text)) return { ...names, group: null }
  const { [fault.dimension]: _, ...members } = names.members
  return { ...names, members, faults: [], group: fault.dimension }
}
