import type { Payload } from '../../src/messages/block-kit.ts'

/** Slack's limits, said a second time and from the outside: what a payload breaks. */
export function broken({ text, blocks }: Payload): string[] {
  const faults: string[] = []
  const fault = (what: string, isBroken: boolean) => void (isBroken && faults.push(what))
  fault('text is empty', text === '')
  fault('text calls someone', /<[!@#]/.test(text))
  fault('over 50 blocks', blocks.length > 50)
  fault('over 2 charts', blocks.filter((block) => block.type === 'data_visualization').length > 2)
  for (const block of blocks) {
    const whole = JSON.stringify(block)
    fault('control character', /\\u00(0[0-8]|1|0[b-f])/.test(whole) || /[\u202e]/.test(whole))
    fault('empty text', /"text":""/.test(whole))
    if (block.type === 'header') fault('header', block.text.text.length > 150)
    if (block.type === 'rich_text') fault('rich text', whole.length > 3000 * 2 + 400)
    if (block.type === 'section') {
      const fields = 'fields' in block ? block.fields : []
      const texts = 'fields' in block ? block.fields : [block.text]
      fault('fields', fields.length > 10 || fields.some((field) => field.text.length > 2000))
      fault(
        'section',
        texts.some((one) => one.text.length > 3000),
      )
      fault(
        'section calls someone',
        texts.some((one) => one.type === 'mrkdwn' && /<[!@#h]/.test(one.text)),
      )
    }
    if (block.type === 'context') {
      fault('context', block.elements.length > 10)
      fault(
        'context text',
        block.elements.some((one) => one.text.length > 2000),
      )
    }
    if (block.type === 'actions') {
      fault('buttons', block.elements.length > 25)
      fault(
        'button text',
        block.elements.some((one) => one.text.text.length > 75 || one.value.length > 2000),
      )
      fault('two of one id', new Set(block.elements.map((one) => one.action_id)).size < block.elements.length)
    }
    if (block.type === 'data_table') {
      fault('rows', block.rows.length > 100 || block.rows.length < 2)
      fault(
        'columns',
        block.rows.some((row) => row.length > 20 || row.length !== block.rows[0]?.length),
      )
      fault('caption', block.caption === '')
    }
    if (block.type === 'data_visualization' && block.chart.type !== 'pie') {
      const { series, axis_config } = block.chart
      fault('series', series.length > 6 || new Set(series.map((one) => one.name)).size < series.length)
      fault(
        'categories',
        axis_config.categories.length > 20 || axis_config.categories.some((one) => one.length > 20),
      )
      const labels = axis_config.categories.join('|')
      fault(
        'not exactly one value a category',
        series.some(({ data }) => data.map(({ label }) => label).join('|') !== labels),
      )
    }
  }
  return faults
}
