import { describe, expect, it } from 'vitest'
import { brokenLaws } from './laws.ts'
import { inWords, projectCode } from './tree.ts'

const promise = '// Promises one thing, and keeps it always.\n'
/** A sentence of the law, the file, and text that breaks it on its last line. */
const broken: readonly (readonly [sentence: string, path: string, text: string])[] = [
  ['open with a sentence', 'src/base/x.ts', `export const x = 1`],
  [
    'open with a sentence',
    'src/platform/mail/x.ts',
    `import * as z from 'zod'\n/** Late. */\nexport const x = z`,
  ],
  ['Export it by its name', 'src/app/x.ts', `export default 1`],
  ['Export it by its name', 'src/app/x.ts', `export default function x() {}`],
  ['Export it by its name', 'src/app/x.ts', `const x = 1\nexport { x as default }`],
  ['only passes on', 'src/app/x.ts', `export * from './y.ts'\nexport const x = 1`],
  ['only passes on', 'src/app/x.ts', `export { y } from './y.ts'`],
  ['`any` switches', 'src/app/x.ts', `export const x = (y: any): number => Number(y)`],
  ['`any` switches', 'src/app/x.ts', `export const x: unknown = new Map<string, any>()`],
  ['why `as` or `!`', 'src/app/x.ts', `export const x = JSON.parse('1') as number`],
  ['why `as` or `!`', 'src/app/x.ts', `export const x = <number>JSON.parse('1')`],
  ['why `as` or `!`', 'src/app/x.ts', `export const x = [1][0]!`],
  ['why `as` or `!`', 'src/app/x.ts', `// far away\n\nexport const x = [1][0]!.toFixed()`],
  ['why `as` or `!`', 'src/ui/X.tsx', `export const X = () => <p>{[1][0]!}</p>`],
  ['why `as` or `!`', 'src/app/x.ts', `export const x = 'https://example.org' as string`],
  ['carries its reason', 'src/app/x.ts', `// ${'oxlint'}-disable-next-line no-eval\nexport const x = 1`],
  ['Only the command line prints', 'src/platform/x.ts', `${promise}console.log(1)`],
  ['Only the command line prints', 'src/app/server.ts', `console.error(1)`],
  ['Only the command line prints', 'src/ui/client.ts', `console.log(1)`],
  ['Wait for what should happen', 'src/app/x.test.ts', `await new Promise((done) => setTimeout(done, 100))`],
  [
    'Wait for what should happen',
    'tests/world.ts',
    `const pause = () => new Promise((done) => setTimeout(done, 9))`,
  ],
  [
    'Wait for what should happen',
    'tests/x.ts',
    `import { setTimeout as sleep } from 'node:timers/promises'\nawait sleep(9)`,
  ],
  ['Wait for what should happen', 'tests/journeys/x.ts', `await page.waitForTimeout(500)`],
]

const kept: readonly (readonly [path: string, text: string])[] = [
  ['src/base/x.ts', `/** Promises one thing, and keeps it. */\nexport const x = 1`],
  ['src/platform/x.test.ts', `export const x = 1`],
  ['vite.config.ts', `export default {}`],
  ['src/app/x.ts', `export { y } from './y.ts'\nexport const x = 1`],
  ['src/app/x.ts', `// the parser above refused everything else\nexport const x = JSON.parse('1') as number`],
  ['src/app/x.ts', `export const x = [1][0]! // there is one`],
  [
    'src/app/x.ts',
    `const f = (...all: unknown[]) => all\nexport const x = f(\n  'a', // first\n  [1][0]!, // there is one\n)`,
  ],
  ['src/app/x.ts', `export const x = [1] as const\nexport const y = { a: 1 } satisfies object`],
  ['src/app/x.ts', `import { a as b } from './a.ts'\nexport const x = b !== undefined && !b`],
  [
    'src/app/x.ts',
    `// ${'oxlint'}-disable-next-line no-eval -- the sandbox is the point\nexport const x = 1`,
  ],
  ['src/app/cli.ts', `console.log(1)`],
  ['src/ui/client.ts', `console.error(1)`],
  ['src/verify/main.ts', `console.log(1)`],
  ['src/app/x.test.ts', `while (Date.now() < 0) await new Promise((done) => setTimeout(done, 10))`],
  ['src/app/x.test.ts', `const guard = setTimeout(() => {}, 1000)\nclearTimeout(guard)`],
  ['src/app/x.ts', `await new Promise((done) => setTimeout(done, 100))`],
]

describe('the laws of the code', () => {
  it.each(broken)('the author hears "%s" about %s', (sentence, path, text) => {
    const found = brokenLaws({ path, text })
    expect(found).toEqual([{ path, line: expect.any(Number), sentence: expect.stringContaining(sentence) }])
  })

  it.each(kept)('the author hears nothing about lawful code in %s', (path, text) => {
    expect(brokenLaws({ path, text })).toEqual([])
  })

  it('the author is told the line', () => {
    const [first] = brokenLaws({
      path: 'src/app/x.ts',
      text: `export const a = 1\n\nexport const b = [1][0]!`,
    })
    expect(first?.line).toBe(3)
  })

  it('no file of the tree breaks a law', () => {
    expect(inWords(projectCode().flatMap(brokenLaws))).toEqual([])
  })
})
