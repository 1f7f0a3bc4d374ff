import { element } from './message.js'

/** Draws the form the bot has opened into its dialog, and sends what is filled in. */
export function attachForm({ dialog, get, send }) {
  let shown = null
  const title = dialog.querySelector('h2')
  const form = dialog.querySelector('form')
  const [close, submit] = dialog.querySelectorAll('button')

  async function refresh() {
    const answer = await get('/page/form')
    if (!answer) return
    const { form: wanted } = answer
    if (!wanted) {
      shown = null
      if (dialog.open) dialog.close()
      return
    }
    if (shown?.id === wanted.id) return
    shown = wanted
    title.textContent = wanted.title
    close.textContent = wanted.close
    submit.textContent = wanted.submit
    for (const field of form.querySelectorAll('.field')) field.remove()
    form.prepend(...wanted.fields.map(fieldOf))
    if (!dialog.open) dialog.showModal()
    form.querySelector('input')?.select()
  }

  async function sent(event) {
    event.preventDefault()
    submit.disabled = true
    const values = Object.fromEntries(new FormData(form))
    const { fault, faults } = await send('/page/submit-form', { id: shown.id, values })
    submit.disabled = false
    for (const field of form.querySelectorAll('.field')) {
      const input = field.querySelector('input')
      const said = faults?.[input.name] ?? (fault && input.name === shown?.fields[0]?.name ? fault : '')
      field.querySelector('.wrong').textContent = said
      input.setAttribute('aria-invalid', String(said !== ''))
    }
  }

  form.addEventListener('submit', sent)
  close.addEventListener('click', () => send('/page/close-form', {}))
  dialog.addEventListener('cancel', () => send('/page/close-form', {}))
  return refresh
}

function fieldOf({ name, label, hint, kind, initial }) {
  const field = element('label', 'field')
  const input = element('input')
  input.name = name
  input.value = initial
  input.autocomplete = 'off'
  input.inputMode = kind === 'number' ? 'decimal' : 'text'
  const wrong = element('span', 'wrong')
  wrong.setAttribute('role', 'alert')
  field.append(element('span', '', label), input, wrong, element('small', '', hint))
  return field
}
