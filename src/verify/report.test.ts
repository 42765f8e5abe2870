import { expect, test } from 'vitest'
import { verifyBundle } from './bundle.ts'
import { jsonOf, reportOf } from './report.ts'
import { exampleBundle, exampleLog, incident, origin } from './test-example.ts'
import { bytesOf, TestLog } from './test-writer.ts'

test('a reader is told what is erased, withheld, anchored and since when nothing is', () => {
  const log = exampleLog()

  const report = reportOf(verifyBundle(bytesOf(exampleBundle(log)), log.key), { isTimelineShown: false })

  expect(report.split('\n')).toEqual([
    `VERIFIED 3 leaves of stream ${incident}, complete up to the export at 2026-03-02T10:00:00.000Z`,
    `LOG ${origin}, 5 leaves, root ${log.root().toString('base64')}`,
    'RECORDED 2026-03-01T08:00:00.000Z to 2026-03-02T10:00:00.000Z',
    'ERASED 1 field',
    '  leaf 0 actor, by leaf 3',
    'WITHHELD 1 field',
    '  leaf 3 actor',
    'ANCHORED the first 3 leaves of the log by email, recorded 2026-03-01T08:05:00.000Z',
    '  in the mail with the Message-ID <20260301080500.1@tl.example>',
    '  (check each trace at the outside: this program cannot)',
    'UNANCHORED-SINCE leaf 3, 2026-03-02T09:30:00.000Z',
    '',
  ])
})

test('a reader of a bundle without anchors is told that nothing is anchored', () => {
  const log = exampleLog()
  const bundle = { ...exampleBundle(log), anchors: [] }

  expect(reportOf(verifyBundle(bytesOf(bundle), log.key), { isTimelineShown: false })).toContain(
    'UNANCHORED-SINCE leaf 0, 2026-03-01T08:00:00.000Z',
  )
})

const hostile =
  'calm\u001b[2Jwipe\u009b31m\u202eelif\n2026-03-01T08:00:00.000Z  leaf 9  incident.close\r    actor: u:1'

test('a value can neither steer the terminal of a reader nor pass for an entry of the timeline', () => {
  const log = new TestLog(origin)
  const at = '2026-03-01T08:00:00.000Z'
  log.append({ stream: incident, kind: 'note.add', at, fields: { text: hostile } })
  log.append({ stream: incident, kind: 'export', at, fields: {}, w: [] })
  const verdict = verifyBundle(bytesOf(log.bundle(incident)), log.key)

  const report = reportOf(verdict, { isTimelineShown: true })
  const json = jsonOf(verdict)

  expect(report.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202a-\u202e]/u)
  expect(report).toContain('\n    | 2026-03-01T08:00:00.000Z  leaf 9  incident.close\n')
  expect(report.split('\n').filter((line) => /^\d{4}/.test(line))).toHaveLength(2)
  expect(json.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202a-\u202e]/u)
  expect(JSON.parse(json)).toEqual(verdict)
})
