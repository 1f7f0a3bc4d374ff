import type { Asked } from './examples/asked.ts'
import { askedOf } from './examples/asked-of.ts'
import { CHINESE_EXAMPLES } from './examples/chinese.ts'
import { ENGLISH_EXAMPLES } from './examples/english.ts'
import { KPI_EXAMPLES } from './examples/kpis.ts'
import { MORE_CHINESE } from './examples/more-chinese.ts'
import { MORE_ENGLISH } from './examples/more-english.ts'
import { TYPED_EXAMPLES, type TypedExamples } from './examples/typed.ts'
import { featuresOf } from './features.ts'
import { type Stage, sketch, unitsOf } from './sketch.ts'
import { type Example, type Fitting, fittingSoftmax, type Softmax } from './softmax.ts'

interface Ranked<L> {
  readonly label: L
  readonly chance: number
}

/** What a question wants and of which KPI, by what it is like: the likeliest first. */
export interface Opinion {
  readonly asked: readonly Ranked<Asked>[]
  readonly kpis: readonly Ranked<string>[]
  /** whether a word that the grammar passed over is one that questions of this kind, or of any, are asked with */
  readonly isUsual: (word: string, asked?: Asked) => boolean
  /** the KPI that a word tells by itself */
  readonly kpiOf: (word: string) => string | null
  /** two clauses ask for two things */
  readonly isTwofold: boolean
}

const LANGUAGES = [ENGLISH_EXAMPLES, CHINESE_EXAMPLES]
const OF_A_KPI: readonly Asked[] = ['kpi', 'why', 'forecast']
/** how often a sentence about a KPI is learned from, each time with another KPI in it */
const KPIS_A_SENTENCE = 2
/** of a KPI's phrasings those that may stand in any sentence: its names come first */
const NAMES = 6
const ALL = 99

/** phrasings stand behind each other, with a bar between */
const linesOf = (text: string) =>
  text
    .split(/[\n|]/u)
    .map((one) => one.trim())
    .filter(Boolean)

interface Kpi {
  readonly label: string
  readonly phrasings: readonly (readonly string[])[]
}

const KPIS: readonly Kpi[] = Object.entries(KPI_EXAMPLES).map(([label, texts]) => ({
  label,
  phrasings: texts.map(linesOf),
}))

/** Each sentence about a KPI with some of them named in it, in turn: what stands around a KPI does not tell which. */
function* withKpis(times: number, most: number) {
  let turn = 0
  for (const [language, examples] of LANGUAGES.entries())
    for (const asked of OF_A_KPI)
      for (const line of linesOf(examples[asked] ?? '').filter((one) => /\bK\b/u.test(one)))
        for (let time = 0; time < times; time += 1) {
          const { label = '', phrasings = [] } = KPIS[turn % KPIS.length] ?? {}
          const names = (phrasings[language] ?? []).slice(0, most)
          const name = names[Math.floor(turn / KPIS.length) % names.length] ?? ''
          turn += 1
          yield { asked, kpi: label, line: line.replace(/\bK\b/u, name) }
        }
}

interface Line<L extends string> {
  readonly label: L
  readonly line: string
}

/** What people typed, by what they meant: of the KPI that is named in brackets a sign is left, or its words. */
function* typedLines(typed: TypedExamples) {
  for (const examples of typed)
    for (const [meant, text] of Object.entries(examples)) {
      const [asked = 'none', kpi] = meant.split(' ')
      for (const line of linesOf(text)) yield { asked: asked as Asked, kpi, line }
    }
}

/** Sentences with a sign for the KPI, and such in which its name was not found. */
function* askedLines(typed: TypedExamples): Generator<Line<Asked>> {
  for (const examples of LANGUAGES)
    for (const [label, text] of Object.entries(examples) as [Exclude<Asked, `${string}:${string}`>, string][])
      for (const line of linesOf(text)) yield { label: askedOf(label, line), line }
  for (const examples of [MORE_ENGLISH, MORE_CHINESE])
    for (const [label, text] of Object.entries(examples) as [Asked, string][])
      for (const line of linesOf(text)) yield { label, line }
  for (const { asked, line } of withKpis(1, ALL)) yield { label: asked, line }
  for (const { asked, line } of typedLines(typed))
    yield { label: asked, line: line.replace(/\[[^\]]*\]/gu, ' K ') }
}

/** A KPI's own phrasings, and its names within sentences. */
function* kpiLines(typed: TypedExamples): Generator<Line<string>> {
  for (const { label, phrasings } of KPIS) for (const line of phrasings.flat()) yield { label, line }
  for (const { kpi, line } of withKpis(KPIS_A_SENTENCE, NAMES)) yield { label: kpi, line }
  // how business goes, in no KPI's words, is told by what is sold
  for (const examples of [MORE_ENGLISH, MORE_CHINESE])
    for (const asked of OF_A_KPI)
      for (const line of linesOf(examples[asked] ?? ''))
        if (!/\b[KP]\b/u.test(line)) yield { label: 'gmv', line }
  for (const { kpi, line } of typedLines(typed))
    if (kpi !== undefined) yield { label: kpi, line: line.replace(/[[\]]/gu, ' ') }
}

/** lines between two pauses */
const READ_AT_ONCE = 100

