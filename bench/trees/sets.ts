import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { featureColumns } from '../../src/evaluate/conversion/feature-columns.ts'
import { splitByChance } from '../../src/evaluate/conversion/split.ts'
import { twoClasses } from '../../src/evaluate/files/two-classes.ts'
import { readTable } from '../../src/lake/ingest/read-table.ts'
import { seeded } from '../../src/lib/random.ts'
import { pickRows } from '../../src/models/learn/pick-rows.ts'
import type { TrainingRows } from '../../src/models/learn/training-rows.ts'

export interface Rows {
  readonly name: string
  readonly columns: readonly string[]
  readonly train: TrainingRows
  readonly test: TrainingRows
}

const FILES = [
  { file: 'online-shoppers/online_shoppers_intention.csv', target: 'Revenue', apart: [] },
  { file: 'online-shoppers/online_shoppers_intention.csv', target: 'Revenue', apart: ['PageValues'] },
  { file: 'hillstrom/hillstrom.csv', target: 'visit', apart: ['conversion', 'spend'] },
] as const

/** The files that are given, each split by chance as `evaluate conversion` splits it. */
export async function givenSets(): Promise<Rows[]> {
  const sets: Rows[] = []
  for (const { file, target, apart } of FILES) {
    const path = fileURLToPath(new URL(`../../../shared/data/${file}`, import.meta.url))
    if (!existsSync(path)) continue
    const table = await readTable(path)
    const { labels } = twoClasses(table, target)
    const split = splitByChance(labels, Uint32Array.from(labels.keys()), 1)
    const rows = Uint32Array.from([...split.train, ...split.test])
    const { features, columns } = featureColumns(table, rows, {
      apart: new Set([target, ...apart]),
      time: null,
    })
    const all = { ...columns, labels: Uint8Array.from(rows, (row) => labels[row] ?? 0) }
    const place = (from: number, to: number) => Uint32Array.from({ length: to - from }, (_, i) => from + i)
    sets.push({
      name: `${file.split('/')[0]}${apart.length > 0 ? ` without ${apart.join(', ')}` : ''}`,
      columns: features.map(({ column }) => column),
      train: pickRows(all, place(0, split.train.length)),
      test: pickRows(all, place(split.train.length, rows.length)),
    })
  }
  return sets
}

/** Sessions in which what counts depends on what else is true: steps, waves, products, words, and values that are missing. */
export function simulated(
  rows: number,
  { columns, words, seed }: { readonly columns: number; readonly words: number; readonly seed: number },
): Rows {
  const random = seeded(seed)
  const all = rows + Math.min(rows, 100_000)
  const names = Array.from({ length: columns }, (_, j) => `x${j}`)
  const numbers = names.slice(0, columns - 1).map(() => new Float64Array(all))
  const codes = new Uint16Array(all)
  const ofWord = Array.from({ length: words }, () => 0.6 * random.normal())
  const labels = new Uint8Array(all)
  for (let row = 0; row < all; row++) {
    const x = numbers.map((_, j) => (j % 4 === 0 ? Math.round(Math.exp(random.normal())) : random.normal()))
    const word = Math.floor(words * random.next() ** 2)
    const at = (j: number) => x[j % x.length] ?? 0
    const logit =
      -2.6 +
      (at(1) > 0.5 ? 0.9 : 0) * (at(2) > 0 ? 1 : -0.3) +
      0.5 * Math.sin(2 * at(3)) +
      0.3 * Math.log1p(at(4)) +
      0.3 * at(5) * at(6) +
      0.3 * at(7) +
      (ofWord[word] ?? 0)
    labels[row] = random.next() < 1 / (1 + Math.exp(-logit)) ? 1 : 0
    x.forEach((value, j) => {
      const column = numbers[j]
      if (column) column[row] = j === 2 && random.next() < 0.1 ? Number.NaN : value
    })
    codes[row] = word
  }
  const part = (from: number, to: number): TrainingRows => ({
    rows: to - from,
    numbers: Object.fromEntries(numbers.map((values, j) => [`x${j}`, values.slice(from, to)])),
    texts: {
      [`x${columns - 1}`]: {
        codes: codes.slice(from, to),
        members: ofWord.map((_, word) => `word ${word}`),
      },
    },
    labels: labels.slice(from, to),
  })
  return {
    name: `simulated sessions, ${rows} x ${columns}`,
    columns: names,
    train: part(0, rows),
    test: part(rows, all),
  }
}
