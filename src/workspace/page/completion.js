import { element } from './message.js'

/** Commands while one is being named, then its examples: arrows choose, Tab or Enter takes, Escape leaves. */
export function attachCompletion({ field, list, commands, changed }) {
  let options = []
  let chosen = -1

  function suggest() {
    const typed = field.value
    options = typed.startsWith('/') && !typed.includes('\n') ? matching(commands(), typed) : []
    chosen = options.length > 0 && !typed.includes(' ') ? 0 : -1
    draw()
  }

  function draw() {
    list.replaceChildren(...options.map(row))
    list.hidden = options.length === 0
    field.setAttribute('aria-expanded', String(!list.hidden))
    if (chosen >= 0) field.setAttribute('aria-activedescendant', `option-${chosen}`)
    else field.removeAttribute('aria-activedescendant')
    list.children[chosen]?.scrollIntoView({ block: 'nearest' })
  }

  function row(option, at) {
    const line = element('li', option.isHint ? 'hint' : '')
    line.id = `option-${at}`
    line.setAttribute('role', 'option')
    line.setAttribute('aria-selected', String(at === chosen))
    line.append(element('b', '', option.label), element('span', '', option.about))
    line.addEventListener('mousedown', (event) => {
      event.preventDefault()
      take(at)
    })
    return line
  }

  function take(at) {
    const option = options[at]
    if (!option) return
    field.value = option.fill
    changed()
    suggest()
    field.focus()
  }

  field.addEventListener('input', suggest)
  field.addEventListener('blur', () => {
    options = []
    draw()
  })
  field.addEventListener('keydown', (event) => {
    if (list.hidden) return
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) {
      chosen = (Math.max(chosen, step < 0 ? 0 : -1) + step + options.length) % options.length
      draw()
    } else if (event.key === 'Escape') {
      options = []
      draw()
    } else if (
      (event.key === 'Tab' || event.key === 'Enter') &&
      chosen >= 0 &&
      options[chosen].fill !== field.value
    ) {
      take(chosen)
    } else return
    event.preventDefault()
    event.stopImmediatePropagation()
  })

  return { close: () => field.dispatchEvent(new Event('blur')) }
}

function matching(commands, typed) {
  const named = commands.find(({ name }) => typed.startsWith(`${name} `))
  if (!named) {
    return commands
      .filter(({ name }) => name.startsWith(typed))
      .map((command) => ({ label: command.usage, about: command.about, fill: `${command.name} ` }))
  }
  return named.examples
    .filter((example) => example.startsWith(typed) && example !== typed)
    .map((example) => ({ label: example, about: 'example', fill: example, isHint: true }))
}
