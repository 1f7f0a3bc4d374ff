/** a pressed button rests, so that a double click is one press */
const REST_MS = 1500

/** Buttons are found by their place in the message; what they mean is known to the server alone. */
export function attachPresses({ dialog, confirmsOf, press, failed }) {
  document.addEventListener('click', async (event) => {
    const button = event.target.closest('button[data-place]')
    if (!button) return
    const place = button.dataset.place
    const ts = button.closest('[data-ts]')?.dataset.ts
    const asked = confirmsOf(ts)?.[place]
    if (asked && !(await confirmed(dialog, asked))) return
    button.disabled = true
    button.classList.add('busy')
    const fault = await press({ ts, place })
    if (fault) failed(fault)
    setTimeout(() => {
      button.disabled = false
      button.classList.remove('busy')
    }, REST_MS)
  })
}

function confirmed(dialog, asked) {
  const part = (name) => dialog.querySelector(`#confirm-${name}`)
  part('title').textContent = asked.title
  part('text').textContent = asked.text
  part('yes').textContent = asked.yes
  part('no').textContent = asked.no
  dialog.returnValue = 'no'
  dialog.showModal()
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'), { once: true })
  })
}
