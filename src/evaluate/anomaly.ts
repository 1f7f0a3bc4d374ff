import { Fault } from '../lib/errors.ts'
import { evaluateNab } from './anomaly-nab.ts'
import type { Evaluation } from './evaluation.ts'

const usage = 'anomaly --nab <folder> [--json]'

export const anomaly: Evaluation = {
  what: 'anomaly',
  usage,
  about: 'how well what is unusual is found: on a folder of the Numenta Anomaly Benchmark',
  options: { nab: 'a folder in the shape of the Numenta Anomaly Benchmark' },
  async run({ option, progress }) {
    const nab = option('nab')
    if (nab) return evaluateNab(nab, progress)
    throw new Fault('--nab is missing.', `Usage: floorwalker evaluate ${usage}`)
  },
}
