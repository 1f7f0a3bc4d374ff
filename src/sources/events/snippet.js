// <script async src="https://events.shop.example/v1/snippet.js" data-key="…" data-channel="web"></script>
// then: floorwalker('product_view', { product_id: 'SKU1', price: '19.90', in_stock: true })
;(() => {
  const { src, dataset } = document.currentScript
  const IDLE_MS = 30 * 60_000
  const LONGEST_MS = 4 * 3_600_000
  const waiting = []
  let timer = 0

  // a session ends after half an hour without an event, and after four hours whatever happens
  function sessionId(now) {
    let session = null
    try {
      session = JSON.parse(localStorage.getItem('floorwalker-session'))
    } catch {}
    const isOver = !session || now - session.last > IDLE_MS || now - session.began > LONGEST_MS
    if (isOver) session = { id: crypto.randomUUID(), began: now }
    session.last = now
    try {
      localStorage.setItem('floorwalker-session', JSON.stringify(session))
    } catch {}
    return session.id
  }

  function flush() {
    clearTimeout(timer)
    timer = 0
    const events = waiting.splice(0, 100)
    if (events.length === 0) return
    fetch(new URL('/v1/events', src), {
      method: 'POST',
      keepalive: true,
      headers: { authorization: `Bearer ${dataset.key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ events }),
    })
      .then(({ status }) => {
        // what was refused stays refused; what could not be stored is sent again
        if (status >= 500) throw new Error(String(status))
      })
      .catch(() => {
        waiting.unshift(...events)
        waiting.splice(500)
        timer ||= setTimeout(flush, 30_000)
      })
  }

  window.floorwalker = (type, about = {}) => {
    const now = Date.now()
    const event = {
      id: crypto.randomUUID(),
      type,
      session_id: sessionId(now),
      at: new Date(now).toISOString(),
    }
    const device = matchMedia('(pointer: coarse)').matches ? 'mobile' : 'desktop'
    waiting.push({ ...event, device, channel: dataset.channel || 'web', ...about })
    if (waiting.length >= 50) flush()
    else timer ||= setTimeout(flush, 5000)
  }
  addEventListener('pagehide', flush)
  window.floorwalker('page_view')
})()
