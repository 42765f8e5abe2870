import { expect, test } from 'vitest'
import { leafKinds } from '../../../../../base/leaf-kinds.ts'
import { sentenceOf } from '../../../../../ui/catalogue.ts'
import german from '../../messages/de.json' with { type: 'json' }
import english from '../../messages/en.json' with { type: 'json' }
import { timelineWords } from './timeline-words.ts'

const catalogues = { en: english, de: german }
const said = (
  kind: string,
  fields: Record<string, string>,
  code: keyof typeof catalogues = 'en',
  by = 'Anna Berg',
) => {
  const find = (key: string, values = {}) => sentenceOf(catalogues[code], key, code, { count: 1, ...values })
  return timelineWords(
    { kind, by, fields },
    {
      text: (key, values) => find(key, values) ?? `missing ${key}`,
      knows: (key) => find(key) !== undefined,
      momentWords: (at) => at,
    },
  )
}

/** Kinds of which no sentence stands in an incident: they stand on the record of the organisation. */
const elsewhere = (kind: string) => said(kind, {}).sentence.includes(kind)

test.each(['en', 'de'] as const)('a reader finds a sentence for each kind of entry, in %s', (code) => {
  const spoken = leafKinds.filter((kind) => !elsewhere(kind))
  expect(spoken.length).toBeGreaterThan(140)
  for (const kind of spoken) expect(said(kind, {}, code).sentence, kind).not.toMatch(/missing|\{\{/)
  // What people do in a case is said in words, so a new kind needs its sentence; these three stand on other records.
  const nouns = ['incident', 'note', 'task', 'system', 'decision', 'evidence', 'cost', 'watch', 'party']
  nouns.push('duty', 'claim', 'statement', 'recipient', 'letter', 'page', 'partner')
  expect(leafKinds.filter((kind) => elsewhere(kind) && nouns.includes(kind.split('.')[0] ?? ''))).toEqual([
    'statement.rules',
    'evidence.part',
    'duty.export',
  ])
})

test('a reader sees what a newer server recorded, even without a sentence for it', () => {
  expect(said('money.spend', {}).sentence).toContain('money.spend')
})

test('a reader learns from a change of state the words of the states and the reason', () => {
  const line = said('system.state', {
    name: 'SRV1',
    from: 'affected',
    to: 'isolated',
    reason: 'Cable pulled',
  })

  expect(line.sentence).toBe('SRV1: hit → cut off')
  expect(line.quote).toBe('Cable pulled')
})

test('a reader knows a sealed file by its name, not by its hash', () => {
  const line = said('evidence.add', {
    file: `sha256:${'a'.repeat(64)} 12 note with spaces.txt`,
    why: 'proof',
  })

  expect(line.sentence).toContain('note with spaces.txt')
  expect(line.sentence).not.toContain('aaaa')
})

test('a reader sees that a step went ahead without its evidence, and why', () => {
  expect(said('step.done', { title: 'Wipe the PC', waiver: 'No disk left' }).details.join()).toContain(
    'No disk left',
  )
})

test('U17 a reader sees what was answered to an own field, what stood before, and why an answer went', () => {
  const change = { name: 'Site', from: 'Quay', to: 'S1' }
  expect(said('detail.change', change)).toMatchObject({ sentence: 'Site: S1', details: ['Before: Quay'] })
  expect(said('detail.change', { ...change, to: '', why: 'not_asked' }).sentence).toContain('no longer asked')
  expect(said('detail.change', { ...change, to: '' }, 'de').sentence).toBe('Site: Antwort weggenommen')
})

test('R38 a reader sees where words come from, in the own language, and that nobody said it', () => {
  const sources = (fields: Record<string, string>, kind = 'note.add', by = 'Anna Berg') =>
    (['en', 'de'] as const).map((code) => said(kind, fields, code, by).source)
  expect(sources({ text: 'Black', sourceKind: 'told', sourceName: 'Vera' })).toEqual([
    'told by Vera',
    'gesagt von Vera',
  ])
  expect(sources({ text: 'Black', sourceKind: 'own' })[0]).toBe('seen or done by the writer')
  expect(sources({ text: 'Black' })).toEqual(['source not said', 'Quelle nicht gesagt'])
  expect(sources({ title: 'Odd sign-in', sourceKind: 'log', sourceName: 'Wazuh' }, 'signal.link')[0]).toBe(
    'from the log or tool Wazuh',
  )
  // What was done in Muster is its own witness, and Muster stands there as the writer.
  expect([
    ...sources({ title: 'Call' }, 'task.done'),
    ...sources({ text: 'x' }, 'note.add', 'Muster'),
  ]).toEqual(Array.from({ length: 4 }, () => undefined))
  expect(
    said('note.add', { happenedAt: '2026-03-01T08:00:00.000Z', happenedZone: 'Europe/Vienna' }).details,
  ).toEqual(['Happened 2026-03-01T08:00:00.000Z', 'By the clock of Europe/Vienna'])
})
