import { element } from './message.js'

const KEPT = 'floorwalker.seen'

/** What was read of each channel, by its name, kept by the browser: a reload does not make it new again. */
export function seenMessages() {
  const seen = kept()
  return {
    unread: (name, newest) => newest.filter((ts) => ts > (seen[name] ?? '')).length,
    read(name, newest) {
      if (!newest[0] || seen[name] === newest[0]) return
      seen[name] = newest[0]
      try {
        localStorage.setItem(KEPT, JSON.stringify(seen))
      } catch {
        // a browser that keeps nothing shows the badges again after a reload
      }
    },
  }
}

function kept() {
  try {
    return JSON.parse(localStorage.getItem(KEPT) ?? '{}')
  } catch {
    return {}
  }
}

/** The rows of the side bar: one a channel, with how much of it is unread. */
export function channelRows({ channels, isOpen, unread, open }) {
  return channels.map((channel) => {
    const count = isOpen(channel) ? 0 : unread(channel)
    const row = element('button', `row${isOpen(channel) ? ' open' : ''}${count ? ' unread' : ''}`)
    row.type = 'button'
    if (isOpen(channel)) row.setAttribute('aria-current', 'page')
    const sign = element('span', 'hash', channel.isDirect ? '●' : '#')
    sign.setAttribute('aria-hidden', 'true')
    row.append(sign, element('span', '', channel.name))
    if (count) {
      const badge = element('span', 'badge', String(count))
      badge.append(element('span', 'unseen', ' unread'))
      row.append(badge)
    }
    row.addEventListener('click', () => open(channel))
    const line = element('li')
    line.append(row)
    return line
  })
}
