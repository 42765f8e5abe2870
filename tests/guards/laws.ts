/** Laws of the code that need its syntax tree. Each answers findings; none changes anything. */
import ts from 'typescript'
import type { Finding, TextFile } from './tree.ts'

interface Read {
  readonly file: TextFile
  readonly tree: ts.SourceFile
  readonly nodes: readonly ts.Node[]
}

/** All laws for one file. */
export function brokenLaws(file: TextFile): Finding[] {
  const read = parse(file)
  return [
    ...promise(read),
    ...defaultExports(read),
    ...barrels(read),
    ...anyTypes(read),
    ...unreasoned(read),
    ...silencedLint(read),
    ...terminalOutput(read),
    ...fixedSleeps(read),
  ]
}

/** Parses a file and lists its nodes, parents before children. */
export function parse(file: TextFile): Read {
  const kind = file.path.endsWith('.tsx')
    ? ts.ScriptKind.TSX
    : file.path.endsWith('.mjs')
      ? ts.ScriptKind.JS
      : ts.ScriptKind.TS
  const tree = ts.createSourceFile(file.path, file.text, ts.ScriptTarget.ES2023, true, kind)
  const nodes: ts.Node[] = []
  const visit = (node: ts.Node): void => {
    nodes.push(node)
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return { file, tree, nodes }
}

/** The line, counted from 1, on which a node begins, its comments left out. */
export function lineOf(tree: ts.SourceFile, position: number): number {
  return tree.getLineAndCharacterOfPosition(position).line + 1
}

function found({ file, tree }: Read, position: number, sentence: string): Finding {
  return { path: file.path, line: lineOf(tree, position), sentence }
}

function promise({ file }: Read): Finding[] {
  if (!/^src\/(base|platform)\//.test(file.path) || isTest(file.path) || file.path.endsWith('.d.ts'))
    return []
  if (/^(\/\*\*?\s[^]*?[a-z]{2}[^]*?\*\/|\/\/ .{15})/.test(file.text.trimStart())) return []
  return [
    {
      path: file.path,
      line: 1,
      sentence: 'Files of base and platform open with a sentence that says what they promise.',
    },
  ]
}

function defaultExports(read: Read): Finding[] {
  if (/\.config\.ts$|\.d\.ts$/.test(read.file.path)) return []
  return read.nodes
    .filter(
      (node) =>
        (ts.isExportAssignment(node) && node.isExportEquals !== true) ||
        (ts.isExportSpecifier(node) && node.name.text === 'default') ||
        (ts.canHaveModifiers(node) &&
          ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword) === true),
    )
    .map((node) =>
      found(read, node.getStart(), 'Export it by its name, so that it is called the same everywhere.'),
    )
}

function barrels(read: Read): Finding[] {
  const statements = read.tree.statements
  const passedOn = statements.filter(
    (node) => ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined,
  )
  const stars = passedOn.filter((node) => ts.isExportDeclaration(node) && node.exportClause === undefined)
  const wholly =
    passedOn.length > 0 && statements.every((node) => passedOn.includes(node) || ts.isImportDeclaration(node))
  return (wholly ? passedOn.slice(0, 1) : stars).map((node) =>
    found(
      read,
      node.getStart(),
      'This file only passes on what others hold. Import from the file that has it.',
    ),
  )
}

function anyTypes(read: Read): Finding[] {
  return read.nodes
    .filter(({ kind }) => kind === ts.SyntaxKind.AnyKeyword)
    .map((node) =>
      found(
        read,
        node.getStart(),
        '`any` switches the checker off. Use `unknown` and look, or the real type.',
      ),
    )
}

/** `as` and `!` overrule the checker, so a comment on the same line or the one above says why that is right. */
function unreasoned(read: Read): Finding[] {
  const comments = commentLines(read)
  const lines = new Map<number, Finding>()
  for (const node of read.nodes) {
    const position = overruling(node)
    if (position === undefined) continue
    const line = lineOf(read.tree, position)
    const start = lineOf(read.tree, node.getStart())
    const reasoned = [line, line - 1, start - 1, lineOf(read.tree, node.end)].some((each) =>
      comments.has(each),
    )
    if (!reasoned)
      lines.set(
        line,
        found(read, position, 'Say in a comment, here or on the line above, why `as` or `!` is right.'),
      )
  }
  return [...lines.values()]
}

/** Where the `as`, `<type>` or `!` stands; `as const` and `satisfies` overrule nothing. */
function overruling(node: ts.Node): number | undefined {
  if (ts.isNonNullExpression(node)) return node.end - 1
  if (ts.isTypeAssertionExpression(node)) return node.getStart()
  if (!ts.isAsExpression(node) || node.type.getText() === 'const') return undefined
  return node.expression.end
}

function commentLines({ file, tree, nodes }: Read): Set<number> {
  const lines = new Set<number>()
  for (const node of nodes) {
    const ranges = [
      ...(ts.getLeadingCommentRanges(file.text, node.getFullStart()) ?? []),
      ...(ts.getTrailingCommentRanges(file.text, node.end) ?? []),
      // After a comma or a bracket the comment belongs to no node, but it starts where the line goes on.
      ...(ts.getTrailingCommentRanges(file.text, node.end + 1) ?? []),
    ]
    for (const { pos, end } of ranges) {
      for (let line = lineOf(tree, pos); line <= lineOf(tree, end); line += 1) lines.add(line)
    }
  }
  return lines
}

function silencedLint(read: Read): Finding[] {
  return read.file.text.split('\n').flatMap((text, index) => {
    if (!/(\/\/|\/\*)\s*(ox|es)lint-disable/.test(text) || / -- \S/.test(text)) return []
    return [
      { path: read.file.path, line: index + 1, sentence: 'A silenced rule carries its reason after " -- ".' },
    ]
  })
}

function terminalOutput(read: Read): Finding[] {
  if (!/^(src|tests)\//.test(read.file.path)) return []
  if (/^src\/(app\/cli|verify\/|bench\/)|^tests\/(soak|guards)\//.test(read.file.path)) return []
  return (
    read.nodes
      .filter((node) => ts.isPropertyAccessExpression(node) && node.expression.getText() === 'console')
      // In the browser the console is the only log there is, and it is for what nobody expected.
      .filter((node) => !(isForBrowser(read.file.path) && node.getText() === 'console.error'))
      .map((node) =>
        found(read, node.getStart(), 'Only the command line prints. Use the log, or answer the caller.'),
      )
  )
}

function isForBrowser(path: string): boolean {
  return /^src\/(ui\/|app\/(web\/|main\.tsx$)|areas\/[^/]+\/[^/]+\/web\/)/.test(path)
}

/** A sleep in a test is a guess; inside a loop it is the pause of a poll, which ends when the thing has happened. */
function fixedSleeps(read: Read): Finding[] {
  if (!isTest(read.file.path)) return []
  const sleepers = new Set(['setTimeout', ...timerImports(read)])
  return read.nodes
    .filter(ts.isCallExpression)
    .filter(({ expression }) => {
      if (ts.isPropertyAccessExpression(expression)) return expression.name.text === 'waitForTimeout'
      return ts.isIdentifier(expression) && sleepers.has(expression.text)
    })
    .filter((node) => isWaitedFor(node, read) && !hasAncestor(node, isLoop))
    .map((node) =>
      found(
        read,
        node.getStart(),
        'Wait for what should happen (poll until it does), not for a time to pass.',
      ),
    )
}

function timerImports({ tree }: Read): string[] {
  return tree.statements
    .filter(ts.isImportDeclaration)
    .filter(({ moduleSpecifier }) =>
      /^(node:)?timers\/promises$/.test(moduleSpecifier.getText().slice(1, -1)),
    )
    .flatMap(({ importClause }) => {
      const names = importClause?.namedBindings
      return names !== undefined && ts.isNamedImports(names)
        ? names.elements.map(({ name }) => name.text)
        : []
    })
}

/** A timer that only guards (and is cleared) is no sleep; one that settles a promise is. */
function isWaitedFor(node: ts.CallExpression, read: Read): boolean {
  const { expression } = node
  if (ts.isPropertyAccessExpression(expression)) return true
  if (timerImports(read).includes(expression.getText())) return true
  return hasAncestor(node, (above) => ts.isNewExpression(above) && above.expression.getText() === 'Promise')
}

function isLoop(node: ts.Node): boolean {
  return ts.isIterationStatement(node, false)
}

function hasAncestor(node: ts.Node, is: (above: ts.Node) => boolean): boolean {
  for (let above = node.parent; above !== undefined; above = above.parent) {
    if (is(above)) return true
  }
  return false
}

function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path) || path.startsWith('tests/')
}
