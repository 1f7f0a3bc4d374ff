import type { NotTrained } from '../../models/conversion/conversion.ts'
import { type Trained, type TrainingTask, trainTask } from '../../models/conversion/train.ts'

export function run(task: TrainingTask): Trained | NotTrained {
  return trainTask(task)
}
