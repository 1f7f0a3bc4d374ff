import { element } from './message.js'

/** Draws the form the bot has opened into its dialog, and sends what is filled in. */
export function attachForm({ dialog, get, send, suggest }) {
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
    form.prepend(...wanted.fields.map((field) => fieldOf(field, suggest)))
    if (!dialog.open) dialog.showModal()
    form.querySelector('input, select')?.focus()
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

function fieldOf(wanted, suggest) {
  const { name, label, hint, isOptional } = wanted
  const field = element('label', 'field')
  const input = inputOf(wanted)
  input.name = name
  if (wanted.kind === 'menu' && !wanted.options) field.append(offering(input, name, suggest))
  const wrong = element('span', 'wrong')
  wrong.setAttribute('role', 'alert')
  field.append(
    element('span', '', isOptional ? `${label} (optional)` : label),
    input,
    wrong,
    element('small', '', hint),
  )
  return field
}

function inputOf(wanted) {
  if (wanted.kind === 'channel' || wanted.kind === 'person') return choiceOf(wanted)
  return wanted.kind === 'menu' && wanted.options ? menuOf(wanted) : typedOf(wanted)
}

function typedOf({ kind, initial }) {
  const input = element('input')
  input.value = initial
  input.autocomplete = 'off'
  input.inputMode = kind === 'number' ? 'decimal' : 'text'
  return input
}

function choiceOf({ kind, choices, initial, isOptional }) {
  const select = element('select')
  if (isOptional) select.append(new Option('', ''))
  for (const { id, name } of choices) {
    const option = element('option', '', kind === 'channel' ? `#${name}` : name)
    option.value = id
    option.selected = id === initial
    select.append(option)
  }
  return select
}

function menuOf({ options, isOptional, initial }) {
  const menu = element('select')
  if (isOptional) menu.append(new Option('', ''))
  menu.append(...options.map(({ label, value }) => new Option(label, value)))
  menu.value = initial
  return menu
}

/** A menu whose lines the bot is asked for with every letter, as Slack does. */
function offering(input, name, suggest) {
  const list = element('datalist')
  list.id = `offered-${name}`
  input.setAttribute('list', list.id)
  let asked = 0
  async function ask() {
    const now = ++asked
    const found = await suggest({ field: name, value: input.value })
    if (now !== asked) return
    list.replaceChildren(...found.map(({ label, value }) => new Option(label, value)))
  }
  input.addEventListener('input', ask)
  input.addEventListener('focus', ask, { once: true })
  return list
}
