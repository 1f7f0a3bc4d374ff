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
      const input = field.querySelector('input, select')
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

function fieldOf(wanted) {
  const { name, label, hint, kind } = wanted
  const field = element('label', 'field')
  const input = kind === 'channel' ? choiceOf(wanted) : typedOf(wanted)
  input.name = name
  const wrong = element('span', 'wrong')
  wrong.setAttribute('role', 'alert')
  field.append(element('span', '', label), input, wrong, element('small', '', hint))
  return field
}

function typedOf({ kind, initial }) {
  const input = element('input')
  input.value = initial
  input.autocomplete = 'off'
  input.inputMode = kind === 'number' ? 'decimal' : 'text'
  return input
}

function choiceOf({ choices, initial }) {
  const select = element('select')
  for (const { id, name } of choices) {
    const option = element('option', '', `#${name}`)
    option.value = id
    option.selected = id === initial
    select.append(option)
  }
  return select
}
