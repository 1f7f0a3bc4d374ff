import type { Block, Button } from '../../messages/message.ts'
import { whyLine } from '../../report/why-line.ts'
import type { Locale } from '../../report/words/locale.ts'
import type { Incident } from '../incident.ts'

interface Pressed {
  readonly id: string
  readonly number?: number
  readonly assignee?: object | null
  readonly ackedBy: string | null
  readonly snoozedUntil: Date | null
  readonly resolvedAt: Date | null
  readonly incident: Incident
}

/** Below an alert's message: what can be done with it in its state, and what one thinks of it. */
export function alertButtons(alert: Pressed, locale: Locale): Block[] {
  const { buttons } = locale.words.alertLife
  const feedback = (['useful', 'expected', 'noise'] as const).map((said) => ({
    ...{ label: buttons[said], action: 'alert.feedback', value: `${alert.id}:${said}` },
  }))
  return [
    {
      kind: 'actions',
      buttons: [
        ...lifeButtons(alert, locale),
        ...whyButton(alert.incident, locale),
        ...whatToDoButton(alert, locale),
      ],
    },
    { kind: 'actions', buttons: feedback },
  ]
}

/** What its state allows; in a list each says of which alert. */
export function lifeButtons(
  { id, number, assignee, ackedBy, snoozedUntil, resolvedAt }: Pressed,
  locale: Locale,
  isListed = false,
): Button[] {
  const { buttons } = locale.words.alertLife
  const button = (label: string, action: string): Button => ({
    label: isListed && number !== undefined ? buttons.of(label, number) : label,
    action,
    value: id,
  })
  if (resolvedAt) return [button(buttons.reopen, 'alert.reopen')]
  const isHeld = ackedBy !== null || Boolean(assignee)
  return [
    ...(ackedBy === null
      ? [{ ...button(buttons.acknowledge, 'alert.ack'), ...(!isListed && { style: 'primary' as const }) }]
      : []),
    ...(isHeld ? [button(buttons.unacknowledge, 'alert.unack')] : []),
    button(buttons.assign, 'alert.assign'),
    snoozedUntil === null
      ? button(buttons.snooze, 'alert.snooze')
      : button(buttons.unsnooze, 'alert.unsnooze'),
    button(buttons.resolve, 'alert.resolve'),
  ]
}

/** Asks why it moved, as if it were typed. */
function whyButton(incident: Incident, locale: Locale): Button[] {
  const question = incident.kind === 'kpi' ? whyLine(incident) : null
  if (question === null) return []
  return [{ label: locale.words.alertLife.buttons.why, action: 'ask', value: question }]
}

/** All about the alert, with the suggestions that fit it. */
function whatToDoButton({ number, incident }: Pressed, locale: Locale): Button[] {
  if (number === undefined || incident.kind !== 'kpi') return []
  return [{ label: locale.words.alertLife.buttons.whatToDo, action: 'ask', value: `/alerts ${number}` }]
}
