import { type RestockAnswer, type RestockTask, restockTask } from '../../advice/restock/restock-task.ts'

export function run(task: RestockTask): RestockAnswer {
  return restockTask(task)
}
