import { parseSync } from 'oxc-parser'
import { isNode, literalOf, type Node, nodesIn, partsOf } from './syntax.ts'

/**
 * What is wrong with how a file tests: a test that may end early is green without its data, and one that looks for data or a
 * server when it already runs cannot be counted as skipped any more (`it.skipIf`).
 */
export function judgeTests(path: string, text: string): string[] {
  const at = ({ start }: Node) => `${path}:${text.slice(0, start).split('\n').length}`
  return [...nodesIn(parseSync(path, text).program as unknown as Node)]
    .filter(isTest)
    .flatMap((test) =>
      bodiesOf(test).flatMap((body) => [
        ...[...ownNodes(body)].filter(isEmptyReturn).map((one) => `${at(one)} a test ends early`),
        ...[...nodesIn(body)]
          .filter(looksForData)
          .map((one) => `${at(one)} a test looks for its data as it runs`),
      ]),
    )
}

function isTest(node: Node): boolean {
  return node.type === 'CallExpression' && ['it', 'test'].includes(calledBy(node))
}

/** `it` of `it.skipIf(absent)('…', …)` and `it.each([…])('…', …)` too. */
function calledBy(node: unknown): string {
  if (!isNode(node)) return ''
  return node.type === 'Identifier' ? String(node.name) : calledBy(node.callee ?? node.object ?? node.tag)
}

const bodiesOf = (test: Node) =>
  (test.arguments as Node[]).filter(({ type }) => type.endsWith('FunctionExpression'))

/** Without those of the functions in it, which may return as they like. */
function* ownNodes(body: Node): Generator<Node> {
  for (const part of partsOf(body)) {
    if (/Function/.test(part.type)) continue
    yield part
    yield* ownNodes(part)
  }
}

const isEmptyReturn = (node: Node) => node.type === 'ReturnStatement' && !node.argument

function looksForData(node: Node): boolean {
  if (node.type === 'CallExpression') return isNode(node.callee) && node.callee.name === 'sharedData'
  if (node.type !== 'MemberExpression' || !isNode(node.property)) return false
  return /^TEST_/.test(String(node.property.name ?? literalOf(node.property)))
}
