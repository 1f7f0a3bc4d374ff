import { sumOf } from '../../lib/sum.ts'
import { streamingAnomaly } from '../../models/anomaly/streaming-anomaly.ts'
import { NOT_THE_BOT, type Score } from '../evaluation.ts'
import { type NabFile, type NabFolder, readNabFolder } from './nab-folder.ts'
import { nabScore } from './nab-score.ts'
import { windowedGaussian } from './windowed-gaussian.ts'

type Progress = (done: number, total: number, step: string) => void

const NAMES: Readonly<Record<string, string>> = {
  standard: 'nabStandard',
  reward_low_FP_rate: 'nabLowFp',
  reward_low_FN_rate: 'nabLowFn',
}

/** Every file scored row by row with only its past known, judged with NAB's own scoring beside NAB's simple detectors. */
export async function evaluateNab(dir: string, progress: Progress): Promise<Score> {
  const folder = await readNabFolder(dir, (done, total) => progress(done, total, 'files read'))
  const scored = folder.files.map((file, i) => {
    const scores = streamingAnomaly(file)
    progress(i + 1, folder.files.length, 'files scored')
    return { ...file, scores }
  })
  const windows = sumOf(folder.files, (file) => file.windows.length)
  return {
    model: `streaming scorer, ${NOT_THE_BOT}: its watch judges days`,
    input: dir,
    rows: folder.rows,
    metrics: { ...figures(folder, scored), files: folder.files.length, windows },
    baselines: {
      windowedGaussian: figures(folder, folder.files.map(byGaussian)),
    },
    notes: [
      ...folder.notes,
      'The bot judges KPIs by day and does not run this scorer; evaluate anomaly --csv judges what it runs.',
      ...(windows === 0 ? ['No window is labelled: there is nothing to find, and no score.'] : []),
      'Scores by NAB: one threshold for all files, the best of the profile; the first 15 % of a file (at most 750 rows) is not scored.',
      'Precision is of the rows called anomalous at the threshold of the standard profile, recall of the windows.',
    ],
  }
}

type Scored = NabFile & { readonly scores: Float64Array }

function byGaussian(file: NabFile): Scored {
  return { ...file, scores: windowedGaussian(file) }
}

function figures({ profiles }: NabFolder, files: readonly Scored[]): Record<string, number> {
  const results = Object.entries(profiles).map(
    ([name, costs]) => [NAMES[name] ?? name, nabScore(files, costs)] as const,
  )
  const standard = (results.find(([name]) => name === NAMES.standard) ?? results[0])?.[1]
  return {
    ...Object.fromEntries(results.map(([name, { score }]) => [name, score])),
    ...(standard && {
      precision: standard.rightRows / Math.max(1, standard.rightRows + standard.falseRows),
      recall: standard.windows === 0 ? Number.NaN : standard.found / standard.windows,
    }),
  }
}
