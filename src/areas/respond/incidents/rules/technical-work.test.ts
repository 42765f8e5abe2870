import { describe, expect, test } from 'vitest'
import { headingsOf, under } from '../web/parts/task-headings.ts'
import { isCleanable, titleFor, whyNotDone, whyStepOpen } from './technical-work.ts'

const plain = { isTechnical: false, needsProof: false, systemId: null }
const said = { note: 'Scan found nothing', evidence: ['e'], isClean: false }

describe('technical work', () => {
  test('R17 a technician calls work done only with what came out of it, anybody else may leave it empty', () => {
    expect(whyNotDone({ ...plain, isTechnical: true }, { ...said, note: '' })?.field).toBe('note')
    expect(whyNotDone({ ...plain, isTechnical: true }, said)).toBeUndefined()
    expect(whyNotDone(plain, { ...said, note: '', evidence: [] })).toBeUndefined()
  })

  test('R53 a technician removes malicious software only with something that shows it', () => {
    const removal = { ...plain, isTechnical: true, needsProof: true, systemId: 's' }
    expect(whyNotDone(removal, { ...said, evidence: [] })?.field).toBe('evidence')
    expect(whyNotDone(removal, { ...said, isClean: true })).toBeUndefined()
    expect(whyNotDone(plain, { ...said, isClean: true })?.field).toBe('isClean')
    expect(isCleanable('verified')).toBe(false)
  })

  test('R42 a step that is done to each system is open while one of them is, and says which', () => {
    const part = (title: string, doneAt: Date | null, step: string | null = 'x4') => ({ title, doneAt, step })
    const done = new Date(0)
    expect(whyStepOpen([part('a', done), part('b', null, 'x5'), part('c', null, null)], 'x4')).toBeUndefined()
    expect(whyStepOpen([part('a', done), part('Clean: FILE01', null)], 'x4')).toContain('"Clean: FILE01"')
    const many = Array.from({ length: 7 }, (_, n) => part(`t${n}`, null))
    expect(whyStepOpen(many, 'x4')).toContain('and 2 more')
  })

  test('R42 the part of a long step still names its system, within the length of a title', () => {
    expect(titleFor('Isolate', 'FILE01')).toBe('Isolate: FILE01')
    const long = titleFor('s'.repeat(400), 'n'.repeat(300))
    expect(long).toHaveLength(300)
    expect(long.endsWith('n'.repeat(120))).toBe(true)
  })

  test('U18 a person looks at one group of tasks at a time, and at those without a group', () => {
    const tasks = ['Servers', '', 'People', 'Servers'].map((heading) => ({ heading }))
    expect(headingsOf(tasks)).toEqual([null, 'Servers', 'People', ''])
    expect(headingsOf([{ heading: '' }])).toEqual([])
    expect([null, 'Servers', ''].map((heading) => under(tasks, heading).length)).toEqual([4, 2, 1])
  })
})
