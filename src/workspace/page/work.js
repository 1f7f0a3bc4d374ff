/** One line on long work that is under way: which step, how much of it, since when. */
export function workLine(line) {
  let work = null
  let since = 0

  function draw() {
    line.hidden = work === null
    if (work === null) return
    const { step, of, doing, done } = work
    const part = done ? `: ${done.what}, ${count(done.count)} of ${count(done.of)}` : ''
    line.textContent = `Preparing, step ${step} of ${of}: ${doing}${part} · ${lasting(Date.now() - since)}. What is found is posted here.`
  }

  setInterval(draw, 1000)
  return function show(next) {
    if (next !== null && work === null) since = Date.now()
    work = next
    draw()
  }
}

const count = (value) => value.toLocaleString()

function lasting(ms) {
  const seconds = Math.round(ms / 1000)
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}
