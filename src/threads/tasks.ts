import { type CampaignScores, type CampaignTask, scoreCampaign } from '../advice/campaign/campaign-scores.ts'
import { type PriceAnswer, type PriceTask, priceTask } from '../advice/price/price-task.ts'
import { type Recommended, type RecommendTask, recommendTask } from '../advice/recommend/recommend.ts'
import { type RestockAnswer, type RestockTask, restockTask } from '../advice/restock/restock-task.ts'
import type { TooShort } from '../models/anomaly/anomaly.ts'
import { type JudgedColumns, type JudgedSeries, judgeColumns } from '../models/anomaly/judge-columns.ts'
import { type Preview, type PreviewTask, previewTask } from '../models/anomaly/rule-preview.ts'
import type { NotTrained } from '../models/conversion/conversion.ts'
import { type Trained, type TrainingTask, trainTask } from '../models/conversion/train.ts'
import type { Forecast } from '../models/forecast/forecast.ts'
import { type AskedForecast, forecastTask } from '../models/forecast/task.ts'

/** Pure work that takes longer than the bot may be silent: what goes in and what comes out. */
export interface Work {
  readonly train: { readonly task: TrainingTask; readonly answer: Trained | NotTrained }
  readonly price: { readonly task: PriceTask; readonly answer: PriceAnswer }
  readonly restock: { readonly task: RestockTask; readonly answer: RestockAnswer }
  readonly forecast: {
    readonly task: readonly AskedForecast[]
    readonly answer: readonly (Forecast | TooShort)[]
  }
  readonly recommend: { readonly task: RecommendTask; readonly answer: Recommended }
  readonly judge: { readonly task: JudgedColumns; readonly answer: JudgedSeries }
  readonly preview: { readonly task: PreviewTask; readonly answer: Preview }
  readonly campaign: { readonly task: CampaignTask; readonly answer: CampaignScores }
}

export interface Call<N extends keyof Work = keyof Work> {
  readonly name: N
  readonly task: Work[N]['task']
}

const tasks: { readonly [N in keyof Work]: (task: Work[N]['task']) => Work[N]['answer'] } = {
  train: trainTask,
  price: priceTask,
  restock: restockTask,
  forecast: forecastTask,
  recommend: recommendTask,
  judge: judgeColumns,
  preview: previewTask,
  campaign: scoreCampaign,
}

export function perform<N extends keyof Work>({ name, task }: Call<N>): Work[N]['answer'] {
  return tasks[name](task)
}
