import { readTable } from '../../lake/ingest/read-table.ts'
import { Fault } from '../../lib/errors.ts'
import { type Evaluation, listed, NOT_THE_BOT, required, type Score } from '../evaluation.ts'
import { demandTable } from './demand-table.ts'
import { judgeNightly, MODEL } from './nightly.ts'
import { judgePanel } from './panel.ts'
import { pricedWeeks } from './priced-weeks.ts'

export const elasticity: Evaluation = {
  what: 'elasticity',
  usage:
    'elasticity --csv <file> --quantity <column> --price <column> [--product <column>] [--category <column>] [--store <column>] [--time <column>] [--traffic <column>] [--controls <column,..>] [--truth <column>]',
  about:
    'Price elasticity of demand with 90 % intervals: by days or weeks (--time) as the bot learns it, else by a panel regression that the bot does not use.',
  options: {
    csv: 'CSV, JSON lines or Parquet file',
    quantity: 'units sold; a name that begins with log or ln is taken as its logarithm',
    price: 'price paid per unit; the same',
    product: 'what is priced',
    category:
      'what a product is drawn towards; by default the product where there are stores, else all of them',
    store: 'where it was sold',
    time: 'day, week or month; days and weeks are judged by the bot’s own model',
    traffic: 'sessions in the period of the row, of the shop or of the store',
    controls: 'what else moved demand; the bot knows promotions alone',
    truth: 'the true elasticity, where it is known',
  },
  async run(asked) {
    const input = required(asked, 'csv', elasticity)
    const table = await readTable(input)
    const columns = {
      quantity: required(asked, 'quantity', elasticity),
      price: required(asked, 'price', elasticity),
      product: asked.option('product'),
      category: asked.option('category'),
      store: asked.option('store'),
      time: asked.option('time'),
      traffic: asked.option('traffic'),
      controls: listed(asked, 'controls'),
      truth: asked.option('truth'),
    }
    const read = demandTable(table, columns)
    const panel = judgePanel(read, asked.progress)
    const weeks = pricedWeeks(table, read, columns)
    const nightly = weeks && judgeNightly(weeks, columns)
    const about = { input, rows: table.rows }
    if (nightly) return { ...about, model: MODEL, ...withPanel(nightly, panel, read.notes) }
    if (typeof panel === 'string')
      throw new Fault(
        `No elasticity can be told: ${panel}.`,
        'Give rows in which the price of the same product moved.',
      )
    return {
      ...about,
      ...panel,
      model: `panel regression, ${NOT_THE_BOT}`,
      notes: [
        ...read.notes,
        'The bot learns from the days or weeks of the last half year: name their column with --time, and give at least eight weeks, to judge its own model.',
        ...panel.notes,
      ],
    }
  },
}

/** What the panel says of the same file stands beside the bot's own as a baseline. */
function withPanel(
  nightly: NonNullable<ReturnType<typeof judgeNightly>>,
  panel: ReturnType<typeof judgePanel>,
  read: readonly string[],
): Pick<Score, 'metrics' | 'baselines' | 'notes'> {
  if (typeof panel === 'string') return { ...nightly, notes: [...read, ...nightly.notes] }
  const { naive = {}, withoutControls } = panel.baselines
  return {
    metrics: {
      ...nightly.metrics,
      ...(naive.elasticity !== undefined && { naiveElasticity: naive.elasticity }),
    },
    baselines: {
      ...nightly.baselines,
      naive,
      panel: panel.metrics,
      ...(withoutControls && { panelWithoutControls: withoutControls }),
    },
    notes: [
      ...read,
      ...nightly.notes,
      `panel: another model, ${NOT_THE_BOT}. ${panel.notes[0] ?? ''}`,
      ...panel.notes.slice(1),
    ],
  }
}
