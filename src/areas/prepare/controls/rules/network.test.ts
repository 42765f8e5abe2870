import { expect, test } from 'vitest'
import type { PastKind, Segment } from '../contract/network.ts'
import { gapsOf, pastKinds } from './network.ts'

const today = '2026-11-22'
const here = new Set(['anna'])
const segment = (name: string, rest: Partial<Segment> = {}): Segment => ({
  name,
  assetId: null,
  watched: 'yes',
  how: 'Firewall',
  checkedOn: '2026-11-01',
  ...rest,
})
const watch = { ownerId: 'anna', segments: [segment('Office')], nextLookOn: '2027-01-01' }
const around = { today, here, past: [] }

test('R102 a network that somebody watches, with every part looked at in time, has no gap', () => {
  expect(gapsOf(watch, around)).toEqual([])
})

test('R102 an owner reads what nobody would notice: no owner, parts without eyes, old looks, signs that pass unseen', () => {
  const judged = { how: '', judgedAt: null, judgedBy: '', rule: '' }
  const past: PastKind[] = [
    {
      kind: 'ransomware',
      signs: [
        { ...judged, sign: 'Files renamed', verdict: 'unseen' },
        { ...judged, sign: 'Odd sign-in', verdict: 'unknown' },
        { ...judged, sign: 'Port scan', verdict: 'seen' },
      ],
      cases: [{ ...judged, id: 'c1', number: 1, title: 'Locked', sign: 'A call', verdict: 'unseen' }],
    },
  ]
  const segments = [
    segment('Office'),
    segment('Guests', { watched: 'no' }),
    segment('Cameras', { watched: 'unknown' }),
    segment('Servers', { checkedOn: '2025-11-22' }),
    segment('Tills', { checkedOn: null }),
  ]
  const gaps = gapsOf({ ownerId: 'gone', segments, nextLookOn: today }, { today, here, past })
  expect(gaps.map(({ kind, name, day, count }) => [kind, name || day || count])).toEqual([
    ['unowned', 0],
    ['segment_no', 'Guests'],
    ['segment_unknown', 'Cameras'],
    ['segment_old', 'Servers'],
    ['segment_old', 'Tills'],
    ['look_over', today],
    ['sign_unseen', 2],
    ['sign_unknown', 1],
  ])
  expect(gapsOf({ ...watch, segments: [] }, around).map(({ kind }) => kind)).toEqual(['nothing_covered'])
})

test('R102 each kind that happened stands once, with the signs of its playbook and how each case was noticed', () => {
  const cases = [
    { id: 'c2', number: 2, title: 'Second', kind: 'ransomware' as const, notice: 'EDR alert' },
    { id: 'c1', number: 1, title: 'First', kind: 'other' as const, notice: 'First' },
    { id: 'c0', number: 0, title: 'Zero', kind: 'ransomware' as const, notice: 'A call' },
  ]
  const at = new Date('2026-11-01T10:00:00Z')
  const verdict = { verdict: 'seen' as const, how: 'EDR', judgedAt: at, judgedBy: 'Anna' }
  const judged = [
    { ...verdict, kind: 'ransomware' as const, incidentId: null, sign: 'Files renamed' },
    { ...verdict, kind: 'ransomware' as const, incidentId: 'c0', sign: 'A call' },
    // The playbook says it in other words now: nobody has judged those.
    { ...verdict, kind: 'other' as const, incidentId: null, sign: 'Old words' },
  ]
  const signsOf = (kind: string) =>
    kind === 'ransomware'
      ? [{ sign: 'Files renamed', rule: 'Watch shares' }]
      : [{ sign: 'New words', rule: '' }]
  expect(pastKinds(cases, judged, signsOf)).toMatchObject([
    {
      kind: 'ransomware',
      signs: [{ sign: 'Files renamed', rule: 'Watch shares', verdict: 'seen', judgedAt: at.toISOString() }],
      cases: [
        { number: 2, verdict: 'unknown', judgedAt: null },
        { number: 0, verdict: 'seen' },
      ],
    },
    { kind: 'other', signs: [{ verdict: 'unknown' }], cases: [{ sign: 'First' }] },
  ])
})
