import { type Recommended, type RecommendTask, recommendTask } from '../../advice/recommend/recommend.ts'

export function run(task: RecommendTask): Recommended {
  return recommendTask(task)
}
