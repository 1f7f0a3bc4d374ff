import { element } from './message.js'

/**
 * Commands while one is being named, then the shop's own names and the command's examples: arrows choose, Tab or Enter
 * takes, Escape leaves. A command that is typed in full is sent by Enter, not completed; so is a line with a name in it.
 */
export function attachCompletion({ field, list, commands, names, changed }) {
  let options = []
  let chosen = -1
  let isMoved = false

  function suggest() {
    const typed = field.value
    options = typed.startsWith('/') && !typed.includes('\n') ? matching(commands(), typed) : []
    chosen = options.length > 0 && !typed.includes(' ') ? 0 : -1
    isMoved = false
    draw()
    addNames(typed)
  }

  /** The bot knows the names: what it answers to a line that is no longer there is dropped. */
  async function addNames(typed) {
    if (!typed.startsWith('/') || !typed.includes(' ') || typed.includes('\n')) return
    const found = await names(typed)
    if (field.value !== typed || isMoved || document.activeElement !== field) return
    const named = found.map(({ line, fill, label }) => ({ label: fill, about: label, fill: `${line} ` }))
    options = [...named, ...options.filter(({ isHint }) => isHint)]
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
    const line = element('div', `option${option.isHint ? ' hint' : ''}`)
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

  function close() {
    options = []
    draw()
  }

  const isWhole = () => commands().some(({ name }) => name === field.value.trim().toLowerCase())

  field.addEventListener('input', suggest)
  field.addEventListener('blur', close)
  field.addEventListener('keydown', (event) => {
    if (list.hidden) return
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) {
      // the first is chosen from the start: the arrow that makes it the reader's own choice moves on from there
      chosen = (Math.max(chosen, step < 0 ? 0 : -1) + step + options.length) % options.length
      isMoved = true
      draw()
    } else if (event.key === 'Escape') close()
    else if (event.key === 'Enter' && !isMoved && isWhole()) return close()
    else if (event.key === 'Tab' && chosen < 0) take(0)
    else if (
      (event.key === 'Tab' || event.key === 'Enter') &&
      chosen >= 0 &&
      options[chosen].fill !== field.value
    ) {
      take(chosen)
    } else return
    event.preventDefault()
    event.stopImmediatePropagation()
  })
}

function matching(commands, typed) {
  const wanted = typed.toLowerCase()
  const named = commands.find(({ name }) => wanted.startsWith(`${name} `))
  if (!named) {
    return commands
      .filter(({ name }) => name.startsWith(wanted))
      .map((command) => ({ label: command.usage, about: command.about, fill: `${command.name} ` }))
  }
  return named.examples
    .filter((example) => example.toLowerCase().startsWith(wanted) && example !== typed)
    .map((example) => ({ label: example, about: 'example', fill: example, isHint: true }))
}
