import { setTimeout as pause } from 'node:timers/promises'
import type { App } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import { z } from 'zod'
import { type Action, type Faults, type Filled, READERS } from '../../command.ts'
import { INPUT, toView } from '../../messages/form.ts'
import { words } from '../../messages/words.ts'
import { permitted } from './auth.ts'
import type { Edge, OpenForm } from './edge.ts'
import { errorReply } from './reply.ts'

/** Slack waits three seconds, some of which are the network's. */
const ACK_WITHIN_MS = 1500

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

/** of a menu the chosen line, of a channel or a person the id, of all else what is filled in */
const input = z.looseObject({
  value: z.string().nullish(),
  selected_option: z.object({ value: z.string() }).nullish(),
  selected_conversation: z.string().nullish(),
  selected_user: z.string().nullish(),
})
const sent = z.object({
  user: z.object({ id: z.string() }),
  team: z.object({ id: z.string() }).nullish(),
  view: z.object({
    callback_id: z.string(),
    private_metadata: z.string(),
    state: z.object({
      values: z.record(z.string(), z.record(z.string(), input)),
    }),
  }),
})
type Sent = z.infer<typeof sent>
const about = z.object({ value: z.string(), responseUrl: z.url().nullable(), channelId: z.string() })

/**
 * The fields are checked before the window closes: a fault is shown under its field, and nothing is lost. All the rest
 * comes after the acknowledgement, and so does the check itself where finding out who asks takes too long.
 */
export function listenToForms(app: App, actions: ReadonlyMap<string, Action>, edge: Edge): void {
  app.view(/.*/, async ({ ack, body }) => {
    const form = sent.parse(body)
    const checking = checked(form, actions, edge)
    const early = await Promise.race([checking, pause(ACK_WITHIN_MS, null, { ref: false })])
    if (early?.kind === 'faults') return ack({ response_action: 'errors', errors: early.faults })
    await ack()
    await finish(form, await checking, edge)
  })
}

type Checked =
  | { readonly kind: 'said'; readonly text: string }
  | { readonly kind: 'faults'; readonly faults: Faults; readonly filled: Filled }
  | { readonly kind: 'ready'; readonly filled: Filled; readonly action: Action }
  | { readonly kind: 'failed'; readonly error: unknown }

/** Never throws: it is waited for twice. */
async function checked(form: Sent, actions: ReadonlyMap<string, Action>, edge: Edge): Promise<Checked> {
  try {
    return await check(form, actions, edge)
  } catch (error) {
    return { kind: 'failed', error }
  }
}

async function check(
  { user, team, view }: Sent,
  actions: ReadonlyMap<string, Action>,
  edge: Edge,
): Promise<Checked> {
  const { value, channelId } = about.parse(JSON.parse(view.private_metadata))
  const action = actions.get(view.callback_id)
  const who = { userId: user.id, channelId, teamId: team?.id ?? null }
  const permission = await permitted(edge, who, action?.roles ?? READERS)
  if (permission.kind === 'refused') return { kind: 'said', text: permission.because }
  const { asker, name } = permission
  if (!action?.submit) return { kind: 'said', text: edge.localeFor(asker.language).words.edge.oldForm }
  const fields: Record<string, string> = {}
  for (const [key, { [INPUT]: filled }] of Object.entries(view.state.values)) {
    const person = filled?.selected_user ?? null
    const typed = filled?.value ?? filled?.selected_option?.value ?? filled?.selected_conversation ?? ''
    fields[key] = person === null ? typed.trim() : await mentionOf({ ...who, userId: person }, edge)
  }
  const filled = { asker, name, value, fields }
  const faults = await action.check?.(filled)
  return faults ? { kind: 'faults', faults, filled } : { kind: 'ready', filled, action }
}

/** Who was chosen, by name: `<@U024BE7LH|Mara>`; only the id of who may not use the bot. */
async function mentionOf(who: Parameters<Edge['auth']['permit']>[0], { auth }: Edge): Promise<string> {
  const found = await auth.permit(who)
  return found.kind === 'asker' ? `<@${who.userId}|${found.name.replace(/[<>|]/g, ' ')}>` : who.userId
}

async function finish({ user, view }: Sent, found: Checked, edge: Edge): Promise<void> {
  const { responseUrl, channelId } = about.parse(JSON.parse(view.private_metadata))
  const reply = edge.replyTo({ responseUrl, channelId, userId: user.id })
  const locale = edge.localeFor('filled' in found ? found.filled.asker.language : undefined)
  try {
    if (found.kind === 'failed') throw found.error
    if (found.kind === 'said') return await reply(words(found.text))
    if (found.kind === 'faults')
      return await reply(words(locale.words.edge.notSaved(Object.values(found.faults))))
    const { action, filled } = found
    const what = JSON.stringify({ value: filled.value, ...filled.fields })
    await edge.audit({ who: user.id, did: view.callback_id, what, at: edge.clock.now() })
    const said = await action.submit?.(filled)
    if (said) await reply(said, { replace: action.replaces ?? false, locale })
  } catch (error) {
    await errorReply(reply, edge.log, error, { locale })
  }
}
