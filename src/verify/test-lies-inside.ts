import { incident, origin } from './test-example.ts'
import {
  changed,
  cutBeforeExport,
  exportAlone,
  first,
  honest,
  log,
  manyFields,
  neighbour,
  restored,
  second,
  strayLeaf,
  third,
  withLeaf,
  withLists,
  withheldBefore,
  type Lie,
} from './test-liar.ts'
import { sha256 } from './test-writer.ts'

/** Lies about the leaves and their openings: rules 6 to 18. */
export const liesWithin: Lie[] = [
  { rule: 6, lie: 'a leaf of version 2', tell: () => withLeaf({ v: 2 }) },
  { rule: 6, lie: 'a leaf with an unknown key', tell: () => withLeaf({ note: 'in clear' }) },
  { rule: 6, lie: 'a leaf without commitments', tell: () => withLeaf({ c: undefined }) },
  { rule: 6, lie: 'a leaf with a fraction', tell: () => withLeaf({ i: 1.5 }) },
  { rule: 6, lie: 'a leaf with a negative index', tell: () => withLeaf({ i: -1 }) },
  { rule: 6, lie: 'a leaf with a short commitment', tell: () => withLeaf({ c: { text: 'AAAA' } }) },
  { rule: 6, lie: 'a leaf of a log that is none', tell: () => withLeaf({ log: 'example.com/log' }) },
  {
    rule: 6,
    lie: 'a leaf of an epoch that no counter reaches',
    tell: () => withLeaf({ log: origin.replace(/1$/, '9999999999999999') }),
  },
  {
    rule: 6,
    lie: 'a leaf with a sentence for a field name',
    tell: () => withLeaf({ c: { 'Bob did it': sha256('').toString('base64') } }),
  },
  { rule: 6, lie: 'a leaf with a kind of one word', tell: () => withLeaf({}, 'note') },
  { rule: 6, lie: 'a leaf with a sentence for a kind', tell: () => withLeaf({}, 'note.Add it') },
  {
    rule: 6,
    lie: 'a leaf with a day that does not exist',
    tell: () => withLeaf({ t: '2026-02-30T08:00:00.000Z' }),
  },
  { rule: 6, lie: 'a leaf with local time', tell: () => withLeaf({ t: '2026-03-01T08:00:00.000+01:00' }) },
  { rule: 6, lie: 'a leaf of more than 4096 bytes', tell: () => withLeaf({}, 'note.add', manyFields(60)) },
  {
    rule: 6,
    lie: 'a leaf with spaces',
    tell: () => changed({ leaves: [{ ...first, leaf: first?.leaf.replace(',', ', ') }, second, third] }),
  },
  { rule: 7, lie: 'an erasure list on a note', tell: () => withLeaf({ x: [[0, 'title']] }) },
  { rule: 7, lie: 'a withholding list on a note', tell: () => withLeaf({ w: [[0, 'title']] }) },
  { rule: 7, lie: 'an erasure of nothing', tell: () => withLists({ x: [] }) },
  { rule: 7, lie: 'an erasure without its list', tell: () => withLists({ x: undefined }) },
  { rule: 7, lie: 'an export without its list', tell: () => withLists({ w: undefined }) },
  {
    rule: 7,
    lie: 'a withholding named twice',
    tell: () =>
      withLists({
        w: [
          [3, 'actor'],
          [3, 'actor'],
        ],
      }),
  },
  {
    rule: 7,
    lie: 'withholdings out of order',
    tell: () =>
      withLists({
        w: [
          [3, 'actor'],
          [0, 'title'],
        ],
      }),
  },
  { rule: 7, lie: 'a withholding that is no pair', tell: () => withLists({ w: [[3, 'actor', 'x']] }) },
  { rule: 8, lie: 'a leaf of another tenant', tell: () => withLeaf({ log: neighbour.origin }) },
  {
    rule: 8,
    lie: 'a leaf of an epoch yet to come',
    tell: () => withLeaf({ log: origin.replace(/1$/, '2') }),
  },
  {
    rule: 8,
    lie: 'a last leaf of an epoch yet to come',
    tell: () => exportAlone({ log: origin.replace(/1$/, '2') }),
  },
  { rule: 8, lie: 'an epoch that falls back', tell: () => restored([2, 1, 2], 'note.add') },
  { rule: 8, lie: 'a restore that keeps its epoch', tell: () => restored([1, 1, 1]) },
  {
    rule: 9,
    lie: 'a stream that starts at its second leaf',
    tell: () => changed({ leaves: [second, third] }),
  },
  { rule: 9, lie: 'a stream with a hole', tell: () => changed({ leaves: [first, third] }) },
  { rule: 9, lie: 'a number that was skipped', tell: () => withLeaf({ n: 3 }) },
  { rule: 9, lie: 'a leaf of another stream', tell: () => strayLeaf() },
  {
    rule: 10,
    lie: 'a first leaf that quotes a leaf before it',
    tell: () => exportAlone({ p: sha256('hidden').toString('base64') }),
  },
  {
    rule: 10,
    lie: 'a leaf that quotes another leaf',
    tell: () => withLeaf({ p: sha256('other').toString('base64') }),
  },
  { rule: 11, lie: 'a leaf beyond the checkpoint', tell: () => changed({ checkpoint: log.checkpoint(4) }) },
  { rule: 11, lie: 'an index that does not rise', tell: () => withLeaf({ i: 0 }) },
  { rule: 12, lie: 'a time that runs back', tell: () => withLeaf({ t: '2026-03-01T07:59:59.999Z' }) },
  { rule: 13, lie: 'no export', tell: () => cutBeforeExport() },
  { rule: 13, lie: 'no leaf at all', tell: () => changed({ leaves: [], openings: [] }) },
  {
    rule: 14,
    lie: 'the proof of another leaf',
    tell: () => changed({ leaves: [{ ...first, proof: log.proof(1) }, second, third] }),
  },
  {
    rule: 14,
    lie: 'a proof that is too long',
    tell: () =>
      changed({
        leaves: [{ ...first, proof: [...log.proof(0), sha256('').toString('base64')] }, second, third],
      }),
  },
  {
    rule: 14,
    lie: 'a leaf that was exchanged in the log',
    tell: () => changed({ checkpoint: log.sign(`${origin}\n5\n${sha256('').toString('base64')}\n`) }),
  },
  {
    rule: 15,
    lie: 'another text',
    tell: () =>
      changed({ openings: honest.openings.map((opening) => ({ ...opening, value: 'nothing happened' })) }),
  },
  {
    rule: 15,
    lie: 'a short salt',
    tell: () => changed({ openings: honest.openings.map((opening) => ({ ...opening, salt: 'AAAA' })) }),
  },
  {
    rule: 15,
    lie: 'an integer for a text',
    tell: () => changed({ openings: honest.openings.map((opening) => ({ ...opening, value: 7 })) }),
  },
  {
    rule: 15,
    lie: 'an opening of a leaf that is not there',
    tell: () => changed({ openings: log.leaves.flatMap(({ openings }) => openings) }),
  },
  {
    rule: 15,
    lie: 'an opening given twice',
    tell: () => changed({ openings: honest.openings.flatMap((opening) => [opening, opening]) }),
  },
  { rule: 15, lie: 'openings out of order', tell: () => changed({ openings: honest.openings.toReversed() }) },
  {
    rule: 16,
    lie: 'an erased field that is opened',
    tell: () => ({ bundle: log.bundle(incident, [[3, 'actor']]), key: log.key }),
  },
  {
    rule: 16,
    lie: 'a field claimed erased by an earlier leaf',
    tell: () => withLists({ x: [[4, 'actor']], w: [] }, [[4, 'actor']]),
  },
  {
    rule: 16,
    lie: 'an erasure of itself',
    tell: () => withLists({ x: [[3, 'actor']], w: [] }, [[3, 'actor']]),
  },
  { rule: 16, lie: 'an erasure of a field that never was', tell: () => withLists({ x: [[0, 'author']] }) },
  { rule: 16, lie: 'an erasure of another stream’s field', tell: () => withLists({ x: [[1, 'actor']] }) },
  {
    rule: 17,
    lie: 'an export that lists an opened field as withheld',
    tell: () =>
      withLists({
        w: [
          [0, 'title'],
          [3, 'actor'],
        ],
      }),
  },
  {
    rule: 17,
    lie: 'an export that lists an erased field as withheld',
    tell: () =>
      withLists({
        w: [
          [0, 'actor'],
          [3, 'actor'],
        ],
      }),
  },
  {
    rule: 17,
    lie: 'an export that lists a field that never was',
    tell: () =>
      withLists({
        w: [
          [3, 'actor'],
          [3, 'author'],
        ],
      }),
  },
  {
    rule: 17,
    lie: 'an earlier export that lists a later field',
    tell: () => withLeaf({ w: [[2, 'actor']] }, 'export'),
  },
  { rule: 18, lie: 'a field that nobody accounts for', tell: () => changed({ openings: [] }) },
  { rule: 18, lie: 'a field that only an earlier export withheld', tell: () => withheldBefore() },
]
