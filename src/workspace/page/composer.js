/** Makes a field one can write in: Enter says it, Shift+Enter breaks the line, arrows recall what was said. */
export function writable(field, say) {
  const typed = []
  let at = 0

  async function send() {
    const text = field.value.trim()
    if (!text) return
    put(field, '')
    typed.push(text)
    at = typed.length
    if (await say(text)) return
    put(field, field.value === '' ? text : `${text}\n${field.value}`)
  }

  function recall(event) {
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0
    if (step === 0 || (field.value !== '' && field.value !== typed[at])) return
    const next = at + step
    if (next < 0 || next > typed.length) return
    event.preventDefault()
    at = next
    put(field, typed[at] ?? '')
  }

  field.addEventListener('input', () => grow(field))
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault()
      field.form.requestSubmit()
    } else recall(event)
  })
  field.form.addEventListener('submit', (event) => {
    event.preventDefault()
    send()
  })
}

function put(field, text) {
  field.value = text
  grow(field)
}

export function grow(field) {
  field.style.height = 'auto'
  field.style.height = `${Math.min(field.scrollHeight, 160)}px`
  field.form.querySelector('.send').disabled = field.value.trim() === ''
}
