import { type AtRisk, type ChurnTask, churnTask, type NoChurnModel } from '../../models/churn/churn.ts'

export function run(task: ChurnTask): readonly AtRisk[] | NoChurnModel {
  return churnTask(task)
}
