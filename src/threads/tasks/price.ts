import { type PriceAnswer, type PriceTask, priceTask } from '../../advice/price/price-task.ts'

export function run(task: PriceTask): PriceAnswer {
  return priceTask(task)
}
