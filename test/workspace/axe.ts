import { createRequire } from 'node:module'

/** from disk: the page's own policy admits nothing */
export const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
export const looks = [
  { width: 1280, height: 800, colorScheme: 'light' as const },
  { width: 1280, height: 800, colorScheme: 'dark' as const },
  { width: 390, height: 844, colorScheme: 'light' as const },
  { width: 390, height: 844, colorScheme: 'dark' as const },
]

/** What axe-core finds that matters, by rule and element. */
export const FINDINGS = `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
  violations
    .filter(({ impact, id }) => impact === 'critical' || impact === 'serious' || id === 'heading-order')
    .flatMap(({ id, nodes }) => nodes.map((node) => id + ' ' + node.target.join(' ') + ' ' + node.html.slice(0, 120))))`
