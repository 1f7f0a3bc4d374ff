/** Light or dark as the machine is set: the sheets of the page see it themselves, the block library's needs a word. */
export function showTheme() {
  const dark = matchMedia('(prefers-color-scheme: dark)')
  const show = () => {
    document.documentElement.dataset.theme = dark.matches ? 'dark' : 'light'
  }
  dark.addEventListener('change', show)
  show()
}
