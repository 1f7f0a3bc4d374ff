import { isBuiltin } from 'node:module'
import { posix } from 'node:path'
import { parseSync } from 'oxc-parser'
import { type Impurity, impuritiesIn } from './impure.ts'
import { isNode, literalOf, type Node, nodesIn, partsOf } from './syntax.ts'

/** An import whose name is made at run time. */
export const UNKNOWN = 'imports what only the running program knows'

interface Import {
  /** as it is written */
  readonly name: string
  /** the file of the project it names, or null for a package */
  readonly path: string | null
  /** nothing of it is left when the program runs */
  readonly isType: boolean
}

export interface SourceFile {
  /** from the root of the project, with forward slashes */
  readonly path: string
  readonly lines: number
  readonly imports: readonly Import[]
  readonly impurities: readonly Impurity[]
  readonly readsEnvironment: boolean
  readonly faults: readonly string[]
}

/** What the guard knows of a file: read from its syntax, so neither a comment nor a text can fool it. */
export function readSource(path: string, text: string): SourceFile {
  const { program, module, errors } = parseSync(path, text)
  const root = program as unknown as Node
  const found = [...nodesIn(root)]
  const imports = [
    ...module.staticImports.map(({ moduleRequest, entries }) => ({
      name: moduleRequest.value,
      isType: entries.length > 0 && entries.every(({ isType }) => isType),
    })),
    ...module.staticExports
      .flatMap(({ entries }) => entries)
      .flatMap(({ moduleRequest, isType }) => (moduleRequest ? [{ name: moduleRequest.value, isType }] : [])),
    ...found.flatMap(importBy),
  ]
  return {
    path,
    lines: text.replace(/\n$/, '').split('\n').length,
    imports: imports
      .filter((one): one is { name: string; isType: boolean } => one.name !== null)
      .map(({ name, isType }) => ({ name, isType, path: resolved(path, name) })),
    impurities: impuritiesIn(root),
    readsEnvironment: found.some(isEnvironment) || imports.some(({ name }) => isProcess(name)),
    faults: [
      ...errors.map(({ message }) => `cannot be parsed: ${message}`),
      ...imports.filter(({ name }) => name === null).map(() => UNKNOWN),
    ],
  }
}

/** What is imported in the midst of the code, or started by its address. */
function importBy(node: Node): { readonly name: string | null; readonly isType: boolean }[] {
  if (node.type === 'ImportExpression') return [{ name: literalOf(node.source), isType: false }]
  if (node.type === 'TSImportType') {
    const source = node.source ?? partsOf(node)[0]
    return [{ name: literalOf(source) ?? literalOf(isNode(source) ? source.literal : null), isType: true }]
  }
  if (node.type === 'TSExternalModuleReference') return [{ name: literalOf(node.expression), isType: false }]
  if (node.type === 'CallExpression' && isNode(node.callee) && node.callee.name === 'require')
    return [{ name: literalOf(argument(node, 0)), isType: false }]
  const address = node.type === 'NewExpression' && isNode(node.callee) && node.callee.name === 'URL'
  const name = address ? literalOf(argument(node, 0)) : null
  return name !== null && /\.[cm]?[jt]sx?$/.test(name) && !name.includes(':')
    ? [{ name: name.startsWith('.') ? name : `./${name}`, isType: false }]
    : []
}

const argument = (node: Node, at: number): unknown => (node.arguments as unknown[])[at]

function isEnvironment(node: Node): boolean {
  if (node.type !== 'MemberExpression' || !isNode(node.object) || !isNode(node.property)) return false
  const isProcessItself =
    node.object.name === 'process' ||
    (isNode(node.object.property) && node.object.property.name === 'process')
  return isProcessItself && (node.property.name === 'env' || literalOf(node.property) === 'env')
}

const isProcess = (name: string | null) => name === 'process' || name === 'node:process'

function resolved(from: string, name: string): string | null {
  return name.startsWith('.') ? posix.normalize(posix.join(posix.dirname(from), name)) : null
}

/** `knex/lib/query` is of `knex`, `@slack/bolt/x` of `@slack/bolt`; null for what Node brings along. */
export function packageOf(name: string): string | null {
  if (isBuiltin(name)) return null
  return name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/')
}
