import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { verifyBundle } from './bundle.ts'
import { commitmentTo, readLeaf } from './leaf.ts'
import { reportOf } from './report.ts'
import { exampleBundle, exampleLog, exampleSection } from './test-example.ts'
import { bytesOf, sha256 } from './test-writer.ts'

// MUSTER_UPDATE_DOCS=1 writes the worked bundle of the page again, after a change of the format.
const pagePath = new URL('../../docs/ledger-format.md', import.meta.url)
const mark = { start: '<!-- worked example -->\n\n', end: '\n\n<!-- end of worked example -->\n' }

test('a stranger who follows the worked bundle of the page meets exactly what the verifier accepts', () => {
  const log = exampleLog()
  const report = reportOf(verifyBundle(bytesOf(exampleBundle(log)), log.key), { isTimelineShown: true })
  if (process.env['MUSTER_UPDATE_DOCS'] === '1') rewriteExample(exampleSection(report))
  const page = readFileSync(pagePath, 'utf8')

  const printed = /```text bundle\n(.*)\n```/.exec(page)?.[1] ?? ''
  const key = /^tl\.example\S+\+\S+\+\S+$/m.exec(page)?.[0] ?? ''

  expect(page.slice(page.indexOf(mark.start) + mark.start.length, page.indexOf(mark.end))).toBe(
    exampleSection(report),
  )
  expect(verifyBundle(Buffer.from(printed), key).verdict).toBe('VERIFIED')
})

test('a stranger can check the shape of a bundle with the JSON Schema of the page', () => {
  const page = readFileSync(pagePath, 'utf8')
  const schema = z.fromJSONSchema(JSON.parse(/```json schema\n(.*?)\n```/s.exec(page)?.[1] ?? ''))
  const bundle = exampleBundle()

  expect(schema.safeParse(bundle).error).toBeUndefined()
  for (const wrong of [
    { ...bundle, note: '' },
    { ...bundle, leaves: [] },
    { ...bundle, openings: [{ leaf: 0 }] },
  ])
    expect(schema.safeParse(wrong).success).toBe(false)
})

test('a reader computes the commitments and the leaf hash of the published test vector', () => {
  const salt = (field: string) => sha256(`test-salt/0/${field}`)
  const vector =
    '{"c":{"actor":"Ke0bWQsGbeBmexy359QuxliaN6qPfrw3EG0pAUC9jgI=",' +
    '"title":"KgrWTNkQBU8nwaJ3l/p7VGLgs1aiYVLrPv+1HlOrrCo="},"i":0,"k":"incident.open",' +
    '"log":"tl.example/8f1c2f6e-0a51-4a57-9a53-6b0d9a3f4b10/1","n":1,"p":"",' +
    '"s":"5b0f7e1c-93d4-4f0e-8d0a-2b7a4f6c1e22","t":"2026-03-01T08:00:00.000Z","v":1}'

  const leaf = readLeaf(vector, 1)

  expect(commitmentTo('actor', 'u:7', salt('actor'))).toBe(leaf.commitments.get('actor'))
  expect(commitmentTo('title', 'Ransom note on FILE01', salt('title'))).toBe(leaf.commitments.get('title'))
  expect(leaf.hash.toString('hex')).toBe('9e09780f8f0f1735d3448445bb9a9cdf4c29e8bca75e4c82166c40f02dc06819')
  expect(exampleLog().leaves[0]?.text).toBe(vector)
})

function rewriteExample(section: string): void {
  const page = readFileSync(pagePath, 'utf8')
  const [start, end] = [page.indexOf(mark.start) + mark.start.length, page.indexOf(mark.end)]
  writeFileSync(pagePath, page.slice(0, start) + section + page.slice(end))
}
