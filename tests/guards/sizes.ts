import ts from 'typescript'
import { lineOf, parse } from './laws.ts'
import type { Finding, TextFile } from './tree.ts'

/** What may stay larger than the limit: `path` or `path#function`, and the lines it had when it was let in. */
export interface SizeExceptions {
  /** How many entries there may be; it goes down, never up. */
  readonly maximum: number
  readonly lines: Readonly<Record<string, number>>
}

export const fileLimit = 300
export const functionLimit = 80

/** Files over 300 lines and functions over 80, those excepted by name; and exceptions that are no longer needed. */
export function oversized(files: readonly TextFile[], exceptions: SizeExceptions): Finding[] {
  const large = new Map(files.flatMap((file) => [...largeParts(file)]))
  const tooLarge = [...large].flatMap(([name, { path, line, lines, limit }]) => {
    const allowed = exceptions.lines[name] ?? limit
    return lines <= allowed
      ? []
      : [
          {
            path,
            line,
            sentence: `${name} has ${lines} lines, at most ${allowed} are allowed. Split it by what it does.`,
          },
        ]
  })
  const idle = Object.keys(exceptions.lines)
    .filter((name) => !large.has(name))
    .map((name) => ({
      path: name,
      line: 0,
      sentence: 'This is small enough now: take it off the exception list.',
    }))
  const count = Object.keys(exceptions.lines).length
  const grown = {
    path: 'tests/guards/size-exceptions.json',
    line: 0,
    sentence: `There are ${count} exceptions and ${exceptions.maximum} are allowed; the list only shrinks.`,
  }
  const slack = { ...grown, sentence: `Lower the maximum to ${count}, so that the list cannot grow again.` }
  const list = count > exceptions.maximum ? [grown] : count < exceptions.maximum ? [slack] : []
  return [...tooLarge, ...idle, ...list]
}

interface Part {
  readonly path: string
  readonly line: number
  readonly lines: number
  readonly limit: number
}

function largeParts(file: TextFile): Map<string, Part> {
  const parts = new Map<string, Part>()
  // Typed data is as long as what it tells.
  if (/\/content\//.test(file.path)) return parts
  const lines = file.text.trimEnd().split('\n').length
  if (lines > fileLimit)
    parts.set(file.path, { path: file.path, line: fileLimit + 1, lines, limit: fileLimit })
  const { tree, nodes } = parse(file)
  for (const node of nodes) {
    if (!ts.isFunctionLike(node) || !('body' in node) || node.body === undefined || isStory(node)) continue
    const line = lineOf(tree, node.getStart())
    const length = lineOf(tree, node.end) - line + 1
    const name = `${file.path}#${nameOf(node) ?? `line ${line}`}`
    if (length > functionLimit)
      parts.set(name, { path: file.path, line, lines: length, limit: functionLimit })
  }
  return parts
}

/** The callback of `describe` is a chapter of tests, not a function that does one thing. */
function isStory(node: ts.Node): boolean {
  return ts.isCallExpression(node.parent) && /^(test\.)?describe\b/.test(node.parent.expression.getText())
}

function nameOf(node: ts.SignatureDeclaration): string | undefined {
  const { parent } = node
  if (node.name !== undefined) return node.name.getText()
  if (ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent)) return parent.name.getText()
  if (ts.isCallExpression(parent) && ts.isVariableDeclaration(parent.parent))
    return parent.parent.name.getText()
  return undefined
}
