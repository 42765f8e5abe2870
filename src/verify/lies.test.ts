import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { verifyBundle } from './bundle.ts'
import { changed, exportAlone, restored, withLeaf, withLists } from './test-liar.ts'
import { liesWithin } from './test-lies-inside.ts'
import { liesAround } from './test-lies-outside.ts'
import { bytesOf } from './test-writer.ts'

const lies = [...liesAround, ...liesWithin]

test.each(lies)('a reader is not taken in by $lie (rule $rule)', ({ rule, tell }) => {
  const { bundle, key } = tell()
  const bytes = typeof bundle === 'string' ? Buffer.from(bundle) : bytesOf(bundle)

  expect(verifyBundle(bytes, key)).toMatchObject({ verdict: 'FAIL', rule })
})

test('every rule of the format page is broken by at least one lie', () => {
  const page = readFileSync(new URL('../../docs/ledger-format.md', import.meta.url), 'utf8')
  const rules = [...page.matchAll(/^(\d+)\. /gm)].map(([, number]) => Number(number))

  expect(new Set(lies.map(({ rule }) => rule))).toEqual(new Set(rules))
})

test('an honest bundle passes with and without lists, and across a restore', () => {
  for (const { bundle, key } of [
    changed({}),
    withLists({}),
    withLeaf({}),
    restored([1, 2, 2]),
    exportAlone({}),
  ])
    expect(verifyBundle(bytesOf(bundle), ` ${key}\r\n`)).toMatchObject({ verdict: 'VERIFIED' })
})
