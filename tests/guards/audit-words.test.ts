import ts from 'typescript'
import { expect, test } from 'vitest'
import { leafKinds } from '../../src/base/leaf-kinds.ts'
import auditedGerman from '../../src/areas/register/people/web/audited/messages/de.json' with { type: 'json' }
import auditedEnglish from '../../src/areas/register/people/web/audited/messages/en.json' with { type: 'json' }
import german from '../../src/areas/register/people/messages/de.json' with { type: 'json' }
import english from '../../src/areas/register/people/messages/en.json' with { type: 'json' }
import { parse } from './laws.ts'
import { projectCode, type TextFile } from './tree.ts'

const catalogues = {
  en: { people: english, audited: auditedEnglish },
  de: { people: german, audited: auditedGerman },
}

/** A sentence of its own, or a noun and a verb. */
function isSpoken(kind: string, code: keyof typeof catalogues): boolean {
  const { people, audited } = catalogues[code]
  const [noun = '', verb = noun] = kind.split('.')
  const hasSentence = Object.hasOwn(people.audit.kind, kind.replace('.', '_'))
  return hasSentence || (Object.hasOwn(audited.noun, noun) && Object.hasOwn(audited.verb, verb))
}

/** The kinds that a file records on the organisation's own stream; where one is computed, all that the file names. */
function auditedIn(file: TextFile): string[] {
  if (!file.text.includes("'audit'")) return []
  const known: readonly string[] = leafKinds
  const { nodes } = parse(file)
  const literals = (node: ts.Node): string[] => {
    const found: string[] = []
    const visit = (one: ts.Node): void => {
      if (ts.isStringLiteral(one) && known.includes(one.text)) found.push(one.text)
      ts.forEachChild(one, visit)
    }
    visit(node)
    return found
  }
  const named = (node: ts.ObjectLiteralExpression, name: string) =>
    node.properties.find(
      (one) => one.name !== undefined && ts.isIdentifier(one.name) && one.name.text === name,
    )
  return nodes.filter(ts.isObjectLiteralExpression).flatMap((node) => {
    const stream = named(node, 'stream')
    const kind = named(node, 'kind')
    const isOurs =
      stream !== undefined &&
      ts.isPropertyAssignment(stream) &&
      stream.initializer.getText().includes("'audit'")
    if (!isOurs || kind === undefined) return []
    const own = literals(kind)
    return own.length > 0 ? own : nodes.filter(ts.isSourceFile).flatMap(literals)
  })
}

test.each(['en', 'de'] as const)(
  'a reader of the organisation’s record finds words for each kind of entry on it, in %s',
  (code) => {
    const files = projectCode().filter(({ path }) => path.startsWith('src/') && !path.includes('.test.'))
    const kinds = new Set(files.flatMap(auditedIn))
    expect(kinds.size).toBeGreaterThan(180)
    const wordless = [...kinds].filter((kind) => !isSpoken(kind, code))
    expect(wordless).toEqual([])
  },
)
