const LOST =
  'The connection to Floorwalker is lost. Nothing you typed is gone; this page reconnects by itself.'
const RETRY_MS = 2000

/** Calls to the workspace, and the line that says when it cannot be reached. No call of these ever throws. */
export function connectionWith(banner) {
  function reachable(is) {
    banner.hidden = is
    banner.textContent = is ? '' : LOST
  }

  async function asked(path, init) {
    try {
      const answer = await fetch(path, init)
      reachable(true)
      return answer
    } catch {
      reachable(false)
      return null
    }
  }

  /** null when there is no answer to be had */
  async function get(path) {
    const answer = await asked(path)
    return answer?.ok ? answer.json().catch(() => null) : null
  }

  async function send(path, body) {
    const answer = await asked(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (!answer)
      return { fault: 'Not sent: the connection is lost. Your words are still here.', isLost: true }
    if (!answer.ok) return { fault: `The workspace answered ${answer.status}.` }
    return answer.json().catch(() => ({ fault: 'The workspace broke off its answer.' }))
  }

  /** Listens for changes, for as long as the page is open: a browser gives up where the server refuses. */
  function listen({ changed, opened, worked }) {
    const changes = new EventSource('/page/changes')
    changes.addEventListener('message', changed)
    changes.addEventListener('work', ({ data }) => worked(JSON.parse(data)))
    changes.addEventListener('open', () => {
      reachable(true)
      opened()
    })
    changes.addEventListener('error', () => {
      reachable(false)
      if (changes.readyState !== EventSource.CLOSED) return
      setTimeout(() => listen({ changed, opened, worked }), RETRY_MS)
    })
  }

  return { get, send, post: async (path, body) => (await send(path, body)).fault, listen }
}
