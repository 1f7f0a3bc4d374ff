import type { Asked } from './examples/asked.ts'
import { CHINESE_EXAMPLES } from './examples/chinese.ts'
import { ENGLISH_EXAMPLES } from './examples/english.ts'
import { KPI_EXAMPLES } from './examples/kpis.ts'
import { featuresOf } from './features.ts'
import { type Stage, sketch, unitsOf } from './sketch.ts'
import { type Example, fitSoftmax, type Softmax } from './softmax.ts'

interface Ranked<L> {
  readonly label: L
  readonly chance: number
}

/** What a question wants and of which KPI, by what it is like: the likeliest first. */
export interface Opinion {
  readonly asked: readonly Ranked<Asked>[]
  readonly kpis: readonly Ranked<string>[]
  /** whether a word that the grammar passed over is one that questions of this kind are asked with */
  readonly isUsual: (word: string) => boolean
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
      for (const line of linesOf(examples[asked]).filter((one) => /\bK\b/u.test(one)))
        for (let time = 0; time < times; time += 1) {
          const { label = '', phrasings = [] } = KPIS[turn % KPIS.length] ?? {}
          const names = (phrasings[language] ?? []).slice(0, most)
          const name = names[Math.floor(turn / KPIS.length) % names.length] ?? ''
          turn += 1
          yield { asked, kpi: label, line: line.replace(/\bK\b/u, name) }
        }
}

const featuresIn = (line: string) => featuresOf(unitsOf(line))

/** Sentences with a sign for the KPI, and such in which its name was not found. */
function askedExamples(): Example<Asked>[] {
  const signed = LANGUAGES.flatMap((examples) =>
    (Object.entries(examples) as [Asked, string][]).flatMap(([label, text]) =>
      linesOf(text).map((line) => ({ label, features: featuresIn(line) })),
    ),
  )
  const named = [...withKpis(1, ALL)].map(({ asked, line }) => ({ label: asked, features: featuresIn(line) }))
  return [...signed, ...named]
}

/** A KPI's own phrasings, and its names within sentences. */
function kpiExamples(): Example<string>[] {
  const alone = KPIS.flatMap(({ label, phrasings }) =>
    phrasings.flat().map((line) => ({ label, features: featuresIn(line) })),
  )
  const within = [...withKpis(KPIS_A_SENTENCE, NAMES)]
  return [...alone, ...within.map(({ kpi, line }) => ({ label: kpi, features: featuresIn(line) }))]
}

interface Models {
  readonly asked: Softmax<Asked>
  readonly kpis: Softmax<string>
  readonly usual: ReadonlySet<string>
}

let fitted: Models | null = null

/** Fitted when the first question comes: a fraction of a second, and never again. */
function models(): Models {
  fitted ??= fitAll()
  return fitted
}

function fitAll(): Models {
  const asked = askedExamples()
  const kpis = kpiExamples()
  return {
    asked: fitSoftmax(asked),
    kpis: fitSoftmax(kpis),
    usual: new Set(
      [...asked.filter(({ label }) => label !== 'none'), ...kpis].flatMap(({ features }) => features),
    ),
  }
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
    isUsual: (word) => isUsual(unitsOf(word.toLowerCase()), units, usual),
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
