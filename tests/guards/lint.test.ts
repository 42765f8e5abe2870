import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { root } from './tree.ts'

const late = `const late = async (): Promise<number> => 1\n`
const jsx = `import { useEffect, useState } from 'react'\n`

/** A rule that must stay on, the file that breaks it, its text. */
const planted: readonly (readonly [rule: string, file: string, text: string])[] = [
  ['typescript(no-floating-promises)', 'src/a.ts', `${late}late()`],
  ['typescript(no-misused-promises)', 'src/b.ts', `${late}if (late()) late().catch(() => 1)`],
  ['typescript(await-thenable)', 'src/c.ts', `await 1`],
  [
    'typescript(switch-exhaustiveness-check)',
    'src/d.ts',
    `declare const x: 'a' | 'b'\nswitch (x) {\n  case 'a':\n    break\n}`,
  ],
  [
    'typescript(no-deprecated)',
    'src/e.ts',
    `/** @deprecated */\nconst old = () => 1\nexport const x = old()`,
  ],
  [
    'typescript(restrict-template-expressions)',
    'src/f.ts',
    `export const x = (o: object): string => \`\${o}\``,
  ],
  ['typescript(no-explicit-any)', 'src/g.ts', `export const x = (y: any): string => String(y)`],
  ['import(no-default-export)', 'src/h.ts', `export default 1`],
  ['oxc(no-barrel-file)', 'src/i.ts', `export * from './h.ts'`],
  [
    'eslint(no-param-reassign)',
    'src/j.ts',
    `export const x = (y: number): number => {\n  y = 2\n  return y\n}`,
  ],
  ['eslint(eqeqeq)', 'src/k.ts', `export const x = (y: number): boolean => y == 2`],
  [
    'react-hooks(rules-of-hooks)',
    'src/l.tsx',
    `${jsx}export const X = ({ on }: { on: boolean }) => {\n  if (on) useState(1)\n  useEffect(() => {})\n  return null\n}`,
  ],
  [
    'react-hooks(exhaustive-deps)',
    'src/m.tsx',
    `${jsx}export const X = ({ on }: { on: boolean }) => {\n  const [, set] = useState(false)\n  useEffect(() => set(on), [])\n  return null\n}`,
  ],
  ['react(no-danger)', 'src/n.tsx', `export const X = () => <p dangerouslySetInnerHTML={{ __html: '' }} />`],
  ['jsx-a11y(alt-text)', 'src/o.tsx', `export const X = () => <img src="x.png" />`],
  [
    'vitest(expect-expect)',
    'src/p.test.ts',
    `import { it } from 'vitest'\nit('a reader sees nothing', () => {})`,
  ],
]

const Report = z.object({
  diagnostics: z.array(z.object({ code: z.string().optional(), filename: z.string() })),
})

let folder: string
let found: readonly (readonly [string | undefined, string])[]

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'muster-lint-'))
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  for (const name of ['.oxlintrc.json', 'package.json']) cpSync(join(root, name), join(folder, name))
  const compilerOptions = {
    target: 'ES2023',
    module: 'ESNext',
    moduleResolution: 'bundler',
    strict: true,
    jsx: 'react-jsx',
    allowImportingTsExtensions: true,
    noEmit: true,
  }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['src'] }))
  for (const [, file, text] of planted) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), `${text}\n`)
  }
  found = await lint()
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the linter', () => {
  it.each(planted)('an author hears %s about %s', (rule, file) => {
    expect(found).toContainEqual([rule, file])
  })
})

async function lint(): Promise<[string | undefined, string][]> {
  const program = join(root, 'node_modules', '.bin', 'oxlint')
  // It ends with 1 since it found something, and its report stands on the error.
  const ended = promisify(execFile)(program, ['-f', 'json'], { cwd: folder, maxBuffer: 2 ** 24 }).catch(
    (error: unknown) => error,
  )
  const { stdout } = z.object({ stdout: z.string() }).parse(await ended)
  return Report.parse(JSON.parse(stdout)).diagnostics.map(({ code, filename }) => [code, filename])
}
