const NEAR_THE_END = 120
/** of the message before, so that one sees where one is */
const ABOVE = 12

/**
 * Keeps a list of messages where its reader is. What the reader asked for comes into view with its head; so does
 * what is new to a reader at the end. To a reader further up a pill says how much is new, and leads there.
 */
export function following(list, pill) {
  let fresh = []

  const lines = () => [...list.querySelectorAll('[data-ts]')]
  const headOf = (line) => line.offsetTop - ABOVE

  function show(line) {
    list.scrollTop = Math.min(headOf(line), list.scrollHeight - list.clientHeight)
    forgetSeen()
  }

  /** A message is seen once its head is above the lower edge. */
  function forgetSeen() {
    const edge = list.scrollTop + list.clientHeight - 40
    fresh = fresh.filter((line) => line.isConnected && line.offsetTop > edge)
    pill.hidden = fresh.length === 0
    pill.textContent = fresh.length === 1 ? '1 new message ↓' : `${fresh.length} new messages ↓`
  }

  list.addEventListener('scroll', forgetSeen, { passive: true })
  pill.addEventListener('click', () => fresh[0] && show(fresh[0]))

  /** `isMine(ts)`: whether the reader waits for this message. Gives the last new one that is. */
  return function drawn(draw, isMine) {
    const before = new Set(lines().map((line) => line.dataset.ts))
    const wasAtEnd = list.scrollHeight - list.scrollTop - list.clientHeight < NEAR_THE_END
    draw()
    const added = lines().filter((line) => !before.has(line.dataset.ts))
    const waited = added.filter((line) => isMine(line.dataset.ts))
    const mine = waited[0]
    if (before.size === 0) {
      if (added.length > 0) show(added[added.length - 1])
    } else if (mine) show(mine)
    else if (wasAtEnd && added.length > 0) show(added[0])
    else fresh.push(...added)
    forgetSeen()
    return waited.at(-1)?.dataset.ts
  }
}
