import { describe, expect, test } from 'vitest'
import { failuresBySection, forcedSections, type Judgement } from './effectiveness.ts'
import { joinedCounts, quartersOf } from './numbers.ts'

const today = '2026-11-22'
const said = (section: string, judged: Judgement['judged'], judgedOn: string): Judgement => ({
  ...{ subjectId: `${section} ${judgedOn}`, section, judged, judgedOn },
})

describe('how the plan did', () => {
  test('R93 a failure counts for twelve months to the day, and what was missing counts like what failed', () => {
    const rows = [
      said('detect', 'failed', '2025-11-22'),
      said('detect', 'failed', '2025-11-23'),
      said('recover', 'missing', '2026-01-01'),
      said('recover', 'failed', today),
      said('contain', 'worked', today),
      said('contain', 'not_used', today),
    ]
    const failures = failuresBySection(rows, today)
    expect([...failures]).toEqual([
      ['detect', 1],
      ['recover', 2],
    ])
    expect(forcedSections(['detect', 'recover', 'contain'], failures)).toEqual([
      { section: 'recover', count: 2 },
    ])
    expect(forcedSections(['detect'], failures)).toEqual([])
  })

  test('R95 an owner who joins kinds of reviews gets the middle of all of them, not the middle of middles', () => {
    const row = { planned: 1, overdue: 0, waived: 0, late: 0, full: 1 }
    const joined = joinedCounts([
      { ...row, held: 3, heldDays: [1, 2, 3] },
      { ...row, held: 1, heldDays: [10] },
    ])
    expect(joined).toMatchObject({ planned: 2, held: 4, full: 2, medianDays: 2.5 })
    expect(joinedCounts([]).medianDays).toBeNull()
  })

  test('R93 a reader sees the quarters in their order, each verdict by itself', () => {
    const rows = [
      { quarter: '2026-Q3', judged: 'failed', count: 1 },
      { quarter: '2025-Q4', judged: 'worked', count: 2 },
      { quarter: '2026-Q3', judged: 'worked', count: 4 },
    ] as const
    expect(quartersOf(rows)).toMatchObject([
      { quarter: '2025-Q4', worked: 2, failed: 0 },
      { quarter: '2026-Q3', worked: 4, failed: 1 },
    ])
  })
})
