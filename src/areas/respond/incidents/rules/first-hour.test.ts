import { describe, expect, test } from 'vitest'
import { incidentKinds } from '../../../../base/incident-kinds.ts'
import { shippedGrading } from '../content/shipped-grading.ts'
import { workedCases } from '../content/worked-cases.ts'
import { FirstHourAnswers } from '../contract/first-hour.ts'
import { GradingTable } from '../contract/grading.ts'
import { consequencesOf, suggest } from './first-hour.ts'

const answered = (given: Partial<FirstHourAnswers>) => FirstHourAnswers.parse(given)

describe('R29 a person who answers the five questions', () => {
  test.each(workedCases)('reads of the case $id that it is: $standing, $kind, $severity', (worked) => {
    const { standing, kind, severity } = suggest(worked.answers, shippedGrading)

    expect({ standing, kind, severity }).toEqual({
      standing: worked.standing,
      kind: worked.kind,
      severity: worked.severity,
    })
  })

  test('finds twenty cases at least, one of each kind, events and crises among them', () => {
    expect(workedCases.length).toBeGreaterThanOrEqual(20)
    expect(new Set(workedCases.map(({ kind }) => kind))).toEqual(new Set(incidentKinds))
    expect(new Set(workedCases.map(({ standing }) => standing)).size).toBe(3)
  })

  test('is taken seriously when nothing could be answered', () => {
    expect(suggest(answered({}), shippedGrading)).toMatchObject({
      standing: 'incident',
      kind: 'something-odd',
      severity: 'S3',
    })
  })

  test('is told what else it could be', () => {
    const { kind, otherKinds } = suggest(
      answered({ sees: ['bad_mail', 'payment_wrong', 'foreign_login'] }),
      shippedGrading,
    )
    expect(kind).toBe('business-email-compromise')
    expect(otherKinds).toEqual(['stolen-cloud-credentials', 'phishing-campaign'])
  })

  test('gets a reason for each step that made it worse', () => {
    const { severity, reasons } = suggest(
      answered({
        sees: ['site_changed'],
        spread: 'one',
        goingOn: 'yes',
        atRisk: ['nothing'],
        knows: ['public'],
      }),
      shippedGrading,
    )
    expect(severity).toBe('S2')
    expect(reasons.map(({ code, severity: to }) => [code, to])).toEqual([
      ['kind', undefined],
      ['cell', 'S4'],
      ['floor', 'S3'],
      ['goingOn', 'S2'],
    ])
  })

  test('hears that going on alone makes no crisis, and that the worst risk counts', () => {
    const serious = answered({ spread: 'some', goingOn: 'yes', atRisk: ['nothing', 'money', 'personal'] })
    expect(suggest(serious, shippedGrading).severity).toBe('S2')
    expect(suggest({ ...serious, atRisk: ['nothing', 'safety'] }, shippedGrading).severity).toBe('S1')
  })
})

describe('R35 a lead who grades by the table', () => {
  const facts = { kind: 'something-odd', answers: answered({ spread: 'one', atRisk: ['personal'] }) } as const

  test('reads exactly who is called and which clocks start, the soonest first', () => {
    const { calls, clocks } = consequencesOf(shippedGrading, { ...facts, severity: 'S3' })
    expect(calls).toEqual([
      { who: 'lead', withinMinutes: 60 },
      { who: 'technical', withinMinutes: 120 },
      { who: 'legal', withinMinutes: 240 },
    ])
    expect(clocks.map(({ hours }) => hours)).toEqual([72])
  })

  test('gets the soonest where several lines name the same person', () => {
    const { calls } = consequencesOf(shippedGrading, { ...facts, severity: 'S1' })
    expect(calls.filter(({ who }) => who === 'legal')).toEqual([{ who: 'legal', withinMinutes: 60 }])
  })

  test('sees another severity once the organisation changes a cell', () => {
    const own = structuredClone(shippedGrading)
    own.grid.personal.one = 'S1'
    expect(suggest(facts.answers, own)).toMatchObject({ severity: 'S1', standing: 'crisis' })
  })

  test('begins with a table that its own contract accepts, in which worse never means better', () => {
    expect(GradingTable.parse(shippedGrading)).toEqual(shippedGrading)
    for (const row of Object.values(shippedGrading.grid)) {
      const [none, one, some, many, all] = [row.none, row.one, row.some, row.many, row.all]
      expect([none, one, some, many, all]).toEqual([none, one, some, many, all].toSorted().toReversed())
    }
  })
})
