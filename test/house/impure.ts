import { isNode, literalOf, type Node, partsOf } from './syntax.ts'

/** What makes a result depend on more than what a function is given, and the line it stands in (as an offset). */
export interface Impurity {
  readonly what: string
  readonly at: number
}

/** Clocks, chance, the network, the process and whatever leads to them. */
export const IMPURE_GLOBALS = [
  'Atomics',
  'Bun',
  'Deno',
  'EventSource',
  'FinalizationRegistry',
  'Function',
  'MessageChannel',
  'Promise',
  'Temporal',
  'WeakRef',
  'WebSocket',
  'Worker',
  'XMLHttpRequest',
  'clearImmediate',
  'clearInterval',
  'clearTimeout',
  'console',
  'crypto',
  'eval',
  'fetch',
  'global',
  'globalThis',
  'navigator',
  'performance',
  'process',
  'queueMicrotask',
  'require',
  'setImmediate',
  'setInterval',
  'setTimeout',
] as const
const GLOBALS: ReadonlySet<string> = new Set(IMPURE_GLOBALS)

const LATER: ReadonlySet<string> = new Set(['then', 'finally'])
/** of a Date, in the zone of the machine; the same with UTC is pure */
const LOCAL =
  /^(?:get|set)(?:Date|Day|FullYear|Hours|Milliseconds|Minutes|Month|Seconds|TimezoneOffset|Year)$/
/** of a Date or Intl, in the words and the zone of the machine where they are not named */
const LOCALISED = /^toLocale(?:Date|Time)?String$/
/** around a value, and nothing else of types is left when the program runs */
const AROUND_A_VALUE: ReadonlySet<string> = new Set([
  'TSAsExpression',
  'TSSatisfiesExpression',
  'TSNonNullExpression',
  'TSTypeAssertion',
  'TSInstantiationExpression',
])

/** Everything in a file that is not pure. */
export function impuritiesIn(root: Node): Impurity[] {
  const found: Impurity[] = []
  const say = (what: string, node: Node) => {
    found.push({ what, at: node.start })
  }
  function visit(node: Node): void {
    if (AROUND_A_VALUE.has(node.type)) {
      visit(node.expression as Node)
      return
    }
    if (node.type.startsWith('TS') && !node.type.startsWith('TSModule') && node.type !== 'TSExportAssignment')
      return
    if (node.type === 'Impure') say(String(node.name), node)
    if (node.async === true) say('async', node)
    if (node.type === 'AwaitExpression' || (node.type === 'ForOfStatement' && node.await === true))
      say('await', node)
    if (node.type === 'ImportExpression') say('import()', node)
    if (node.type === 'MetaProperty' && isNode(node.meta) && node.meta.name === 'import')
      say('import.meta', node)
    if (node.type === 'NewExpression' || node.type === 'CallExpression')
      for (const what of calls(node)) say(what, node)
    if (node.type === 'Identifier' && GLOBALS.has(String(node.name))) say(String(node.name), node)
    for (const part of evaluated(node)) visit(part)
  }
  visit(root)
  return found
}

/** The parts of a node that are reckoned: no names of fields, no types; what is pure in its place is passed over. */
function evaluated(node: Node): Node[] {
  const [object, property] = [node.object, node.property]
  if (node.type === 'MemberExpression' && isNode(object)) {
    const name = node.computed ? literalOf(property) : isNode(property) ? String(property.name) : null
    const isPure =
      (object.name === 'Math' && name !== null && name !== 'random') ||
      (object.name === 'Date' && (name === 'UTC' || name === 'parse'))
    const rest = node.computed && isNode(property) ? [property] : []
    return isPure
      ? rest
      : [
          object.name === 'Math' || object.name === 'Date'
            ? impure(`${object.name}.${name ?? '?'}`, object)
            : object,
          ...rest,
        ]
  }
  const named = ['Property', 'PropertyDefinition', 'MethodDefinition', 'AccessorProperty'].includes(node.type)
  if (named && !node.computed) return partsOf({ ...node, key: null })
  if (node.type === 'NewExpression' && isNode(node.callee) && node.callee.name === 'Date')
    return partsOf({ ...node, callee: null })
  if (/^(?:Import|Export)(?:Specifier|DefaultSpecifier|NamespaceSpecifier)$/.test(node.type)) return []
  if (node.type === 'Identifier' && (node.name === 'Math' || node.name === 'Date'))
    return [impure(String(node.name), node)]
  return partsOf(node)
}

/** Stands for what is found, so that there is one place that says it. */
function impure(name: string, { start }: Node): Node {
  return { type: 'Impure', start, name }
}

function* calls(node: Node): Generator<string> {
  const callee = node.callee as Node
  const count = (node.arguments as unknown[]).length
  if (node.type === 'NewExpression' && callee.name === 'Date' && count !== 1)
    yield count === 0 ? 'new Date()' : 'new Date of local parts'
  const method =
    callee.type === 'MemberExpression' && isNode(callee.property)
      ? String(callee.property.name ?? literalOf(callee.property))
      : ''
  if (LATER.has(method)) yield `.${method}()`
  if (LOCAL.test(method)) yield `.${method}() of local time`
  if (method === 'resolvedOptions') yield '.resolvedOptions()'
  if (LOCALISED.test(method) && (count === 0 || (method !== 'toLocaleString' && !namesZone(node))))
    yield `.${method}() of this machine`
  if (method === 'DateTimeFormat' && !namesZone(node)) yield 'Intl.DateTimeFormat of the local zone'
}

function namesZone(node: Node): boolean {
  const [, options] = node.arguments as Node[]
  if (!options) return false
  if (options.type !== 'ObjectExpression') return true
  return (options.properties as Node[]).some(
    (one) => one.type === 'SpreadElement' || (isNode(one.key) && one.key.name === 'timeZone'),
  )
}
