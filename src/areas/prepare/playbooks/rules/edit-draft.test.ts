import { expect, test } from 'vitest'
import { unstorableText } from '../../../../base/storable.ts'
import { playbookFor } from '../public.ts'
import { playbookDiff } from './diff.ts'
import { draftFaults, nearlyEmpty } from './draft.ts'
import { moved } from '../../../../base/moved.ts'
import { emptyStep, freePartId, withField, withSteps } from './edit-draft.ts'
import { playbookGaps } from './playbook-gaps.ts'

const draft = nearlyEmpty('ransomware', 'Plant stop', '2026-11-21')
const ransomware = playbookFor('ransomware')

test('an author who adds a part gets an id that nothing else has', () => {
  expect(freePartId(draft, 'contain')).toBe('c1')
  const id = freePartId(ransomware, 'contain')
  const all = Object.values(ransomware.phases).flatMap((steps) => steps.map((step) => step.id))
  expect(all).not.toContain(id)
})

test('an author moves a part, and nothing happens past the ends', () => {
  expect(moved(['a', 'b', 'c'], 1, -1)).toEqual(['b', 'a', 'c'])
  expect(moved(['a', 'b', 'c'], 2, 1)).toEqual(['a', 'b', 'c'])
})

test('a field without words is no field', () => {
  const step = withField(emptyStep('c1'), 'when', 'Only at night')
  expect(step.when).toBe('Only at night')
  expect('when' in withField(step, 'when', '')).toBe(false)
  expect('needsEvidence' in withField(step, 'needsEvidence', [])).toBe(false)
})

test('an author hears which line is empty, by the part it belongs to', () => {
  const faults = draftFaults(withSteps(draft, 'contain', [emptyStep('c1')]))
  expect(faults).toContain('c1, title: this line is empty. Fill it in or take it away')
  expect(faults).toContain('c1, undo: this line is empty. Fill it in or take it away')
  expect(draftFaults(draft)).toEqual(['The playbook has no step'])
})

test('an author hears what a playbook leaves out; what ships leaves nothing out', () => {
  expect(playbookGaps(draft)).toContain('It has no card for the first 15 minutes.')
  expect(playbookGaps(ransomware)).toEqual([])
})

test('a reader sees what was added, taken away, moved and reworded, and nothing else', () => {
  const after = structuredClone(ransomware)
  const [first, second] = after.phases.contain
  const gone = after.first15Minutes.pop()
  if (first === undefined || second === undefined || gone === undefined)
    throw new Error('ransomware has parts')
  first.title = 'Cut the line'
  after.phases.contain = [second, first, ...after.phases.contain.slice(2)]
  after.phases.eradicate.push({ ...emptyStep('x99'), title: 'One more' })
  const lifted = after.phases.recover.shift()
  if (lifted !== undefined) after.phases.learn.push(lifted)
  const found = playbookDiff(ransomware, after).map(({ section, what, part, field }) => [
    section,
    what,
    part?.split(' ')[0],
    field,
  ])
  expect(found).toEqual([
    ['first15Minutes', 'removed', gone.id, null],
    ['contain', 'changed', first.id, 'title'],
    ['contain', 'moved', second.id, null],
    ['eradicate', 'added', 'x99', null],
    ['learn', 'moved', lifted?.id, null],
  ])
  expect(playbookDiff(ransomware, structuredClone(ransomware))).toEqual([])
})

test('a reader sees a change behind the part of a long text that is shown, and where it is', () => {
  const long = (end: string) => `${'a'.repeat(899)}😀${'b'.repeat(600)}${end}`
  const before = { ...ransomware, recognise: [long('old')], title: long('old') }
  const after = { ...ransomware, recognise: [long('new')], title: long('new') }
  const found = playbookDiff(before, after)
  expect(found.map(({ section, what }) => [section, what])).toEqual([
    ['playbook', 'changed'],
    ['recognise', 'removed'],
    ['recognise', 'added'],
  ])
  expect([found[0]?.before?.endsWith('bold'), found[0]?.after?.endsWith('bnew')]).toEqual([true, true])
  const early = playbookDiff(before, { ...before, title: `x${long('old')}` })
  expect([early[0]?.after?.startsWith('xaaa'), early[0]?.after?.length]).toEqual([true, 601])
  // A long text is never shown from or to the middle of a character.
  for (let at = 0; at < 700; at += 1) {
    const title = `${'x'.repeat(at)}${'😀'.repeat(600)}`
    const [one] = playbookDiff({ ...ransomware, title }, { ...ransomware, title: `${title}y` })
    expect([one?.what, unstorableText(one)]).toEqual(['changed', undefined])
  }
})

test('a reader is told that a playbook is for another kind now', () => {
  expect(playbookDiff(ransomware, { ...ransomware, id: 'ddos-extortion' })).toMatchObject([
    { field: 'id', before: 'ransomware', after: 'ddos-extortion' },
  ])
})
