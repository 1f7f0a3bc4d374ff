import type { App } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import { z } from 'zod'
import { type Action, type Faults, READERS } from '../../context.ts'
import { INPUT, toView } from '../../messages/form.ts'
import { words } from '../../messages/words.ts'
import { permitted } from './auth.ts'
import type { Edge, OpenForm } from './edge.ts'
import { errorReply } from './reply.ts'

export function formOpener(client: WebClient, log: Edge['log']): OpenForm {
  return async (form, { triggerId, to }) => {
    if (triggerId === null) return false
    const view = toView(form, { value: form.value, ...to })
    try {
      await client.apiCall('views.open', { trigger_id: triggerId, view })
      return true
    } catch (error) {
      log.warn({ err: error }, 'form not opened, said in words instead')
      return false
    }
  }
}

const sent = z.object({
  user: z.object({ id: z.string() }),
  team: z.object({ id: z.string() }).nullish(),
  view: z.object({
    callback_id: z.string(),
    private_metadata: z.string(),
    state: z.object({
      values: z.record(z.string(), z.record(z.string(), z.looseObject({ value: z.string().nullish() }))),
    }),
  }),
})
const about = z.object({ value: z.string(), responseUrl: z.url().nullable(), channelId: z.string() })

/** What was filled in is checked before the window closes: a fault is shown under its field, and nothing is lost. */
export function listenToForms(app: App, actions: ReadonlyMap<string, Action>, edge: Edge): void {
  app.view(/.*/, async ({ ack, body }) => {
    const faults = await take(sent.parse(body), actions, edge)
    if (faults) await ack({ response_action: 'errors', errors: faults })
    else await ack()
  })
}

async function take(
  { user, team, view }: z.infer<typeof sent>,
  actions: ReadonlyMap<string, Action>,
  edge: Edge,
): Promise<Faults | null> {
  const userId = user.id
  const { value, responseUrl, channelId } = about.parse(JSON.parse(view.private_metadata))
  const reply = edge.replyTo({ responseUrl, channelId, userId })
  let locale = edge.localeFor()
  try {
    const action = actions.get(view.callback_id)
    const who = { userId, channelId, teamId: team?.id ?? null }
    const permission = await permitted(edge, who, action?.roles ?? READERS)
    if (permission.kind === 'refused') {
      await reply(words(permission.because))
      return null
    }
    locale = edge.localeFor(permission.asker.language)
    if (!action?.submit) {
      await reply(words(locale.words.edge.oldForm))
      return null
    }
    const fields = Object.fromEntries(
      Object.entries(view.state.values).map(([name, input]) => [name, input[INPUT]?.value?.trim() ?? '']),
    )
    const what = JSON.stringify({ value, ...fields })
    await edge.audit({ who: userId, did: view.callback_id, what, at: edge.clock.now() })
    const { asker, name } = permission
    const said = await action.submit({ asker, name, value, fields })
    if ('faults' in said) return said.faults
    await reply(said, { replace: action.replaces ?? false, locale })
  } catch (error) {
    await errorReply(reply, edge.log, error, { locale })
  }
  return null
}
