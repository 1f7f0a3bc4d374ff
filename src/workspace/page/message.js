/** Draws messages into a list, touching only those that differ, so that focus and scroll survive an update. */

let aheadMs = 0
let clock = clockIn(undefined)
let calendar = calendarIn(undefined)

/** Times are shown by the shop's clock: in its zone, and in a simulated shop on its own day. */
export function showTimesOf(shop) {
  aheadMs = shop.aheadMs
  clock = clockIn(shop.zone ?? undefined)
  calendar = calendarIn(shop.zone ?? undefined)
}

/** The shop's today, in words. */
export const shopDay = () => calendar.format(new Date(Date.now() + aheadMs))

function clockIn(timeZone) {
  return new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', timeZone })
}

function calendarIn(timeZone) {
  return new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long', timeZone })
}

export function drawMessages(list, messages, options) {
  const drawn = new Map([...list.children].map((child) => [child.dataset.key, child]))
  const wanted = []
  let day = ''
  for (const message of messages) {
    const at = new Date(Number(message.ts) * 1000 + aheadMs)
    const today = calendar.format(at)
    if (today !== day) wanted.push({ key: `day ${today}`, make: () => divider(today) })
    day = today
    const key = JSON.stringify([message, options.inThread])
    wanted.push({ key, make: () => item(message, at, options) })
  }
  const children = wanted.map(({ key, make }) => {
    const child = drawn.get(key) ?? make()
    child.dataset.key = key
    return child
  })
  for (const child of [...list.children]) if (!children.includes(child)) child.remove()
  children.forEach((child, at) => {
    if (list.children[at] !== child) list.insertBefore(child, list.children[at] ?? null)
  })
}

export function element(tag, className, text) {
  const made = document.createElement(tag)
  if (className) made.className = className
  if (text !== undefined) made.textContent = text
  return made
}

function divider(day) {
  const line = element('div', 'day')
  line.append(element('span', '', day))
  return line
}

function item(message, at, options) {
  const line = element('article', `message${message.isEphemeral ? ' ephemeral' : ''}`)
  line.setAttribute('aria-label', `${message.name}, ${clock.format(at)}`)
  line.dataset.ts = message.ts
  const body = element('div', 'body')
  if (message.isEphemeral) body.append(element('p', 'only-you', 'Only visible to you'))
  body.append(headLine(message, at), content(message))
  const foot = footLine(message, options)
  if (foot) body.append(foot)
  line.append(avatar(message), body)
  return line
}

function headLine(message, at) {
  const head = element('p', 'head')
  head.append(element('b', '', message.name))
  if (message.isBot) head.append(element('span', 'app', 'APP'))
  const time = element('time', '', clock.format(at))
  time.dateTime = at.toISOString()
  head.append(time)
  return head
}

/** Made by the server, where everything from data is escaped. */
function content(message) {
  const blocks = element('div', 'blocks')
  blocks.innerHTML = message.html
  if (message.isEdited) blocks.append(element('span', 'edited', '(edited)'))
  return blocks
}

function footLine(message, options) {
  if (message.isEphemeral) {
    const dismiss = element('button', 'link', 'Dismiss message')
    dismiss.type = 'button'
    dismiss.setAttribute('aria-label', named('Dismiss message', message))
    dismiss.addEventListener('click', () => options.dismiss(message.ts))
    return dismiss
  }
  if (options.inThread) return null
  const count = message.replies
  const label = count === 0 ? 'Reply in thread' : count === 1 ? '1 reply' : `${count} replies`
  const open = element('button', count === 0 ? 'link quiet' : 'link replies', label)
  open.type = 'button'
  open.setAttribute('aria-label', named(label, message))
  open.addEventListener('click', () => options.openThread(message.ts))
  const offered = message.isBot ? options.shortcuts() : []
  if (offered.length === 0) return open
  const foot = element('span', 'foot-line')
  foot.append(open, ...offered.map((shortcut) => shortcutLink(shortcut, message, options)))
  return foot
}

function shortcutLink(shortcut, message, { runShortcut }) {
  const { name } = shortcut
  const link = element('button', 'link quiet', name)
  link.type = 'button'
  link.setAttribute('aria-label', named(name, message))
  link.addEventListener('click', () => runShortcut(shortcut, message.ts))
  return link
}

/** Every message has these buttons: their names say whose they are. */
function named(label, { html }) {
  const read = document.createElement('template')
  read.innerHTML = html.replaceAll('<', ' <')
  for (const button of read.content.querySelectorAll('button')) button.remove()
  const words = read.content.textContent.replace(/\s+/g, ' ').trim()
  return `${label}: ${words.slice(0, 60)}`
}

function avatar(message) {
  if (!message.isBot) return element('span', 'avatar you', message.name.slice(0, 1))
  const picture = element('img', 'avatar')
  picture.src = '/favicon.svg'
  picture.alt = ''
  return picture
}
