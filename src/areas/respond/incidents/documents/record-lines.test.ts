import { expect, test } from 'vitest'
import { leafKinds } from '../../../../base/leaf-kinds.ts'
import { happened } from './record-lines.ts'
import { voiceIn } from './words/words.ts'

const english = voiceIn('en', 'UTC')

test('whoever reads the report finds each act in words, also those that only the screen has a sentence for', () => {
  expect(happened({ kind: 'task.add', fields: {} }, english)).toBe('Task added')
  const isolated = { kind: 'system.isolate', fields: { name: 'FILE01' } }
  expect(happened(isolated, english)).toBe('Isolated FILE01, knowing what stops')
  const nouns = [
    'incident',
    'note',
    'task',
    'system',
    'decision',
    'evidence',
    'cost',
    'watch',
    'party',
    'duty',
  ]
  nouns.push('claim', 'statement', 'recipient', 'letter', 'page', 'partner', 'role', 'block', 'step')
  const raw = leafKinds.filter((kind) => happened({ kind, fields: {} }, english) === kind)
  // These stand on other records.
  expect(raw.filter((kind) => nouns.includes(kind.split('.')[0] ?? ''))).toEqual([
    'statement.rules',
    'evidence.part',
    'block.list',
    'block.unlist',
    'duty.export',
  ])
})
