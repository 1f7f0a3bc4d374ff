/** The app's shortcuts, as its manifest lists them: one beside the composer, the others at every message of the bot. */
export function shortcutsOn({ button, known, use }) {
  const ofType = (type) => known().filter((shortcut) => shortcut.type === type)
  button.addEventListener('click', () => {
    const [first] = ofType('global')
    if (first) use({ callbackId: first.callback_id, at: null })
  })
  return {
    shown() {
      const [first] = ofType('global')
      button.hidden = !first
      if (!first) return
      button.title = first.name
      button.setAttribute('aria-label', first.name)
    },
    ofMessages: () => ofType('message'),
    useAt: (shortcut, at) => use({ callbackId: shortcut.callback_id, at }),
  }
}
