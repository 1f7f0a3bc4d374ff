/** A node of the syntax tree, as the parser gives it (ESTree). */
export interface Node {
  readonly type: string
  readonly start: number
  readonly [field: string]: unknown
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}

/** The nodes right below one. */
export function partsOf(node: Node): Node[] {
  return Object.values(node).flat().filter(isNode)
}

/** A node and all below it. */
export function* nodesIn(node: Node): Generator<Node> {
  yield node
  for (const part of partsOf(node)) yield* nodesIn(part)
}

/** The text of a literal, of a template without holes too; null for what is reckoned at run time. */
export function literalOf(node: unknown): string | null {
  if (!isNode(node)) return null
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value
  if (node.type !== 'TemplateLiteral' || (node.expressions as unknown[]).length > 0) return null
  const [quasi] = node.quasis as { value: { cooked: string } }[]
  return quasi?.value.cooked ?? null
}
