import { channelRows, seenMessages } from './channels.js'
import { attachCompletion } from './completion.js'
import { grow, writable } from './composer.js'
import { connectionWith } from './connection.js'
import { following } from './follow.js'
import { attachForm } from './form.js'
import { drawMessages, shopDay, showTimesOf } from './message.js'
import { attachPresses } from './press.js'
import { shortcutsOn } from './shortcuts.js'
import { showTheme } from './theme.js'
import { workLine } from './work.js'

const at = (id) => document.getElementById(id)
const page = { state: null, channel: null, thread: null, isHome: false, awaited: 0 }
const seen = seenMessages()
const shortcuts = shortcutsOn({
  button: at('shortcut'),
  known: () => page.state?.shortcuts ?? [],
  async use(used) {
    page.awaited = Date.now() + AWAITED_MS
    tell(await post('/page/shortcut', used), true)
  },
})
const { get, send, post, listen } = connectionWith(at('connection'))
/** how long after a question the bot's next public message counts as its answer */
const AWAITED_MS = 60_000
const follow = {
  messages: following(at('messages'), at('jump')),
  replies: following(at('replies'), at('jump-reply')),
}

let fading = 0
function tell(text, isFault = false) {
  clearTimeout(fading)
  at('status').textContent = text ?? ''
  at('status').classList.toggle('fault', isFault)
  if (text) fading = setTimeout(() => tell(''), isFault ? 8000 : AWAITED_MS)
}

const options = {
  dismiss: (ts) => post('/page/dismiss', { ts }),
  openThread: (ts) => openThread(ts),
  shortcuts: () => shortcuts.ofMessages(),
  runShortcut: (shortcut, ts) => shortcuts.useAt(shortcut, { channel: page.channel.id, ts }),
}

/** One refresh at a time; changes that come meanwhile make one more. */
let refreshing = null
let again = false
async function refresh() {
  if (refreshing) {
    again = true
    return refreshing
  }
  refreshing = drawAll().finally(() => {
    refreshing = null
    if (again) {
      again = false
      refresh()
    }
  })
  return refreshing
}

async function drawAll() {
  if (page.isHome) await drawHome()
  else await drawChannel()
  if (page.thread) await drawThread(page.thread)
  const newest = await get('/page/newest')
  if (!newest) return
  if (!page.isHome) seen.read(page.channel.name, newest[page.channel.id] ?? [])
  const isOpen = (channel) => !page.isHome && channel === page.channel
  const unread = ({ id, name }) => seen.unread(name, newest[id] ?? [])
  for (const [id, channels] of [
    ['channels', page.state.channels],
    ['direct', [page.state.direct]],
  ])
    at(id).replaceChildren(...channelRows({ channels, isOpen, unread, open: openChannel }))
  at('home-row').classList.toggle('open', page.isHome)
}

async function drawChannel() {
  const channel = page.channel
  const messages = await get(`/page/messages?channel=${channel.id}`)
  if (!messages || channel !== page.channel) return
  const draw = () => drawMessages(at('messages'), messages, options)
  answered(messages, follow.messages(draw, mineAmong(messages)))
  page.confirms = Object.fromEntries(messages.map(({ ts, confirms }) => [ts, confirms]))
}

async function drawThread(thread) {
  const replies = await get(`/page/messages?channel=${page.channel.id}&thread=${thread}`)
  if (!replies || thread !== page.thread) return
  const draw = () => drawMessages(at('replies'), replies, { ...options, inThread: true })
  answered(replies, follow.replies(draw, mineAmong(replies)))
  page.replyConfirms = Object.fromEntries(replies.map(({ ts, confirms }) => [ts, confirms]))
}

/** What only I see, what I wrote, and what the bot says soon after I asked. */
function mineAmong(messages) {
  const isAwaited = Date.now() < page.awaited
  const mine = messages.filter(({ isEphemeral, isBot }) => isEphemeral || !isBot || isAwaited)
  const known = new Set(mine.map(({ ts }) => ts))
  return (ts) => known.has(ts)
}

/** One question, one answer: what the bot says later is news again. */
function answered(messages, ts) {
  if (!messages.some((message) => message.ts === ts && message.isBot)) return
  page.awaited = 0
  if (!at('status').classList.contains('fault')) tell('')
}

async function drawHome() {
  const home = await get('/page/home')
  at('home').innerHTML = home?.html ?? '<p class="empty">Floorwalker has not published its Home yet.</p>'
  page.homeConfirms = home?.confirms ?? {}
}

