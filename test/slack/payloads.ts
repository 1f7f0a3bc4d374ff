import { GENERAL, USER } from './workspace.ts'

let triggers = 0
const trigger = () => `trigger.${++triggers}`

export function slash(command: string, text: string, responseUrl: string, id = trigger()) {
  return {
    command,
    text,
    user_id: USER,
    channel_id: GENERAL,
    team_id: 'T000000001',
    response_url: responseUrl,
    trigger_id: id,
  }
}

export function click(action: string, value: string, responseUrl: string, id = trigger()) {
  const payload = {
    type: 'block_actions',
    user: { id: USER },
    team: { id: 'T000000001' },
    channel: { id: GENERAL },
    container: { type: 'message' },
    response_url: responseUrl,
    trigger_id: id,
    actions: [{ type: 'button', block_id: 'b', action_id: action, value }],
  }
  return { payload: JSON.stringify(payload) }
}

/** A form as Slack sends it, filled in. */
export function submitted(
  action: string,
  value: string,
  fields: Readonly<Record<string, string>>,
  responseUrl: string,
  viewId?: string,
) {
  const values = Object.fromEntries(
    Object.entries(fields).map(([name, filled]) => [
      name,
      {
        input: /^[CG]\d+$/.test(filled)
          ? { type: 'conversations_select', selected_conversation: filled }
          : name === 'person'
            ? { type: 'users_select', selected_user: filled || null }
            : { type: 'number_input', value: filled },
      },
    ]),
  )
  const payload = {
    type: 'view_submission',
    user: { id: USER },
    team: { id: 'T000000001' },
    trigger_id: trigger(),
    view: {
      ...(viewId === undefined ? {} : { id: viewId }),
      callback_id: action,
      private_metadata: JSON.stringify({ value, responseUrl, channelId: GENERAL }),
      state: { values },
    },
  }
  return { payload: JSON.stringify(payload) }
}
