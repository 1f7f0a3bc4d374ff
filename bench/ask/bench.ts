import { TYPED_CHINESE } from '../../src/ask/reader/examples/typed-chinese.ts'
import { TYPED_ENGLISH } from '../../src/ask/reader/examples/typed-english.ts'
import { learnOnlyFrom } from '../../src/ask/reader/opinion.ts'
import { understand } from '../../src/ask/understand.ts'
import { WEIGHTS } from '../../src/ask/weigh/weights.ts'
import { KNOWN_WITH_CITIES as KNOWN } from '../../test/ask/shop-words.ts'
import { fitWeights, weighedFrom } from './fit.ts'
import { examplesFrom } from './learn.ts'
import { type Typed, typedIn } from './phrasings.ts'
import { isSame } from './same-line.ts'
import { writeExamples } from './write.ts'

/** How phrasings of a writer are understood by a reader who has heard the others only, and what it learns from all of them. */
interface Score {
  readonly right: number
  readonly wrong: number
  readonly offered: number
  readonly of: number
}

/** without the examples that are written from these very phrasings */
const OTHERS = [TYPED_ENGLISH, TYPED_CHINESE]
const RIGHT_AT_LEAST = 0.85
const RIDGE = 10

function scoreOf(typed: readonly Typed[]): Score {
  let [right, wrong, offered] = [0, 0, 0]
  for (const { said, means } of typed) {
    const found = understand(said, KNOWN)
    const isMeant = (line: string) => means !== null && isSame(line, means, KNOWN.today)
    if (found.kind === 'line') {
      if (isMeant(found.line)) right += 1
      else wrong += 1
    } else if (means === null) right += 1
    else if ([found.didYouMean ?? '', ...(found.options ?? [])].some(isMeant)) offered += 1
  }
  return { right, wrong, offered, of: typed.length }
}

const writers = typedIn('./typed/')
const shown = (name: string, { right, wrong, offered, of }: Score) => {
  const share = (count: number) => `${((100 * count) / of).toFixed(1)} %`.padStart(8)
  console.log(
    `${name.padEnd(18)}${String(of).padStart(6)}${share(right)}${share(wrong)}${share(of - right - wrong)}${share(offered)}`,
  )
}
console.log(
  'Each writer by a reader who has heard the other five; "offered": asked back, and the line was a button.',
)
console.log('writer             typed   right   wrong   asked offered')
const lines: ReturnType<typeof weighedFrom> = []
const all = [...writers].map(([name, typed]) => {
  const heard = [...writers].filter(([other]) => other !== name).flatMap(([, those]) => those)
  learnOnlyFrom([...OTHERS, examplesFrom(heard, KNOWN)])
  const score = scoreOf(typed)
  lines.push(...weighedFrom(typed, KNOWN))
  shown(name, score)
  return score
})
const total = all.reduce((sum, one) => ({
  right: sum.right + one.right,
  wrong: sum.wrong + one.wrong,
  offered: sum.offered + one.offered,
  of: sum.of + one.of,
}))
shown('all', total)
const fitted = fitWeights(lines, WEIGHTS, RIDGE)
const moved = Object.entries(fitted).filter(([name, weight]) => Math.abs(weight - (WEIGHTS[name] ?? 0)) > 0.3)
console.log(
  `A fit from these ${lines.length} lines would move ${moved.length} of ${Object.keys(fitted).length} weights by more than .3${moved.length > 0 ? `: ${moved.map(([name, weight]) => `${name} ${(WEIGHTS[name] ?? 0).toFixed(2)} to ${weight.toFixed(2)}`).join(', ')}` : ''}.`,
)
const phrasings = [...writers.values()].flat()
writeExamples(phrasings, KNOWN)
console.log(`Written: what the reader learns from ${phrasings.length} phrasings.`)
process.exitCode = total.right >= RIGHT_AT_LEAST * total.of && total.wrong === 0 ? 0 : 1