async function openChannel(channel) {
  const isNew = channel !== page.channel || page.isHome
  page.channel = channel
  const name = channel.isDirect ? channel.name : `#${channel.name}`
  show({ isHome: false, title: channel.isDirect ? name : `# ${channel.name}`, topic: channel.topic })
  at('words').placeholder = `Message ${name}, or type / for commands`
  history.replaceState(null, '', `#${channel.name}`)
  if (isNew) at('messages').replaceChildren()
  if (isNew) closeThread()
  await refresh()
}

async function openHome() {
  show({ isHome: true, title: 'Floorwalker', topic: 'Home' })
  closeThread()
  await refresh()
  tell(await post('/page/open-home', {}), true)
}

function show({ isHome, title, topic }) {
  page.isHome = isHome
  at('title').textContent = title
  at('topic').textContent = topic
  at('messages').hidden = isHome
  at('composer').hidden = isHome
  at('home').hidden = !isHome
  document.title = `${title} · Floorwalker`
  document.body.classList.remove('side-open')
  at('menu').setAttribute('aria-expanded', 'false')
}

async function openThread(ts) {
  if (ts !== page.thread) at('replies').replaceChildren()
  page.thread = ts
  at('thread').hidden = false
  document.body.classList.add('thread-open')
  await refresh()
  at('reply').focus()
}

function closeThread() {
  page.thread = null
  at('thread').hidden = true
  document.body.classList.remove('thread-open')
}

/** Says it where it was typed; what could not be said goes back to its author. */
async function say(text, threadTs) {
  page.awaited = Date.now() + AWAITED_MS
  if (text.startsWith('/') || page.channel.isDirect) tell('Floorwalker is working on it…')
  const fault = await post('/page/say', { channel: page.channel.id, text, threadTs })
  if (fault) tell(fault, true)
  return fault === null
}

/** A workspace that was started anew has other channels: the page follows it, with what was typed. */
async function meet() {
  const state = await get('/page/state')
  if (!state) return
  if (page.state && page.state.started === state.started) return refresh()
  page.state = state
  at('team').textContent = state.team
  showTimesOf(state.clock)
  shortcuts.shown()
  const isSimulated = Math.abs(state.clock.aheadMs) > 3_600_000
  at('simulated').hidden = !isSimulated
  at('simulated').textContent = `The clock of this shop is simulated: here it is ${shopDay()}.`
  const wanted = page.channel ? `#${page.channel.name}` : decodeURIComponent(location.hash)
  const all = [...state.channels, state.direct]
  const channel = all.find(({ name }) => `#${name}` === wanted) ?? all[0]
  if (page.isHome) {
    page.channel = channel
    await openHome()
  } else await openChannel(channel)
}

function start() {
  // what scrolls is reached by keyboard
  for (const id of ['messages', 'replies', 'home']) at(id).tabIndex = 0
  attachCompletion({
    field: at('words'),
    list: at('completion'),
    commands: () => page.state?.commands ?? [],
    names: async (line) => (await get(`/page/complete?line=${encodeURIComponent(line)}`))?.options ?? [],
    changed: () => grow(at('words')),
  })
  writable(at('words'), (text) => say(text, null))
  writable(at('reply'), (text) => say(text, page.thread))
  attachPresses({
    dialog: at('confirm'),
    confirmsOf: (ts) => (ts ? (page.confirms?.[ts] ?? page.replyConfirms?.[ts]) : page.homeConfirms),
    press: ({ ts, place }) => {
      page.awaited = Date.now() + AWAITED_MS
      return ts
        ? post('/page/press', { channel: page.channel.id, ts, place })
        : post('/page/press-home', { place })
    },
    failed: (fault) => tell(fault, true),
  })
  at('home-row').addEventListener('click', openHome)
  at('thread-close').addEventListener('click', closeThread)
  at('menu').addEventListener('click', () => {
    at('menu').setAttribute('aria-expanded', String(document.body.classList.toggle('side-open')))
  })
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && page.thread && !document.querySelector('dialog[open]')) closeThread()
  })
  const refreshForm = attachForm({
    dialog: at('form'),
    get,
    send,
    suggest: async (typed) => (await send('/page/suggest', typed))?.options ?? [],
  })
  listen({
    changed() {
      refresh()
      refreshForm()
    },
    opened: meet,
    worked: workLine(at('work')),
  })
}

showTheme()
start()
