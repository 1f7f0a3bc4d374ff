import { type Evaluation, NOT_THE_BOT, type Score } from '../evaluate/evaluation.ts'
import { evaluations } from '../evaluate/registry.ts'
import { Fault } from '../lib/errors.ts'
import { nearest } from '../lib/text.ts'
import type { Table } from '../messages/message.ts'
import { tableLines } from '../messages/text-grid.ts'
import { type Replay, watchDays } from './replay/watch.ts'
import { print, progressBars } from './terminal.ts'
import type { Verb } from './verb.ts'
import { VERBS } from './verbs.ts'

/** Of a model on a file, and of a job on the shop's own data. */
const all: readonly Replay[] = [...evaluations, watchDays].toSorted((a, b) => (a.what < b.what ? -1 : 1))

export const evaluate: Verb = {
  ...VERBS.evaluate,
  options: {
    json: { type: 'boolean', about: 'one JSON object on standard output' },
    ...optionsOfAll(),
  },
  help(words) {
    const asked = all.find(({ what }) => words.includes(what))
    if (!asked)
      return [
        'floorwalker evaluate <what> … [--json]\n',
        ...all.map(({ what, about }) => `  ${what.padEnd(12)} ${about}`),
        `\nThe first column is what the bot itself runs, or a model named as ${NOT_THE_BOT}.`,
        'floorwalker evaluate <what> --help shows the options of one.',
      ]
    const options = Object.entries({ ...asked.options, json: 'one JSON object on standard output' })
    return [
      `floorwalker evaluate ${asked.usage}\n\n${asked.about}`,
      ...options.map(([name, about]) => `  --${name.padEnd(16)} ${about}`),
    ]
  },
  async run(call) {
    const chosen = evaluationOf(call.words[0])
    const strange = Object.keys(optionsOfAll()).find(
      (name) => call.option(name) !== null && !(name in chosen.options),
    )
    if (strange)
      throw new Fault(`${chosen.what} takes no --${strange}.`, `Usage: floorwalker evaluate ${chosen.usage}`)
    const { progress, stop } = progressBars(call.has('json'))
    try {
      const asked = {
        option: call.option,
        progress: (done: number, total: number, step: string) => progress(step, done, total),
      }
      const score = await chosen.run(asked, call)
      stop()
      if (call.has('json')) print(JSON.stringify(asJson(chosen, score)))
      else printScore(chosen, score)
      return 0
    } finally {
      stop()
    }
  },
}

/** The terminal takes options apart before it knows what is evaluated. */
function optionsOfAll(): Record<string, { type: 'string'; about: string }> {
  const options: Record<string, { type: 'string'; about: string }> = {}
  for (const one of all)
    for (const [name, about] of Object.entries(one.options)) options[name] = { type: 'string', about }
  return options
}

function evaluationOf(what: string | undefined): Replay {
  const found = all.find((candidate) => candidate.what === what)
  if (found) return found
  const names = all.map((candidate) => candidate.what)
  const near = what ? nearest(what, names) : null
  throw new Fault(
    what ? `There is no evaluation "${what}".` : 'Evaluate what?',
    near ? `Did you mean ${near}?` : `There are ${names.join(', ')}.`,
  )
}

function asJson(
  { what }: Pick<Evaluation, 'what'>,
  { model, input, rows, metrics, baselines, verdict, notes }: Score,
) {
  return {
    what,
    model,
    input,
    rows,
    metrics,
    baselines,
    ...(verdict && { verdict }),
    ...(notes && { notes }),
  }
}

function printScore({ what }: Pick<Evaluation, 'what'>, score: Score): void {
  const { model, input, rows, metrics, baselines, verdict, notes } = score
  print(`${what} on ${input}, ${rows.toLocaleString('en-US')} rows\nModel: ${model}\n`)
  const peers = Object.entries(baselines)
  const names = [
    ...new Set([metrics, ...Object.values(baselines)].flatMap((figures) => Object.keys(figures))),
  ]
  const columns = [
    '',
    model.includes(NOT_THE_BOT) ? 'other model' : 'Floorwalker',
    ...peers.map(([peer]) => peer),
  ]
  const rowOf = (name: string) => [
    name,
    ...[metrics, ...peers.map(([, figures]) => figures)].map((figures) => show(figures[name])),
  ]
  const table: Table = {
    kind: 'table',
    caption: `${what} on ${input}`,
    columns: columns.map((label, i) => ({ label, align: i === 0 ? 'left' : 'right' })),
    rows: names.map(rowOf),
  }
  for (const line of tableLines(table, { rows: 200, cell: 40 })) print(line)
  if (verdict) print(`\n${verdict}`)
  for (const note of notes ?? []) print(`\n${note}`)
}

function show(value: number | undefined): string {
  if (value === undefined) return '–'
  if (!Number.isFinite(value)) return 'not known'
  return Number.isInteger(value) ? value.toLocaleString('en-US') : value.toPrecision(4)
}
