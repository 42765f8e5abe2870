import { expect, test } from 'vitest'
import { leafKinds } from '../../../../../base/leaf-kinds.ts'
import { sentenceOf } from '../../../../../ui/catalogue.ts'
import german from '../../messages/de.json' with { type: 'json' }
import english from '../../messages/en.json' with { type: 'json' }
import { spokenKinds } from './spoken-kinds.ts'
import { timelineWords } from './timeline-words.ts'

const catalogues = { en: english, de: german }
const said = (kind: string, fields: Record<string, string>, code: keyof typeof catalogues = 'en') =>
  timelineWords(
    { kind, fields },
    (key, values) => sentenceOf(catalogues[code], key, code, values) ?? `missing ${key}`,
    (at) => at,
  )

test.each(['en', 'de'] as const)('a reader finds a sentence for each kind of entry, in %s', (code) => {
  for (const kind of spokenKinds) {
    expect(leafKinds).toContain(kind)
    expect(said(kind, {}, code).sentence, kind).not.toMatch(/missing|\{\{/)
  }
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
