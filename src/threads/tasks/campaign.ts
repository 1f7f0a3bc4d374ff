import {
  type CampaignScores,
  type CampaignTask,
  scoreCampaign,
} from '../../advice/campaign/campaign-scores.ts'

export function run(task: CampaignTask): CampaignScores {
  return scoreCampaign(task)
}
