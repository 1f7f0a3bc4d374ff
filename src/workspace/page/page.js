import { attachCompletion } from './completion.js'
import { grow, writable } from './composer.js'
import { attachForm } from './form.js'
import { drawMessages, element, scrollToNewest } from './message.js'

const at = (id) => document.getElementById(id)
const page = { state: null, channel: null, thread: null, isHome: false, seen: {} }

const get = async (path) => (await fetch(path)).json()

async function send(path, body) {
  const answer = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return answer.ok ? answer.json() : { fault: `The workspace answered ${answer.status}.` }
}

const post = async (path, body) => (await send(path, body)).fault

let fading = 0
function tell(text, isFault = false) {
  clearTimeout(fading)
  at('status').textContent = text ?? ''
  at('status').classList.toggle('fault', isFault)
  if (text) fading = setTimeout(() => tell(''), isFault ? 8000 : 15000)
}

const options = {
  dismiss: (ts) => post('/page/dismiss', { ts }),
  openThread: (ts) => openThread(ts),
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
  if (page.thread) {
    const replies = await get(`/page/messages?channel=${page.channel.id}&thread=${page.thread}`)
    keepingPlace(at('replies'), () => drawMessages(at('replies'), replies, { ...options, inThread: true }))
  }
  const newest = await get('/page/newest')
  if (!page.isHome) page.seen[page.channel.id] = newest[page.channel.id]?.[0] ?? ''
  drawChannels(newest)
}

async function drawChannel() {
  const channel = page.channel
  const messages = await get(`/page/messages?channel=${channel.id}`)
  if (channel !== page.channel) return
  keepingPlace(at('messages'), () => drawMessages(at('messages'), messages, options))
  page.confirms = Object.fromEntries(messages.map(({ ts, confirms }) => [ts, confirms]))
}

/** Who reads further up is left alone; who is at the end follows the newest. */
function keepingPlace(list, draw) {
  const newest = () => list.lastElementChild?.dataset.ts
  const before = newest()
  const wasAtEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 120
  draw()
  if (before !== newest() && (wasAtEnd || before === undefined)) scrollToNewest(list)
}

async function drawHome() {
  const home = await get('/page/home')
  at('home').innerHTML = home?.html ?? '<p class="empty">Floorwalker has not published its Home yet.</p>'
  page.homeConfirms = home?.confirms ?? {}
}

function drawChannels(newest) {
  const rows = page.state.channels.map((channel) => {
    const isOpen = !page.isHome && channel === page.channel
    const unread = isOpen ? 0 : newest[channel.id].filter((ts) => ts > (page.seen[channel.id] ?? '')).length
    const row = element('button', `row${isOpen ? ' open' : ''}${unread ? ' unread' : ''}`)
    row.type = 'button'
    if (isOpen) row.setAttribute('aria-current', 'page')
    row.append(element('span', 'hash', '#'), element('span', '', channel.name))
    if (unread) row.append(element('span', 'badge', String(unread)))
    row.addEventListener('click', () => openChannel(channel))
    const line = element('li')
    line.append(row)
    return line
  })
  at('channels').replaceChildren(...rows)
  at('home-row').classList.toggle('open', page.isHome)
}

async function openChannel(channel) {
  const isNew = channel !== page.channel || page.isHome
  page.channel = channel
  show({ isHome: false, title: `# ${channel.name}`, topic: channel.topic })
  at('words').placeholder = `Message #${channel.name}, or type / for commands`
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

/** Buttons are found by their place in the message; what they mean is known to the server alone. */
async function press(event) {
  const button = event.target.closest('button[data-place]')
  if (!button) return
  const place = button.dataset.place
  const ts = button.closest('[data-ts]')?.dataset.ts
  const confirms = ts ? page.confirms?.[ts] : page.homeConfirms
  if (confirms?.[place] && !(await confirmed(confirms[place]))) return
  button.disabled = true
  button.classList.add('busy')
  const fault = ts
    ? await post('/page/press', { channel: page.channel.id, ts, place })
    : await post('/page/press-home', { place })
  if (fault) tell(fault, true)
  setTimeout(() => {
    button.disabled = false
    button.classList.remove('busy')
  }, 1500)
}

function confirmed(asked) {
  const dialog = at('confirm')
  at('confirm-title').textContent = asked.title
  at('confirm-text').textContent = asked.text
  at('confirm-yes').textContent = asked.yes
  at('confirm-no').textContent = asked.no
  dialog.returnValue = 'no'
  dialog.showModal()
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'), { once: true })
  })
}

/** Says it where it was typed; what could not be said goes back to its author. */
async function say(text, threadTs) {
  if (text.startsWith('/')) tell('Floorwalker is working on it…')
  const fault = await post('/page/say', { channel: page.channel.id, text, threadTs })
  if (fault) tell(fault, true)
  return fault === null
}

async function start() {
  page.state = await get('/page/state')
  at('team').textContent = page.state.team
  attachCompletion({
    field: at('words'),
    list: at('completion'),
    commands: () => page.state.commands,
    changed: () => grow(at('words')),
  })
  writable(at('words'), (text) => say(text, null))
  writable(at('reply'), (text) => say(text, page.thread))
  document.addEventListener('click', press)
  at('home-row').addEventListener('click', openHome)
  at('thread-close').addEventListener('click', closeThread)
  at('menu').addEventListener('click', () => {
    at('menu').setAttribute('aria-expanded', String(document.body.classList.toggle('side-open')))
  })
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && page.thread && !document.querySelector('dialog[open]')) closeThread()
  })
  const named = page.state.channels.find(({ name }) => `#${name}` === location.hash)
  await openChannel(named ?? page.state.channels[0])
  const refreshForm = attachForm({ dialog: at('form'), get, send })
  const changes = new EventSource('/page/changes')
  changes.addEventListener('message', () => {
    if (!at('status').classList.contains('fault')) tell('')
    refresh()
    refreshForm()
  })
  changes.addEventListener('open', refresh)
}

start()