function* examplesOf<L extends string>(lines: Iterable<Line<L>>): Fitting<Example<L>[]> {
  const examples: Example<L>[] = []
  for (const { label, line } of lines) {
    examples.push({ label, features: featuresOf(unitsOf(line)) })
    if (examples.length % READ_AT_ONCE === 0) yield
  }
  return examples
}

interface Models {
  readonly asked: Softmax<Asked>
  readonly kpis: Softmax<string>
  /** the features of each kind of question, and of all together */
  readonly usual: ReadonlyMap<Asked | 'any', ReadonlySet<string>>
}

let fitted: Models | null = null
let underWay: Fitting<Models> | null = null

/** Fitted little by little from when the bot starts; whoever asks before it is done waits for the rest of it. */
function models(): Models {
  while (fitted === null) learnMore()
  return fitted
}

/** Learns for a few milliseconds; whether there is more to learn. */
export function learnMore(): boolean {
  if (fitted !== null) return false
  underWay ??= fitAll(TYPED_EXAMPLES)
  const { done, value } = underWay.next()
  if (done) fitted = value
  return !done
}

/**
 * Learned from these typed examples instead of ours.
 *
 * @internal exported for the bench: what a reader does who has not heard one writer
 */
export function learnOnlyFrom(typed: TypedExamples): void {
  const learning = fitAll(typed)
  let step = learning.next()
  while (!step.done) step = learning.next()
  fitted = step.value
}

function* fitAll(typed: TypedExamples): Fitting<Models> {
  const asked = yield* examplesOf(askedLines(typed))
  const kpis = yield* examplesOf(kpiLines(typed))
  const usual = new Map<Asked | 'any', Set<string>>([['any', new Set()]])
  for (const { label, features } of asked) {
    if (label === 'none') continue
    const own = usual.get(label) ?? new Set()
    usual.set(label, own)
    for (const one of features) {
      own.add(one)
      usual.get('any')?.add(one)
    }
  }
  yield
  for (const { features } of kpis) for (const one of features) usual.get('any')?.add(one)
  yield
  return { asked: yield* fittingSoftmax(asked), kpis: yield* fittingSoftmax(kpis), usual }
}

function ranked<L extends string>(chances: Readonly<Record<L, number>>): Ranked<L>[] {
  return (Object.entries(chances) as [L, number][])
    .map(([label, chance]) => ({ label, chance }))
    .toSorted((a, b) => b.chance - a.chance)
}

export function opinionOf(original: string, stages: readonly Stage[]): Opinion {
  const { asked, kpis, usual } = models()
  const units = sketch(original, stages)
  return {
    asked: ranked(asked.predict(featuresOf(units))),
    kpis: ranked(kpis.predict(featuresOf(sketch(original, stages, 'K')))),
    kpiOf: (word) => {
      const [best] = ranked(kpis.predict(featuresOf(unitsOf(word.toLowerCase()))))
      return best && best.chance >= TELLING ? best.label : null
    },
    isTwofold: isTwofold(original, stages, asked),
    isUsual: (word, of) => isUsual(unitsOf(word.toLowerCase()), units, usual.get(of ?? 'any') ?? new Set()),
  }
}

/** A word by itself; Chinese signs, which are in every other word too, with the one before or behind. */
function isUsual(word: readonly string[], units: readonly string[], usual: ReadonlySet<string>): boolean {
  return word.every((unit) => {
    if (!/\p{Script=Han}/u.test(unit)) return usual.has(unit)
    return units.some(
      (one, at) =>
        one === unit && (usual.has(`${units[at - 1]} ${unit}`) || usual.has(`${unit} ${units[at + 1]}`)),
    )
  })
}

/** where one question may end and another begin */
const AND_ALSO = /\u2029|[:：]|\b(?:and|also|plus|then)\b|还有|顺便|另外|以及|再/gu
const TELLING = 0.4
const CERTAIN = 0.6
const SHORTEST = 4

/** `Give me the sales for Q3 and tell me which merchants are at risk`: each part is clear by itself, and they differ. */
function isTwofold(original: string, stages: readonly Stage[], asked: Softmax<Asked>): boolean {
  const ends = [...original.matchAll(AND_ALSO)].map(
    ({ index, 0: said }) => [index, index + said.length] as const,
  )
  if (ends.length === 0) return false
  const starts = [0, ...ends.map(([, to]) => to)]
  const parts = starts.map((from, i) => [from, ends[i]?.[0] ?? original.length] as const)
  const wanted = parts.flatMap(([from, to]) => {
    const units = sketch(
      original.slice(from, to),
      stages.map(({ text, sign }) => ({ text: text.slice(from, to), sign })),
    )
    if (units.length < SHORTEST) return []
    const [best] = ranked(asked.predict(featuresOf(units)))
    const label = best && best.chance >= CERTAIN ? best.label.split(':')[0] : undefined
    return label === undefined || label === 'none' ? [] : [ONE.get(label) ?? label]
  })
  return new Set(wanted).size > 1
}

/** a movement that is told and a reason that is asked are one question */
const ONE = new Map([
  ['why', 'kpi'],
  ['forecast', 'kpi'],
  ['target', 'kpi'],
])
