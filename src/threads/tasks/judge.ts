import { type JudgedColumns, type JudgedSeries, judgeColumns } from '../../models/anomaly/judge-columns.ts'

export function run(task: JudgedColumns): JudgedSeries {
  return judgeColumns(task)
}
