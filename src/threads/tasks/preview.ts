import { type Preview, type PreviewTask, previewTask } from '../../models/anomaly/rule-preview.ts'

export function run(task: PreviewTask): Preview {
  return previewTask(task)
}
