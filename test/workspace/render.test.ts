import { describe, expect, it } from 'vitest'
import { drawTable } from '../../src/workspace/draw.ts'
import { actsOf, renderBlocks, renderText } from '../../src/workspace/render.ts'

const NAMES = { users: [{ id: 'U1', name: 'You' }], channels: [{ id: 'C1', name: 'kpi-alerts' }] }
const words = (html: string) => html.replace(/<[^>]*>/g, '')

describe('blocks as HTML', () => {
  it('names people and channels that are mentioned on purpose', () => {
    expect(words(renderText('see <#C1>, <@U1>', NAMES))).toBe('see #kpi-alerts, @You')
  })

  it('keeps an escaped mention, tag and entity as the text it was', () => {
    expect(words(renderText('&lt;!channel&gt; &lt;@U1&gt; &lt;b&gt; &amp;lt;', NAMES))).toBe(
      '&lt;!channel&gt; &lt;@U1&gt; &lt;b&gt; &amp;lt;',
    )
  })

  it('does not let data speak in the signs the renderer guards text with', () => {
    expect(renderText('\uE900script\uE901', NAMES)).not.toContain('&lt;script')
  })

  it('formats no plain text', () => {
    const text = { type: 'plain_text', text: '*a* _b_ :tada: <#C1> `c`', emoji: false }
    expect(words(renderBlocks([{ type: 'header', text }], NAMES))).toBe('*a* _b_ :tada: &lt;#C1&gt; `c`')
  })

  it('gives buttons places, and keeps what they mean from the page', () => {
    const button = {
      type: 'button',
      action_id: 'alert.ack',
      value: 'secret-7',
      text: { type: 'plain_text', text: 'Ack' },
    }
    const blocks = [{ type: 'divider' }, { type: 'actions', elements: [button] }]
    const html = renderBlocks(blocks, NAMES)
    expect(html).toContain('data-place="1:0"')
    expect(html).not.toMatch(/secret-7|alert\.ack/)
    expect(actsOf(blocks)).toMatchObject([{ place: '1:0', blockId: 'b1', element: { value: 'secret-7' } }])
  })

  it('sets headings below that of the page, and lets the keyboard into what scrolls', () => {
    const preformatted = {
      type: 'rich_text',
      elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'a  b' }] }],
    }
    const html = renderBlocks(
      [{ type: 'header', text: { type: 'plain_text', text: 'Head' } }, preformatted],
      NAMES,
    )
    expect(html.match(/<h\d/g)).toEqual(['<h2'])
    expect(html).toContain('<pre tabindex="0"')
  })

  it('says so where it cannot show a block, and shows the rest', () => {
    const html = renderBlocks(
      [{ type: 'hologram<' }, { type: 'actions' }, { type: 'data_visualization' }],
      NAMES,
    )
    expect(html).toContain('A block of type hologram&lt; cannot be shown here.')
    expect(html).toContain('A chart cannot be shown here.')
  })

  it('sets columns of figures to the right and reads rich cells', () => {
    const cell = (text: string) => ({ type: 'raw_text', text })
    const rich = {
      type: 'rich_text',
      elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'B & co' }] }],
    }
    const html = drawTable({
      type: 'data_table',
      caption: 'Top <5>',
      rows: [
        [cell('Name'), cell('GMV')],
        [rich, { type: 'raw_number', value: 1200 }],
        [cell('A4 paper'), cell('€40.04')],
        [cell('No change'), cell('±0.00 pp')],
      ],
    })
    expect(html).toContain('<caption>Top &lt;5&gt;</caption>')
    expect(html).toContain('<tr><td>B &amp; co</td><td class="figure" data-label="GMV">1,200</td></tr>')
    expect(html).toContain('<td>A4 paper</td><td class="figure" data-label="GMV">€40.04</td>')
  })
})
