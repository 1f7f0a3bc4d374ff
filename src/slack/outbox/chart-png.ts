import { Resvg } from '@resvg/resvg-js'
import { chartSvg } from '../../messages/chart-svg.ts'
import type { Chart } from '../../messages/message.ts'

/** A chart as PNG at twice its size, or null where the machine has no font to write its labels with. */
export function chartPng(chart: Chart): Buffer | null {
  if (!hasFont()) return null
  return render(chartSvg(chart), 1440)
}

function render(svg: string, width: number): Buffer {
  const options = {
    font: { loadSystemFonts: true, defaultFontFamily: 'DejaVu Sans' },
    fitTo: { mode: 'width', value: width },
  } as const
  return new Resvg(svg, options).render().asPng()
}

const BLANK = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"></svg>'
const LETTER = BLANK.replace(
  '></svg>',
  '><text x="2" y="16" font-family="DejaVu Sans, sans-serif">M</text></svg>',
)
let known: boolean | null = null

/** Whether a written letter leaves ink. Asked once: fonts do not come while a process runs. */
function hasFont(): boolean {
  known ??= !render(BLANK, 20).equals(render(LETTER, 20))
  return known
}
