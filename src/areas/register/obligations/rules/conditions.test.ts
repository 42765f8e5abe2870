import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shippedFactBase } from '../content/obligations.ts'
import { factReader, judge } from './conditions.ts'
import { evaluate } from './evaluate.ts'
import { FactBase } from './fact-base.ts'
import { factBaseFaults } from './fact-base-faults.ts'
import { Facts, subdivisionSums } from './facts.ts'
import { lawOf } from './law.ts'

const { groups } = shippedFactBase.vocabulary
const given = (facts: object) => Facts.parse({ 'entity.tz': 'UTC', ...facts })
const read = (facts: object, fact: string) => factReader(given(facts), groups).read(fact)

test('a count follows from the map: none where it is silent, the sum of the parts, open where the parts were not counted', () => {
  const affected = { 'US-CA': 812, 'US-TX': 240, PL: 3, CA: 50 }
  expect(read({ affected }, 'affected.US')).toBe(1052)
  expect(read({ affected }, 'affected.DE')).toBe(0)
  expect(read({ affected }, 'affected.CA-QC')).toBeUndefined()
  expect(read({ affected }, 'affected_total')).toBe(1105)
  expect(read({}, 'affected.DE')).toBeUndefined()
})

test('more than 500 and 500 or more differ at exactly 500', () => {
  const reader = factReader(given({ affected: { 'US-DE': 500 } }), groups)
  expect(judge({ fact: 'affected.US-DE', op: 'gt', value: 500 }, reader, groups).truth).toBe(false)
  expect(judge({ fact: 'affected.US-DE', op: 'gte', value: 500 }, reader, groups).truth).toBe(true)
})

test('an unknown fact matters only where no other settles the condition', () => {
  const reader = factReader(given({ ransom_paid: true }), groups)
  const paid = { fact: 'ransom_paid', op: 'eq', value: true } as const
  const open = { fact: 'malicious_act', op: 'eq', value: true } as const
  expect(judge({ any: [open, paid] }, reader, groups)).toEqual({ truth: true, missing: [] })
  expect(judge({ all: [open, { not: paid }] }, reader, groups)).toEqual({ truth: false, missing: [] })
  expect(judge({ all: [open, paid] }, reader, groups)).toEqual({
    truth: 'unknown',
    missing: ['malicious_act'],
  })
  expect(judge({ any: [] }, reader, groups).truth).toBe(false)
})

test('a lead who gives impossible facts is told which', () => {
  const faults = (facts: object) =>
    Facts.safeParse({ 'entity.tz': 'UTC', ...facts }).error?.issues.map(({ message }) => message) ?? []
  expect(
    faults({ times: { detected_at: '2026-11-02T00:00:00Z', became_aware_at: '2026-11-01T00:00:00Z' } })[0],
  ).toMatch(/before detected_at/)
  expect(faults({ affected: { US: 10, 'US-CA': 11 } })[0]).toMatch(/at least 11/)
  expect(faults({ affected: { California: 1 } })).not.toEqual([])
  expect(faults({ times: { became_aware_at: '2026-02-30T00:00:00Z' } })).not.toEqual([])
  expect(faults({ ransom_payed: true })[0]).toMatch(/ransom_payed/)
  expect(faults({ 'entity.tz': 'Mars/Olympus' })[0]).toMatch(/time zone/)
})

test('a fact base with a wrong operator, a name that leads nowhere or clocks in a circle is refused', () => {
  const broken = (change: (base: FactBase) => void) => {
    const base = structuredClone(shippedFactBase)
    change(base)
    return factBaseFaults(base)
  }
  const duty = (base: FactBase, id: string) =>
    base.regimes.flatMap((regime) => regime.duties).find((each) => each.id === id) ?? expect.fail(`no ${id}`)
  expect(factBaseFaults(shippedFactBase)).toEqual([])
  expect(
    broken((base) =>
      Object.assign(duty(base, 'us.ca.individuals'), { previousStage: 'us.ca.state_agency' }),
    )[0],
  ).toMatch(/circle/)
  expect(
    broken((base) => Object.assign(duty(base, 'eu.nis2.final'), { previousStage: 'eu.nis9' }))[0],
  ).toMatch(/does not exist/)
  const wrong = FactBase.shape.regimes.safeParse([
    { ...shippedFactBase.regimes[0], appliesWhen: { fact: 'role', almost: 1 } },
  ])
  expect(wrong.success).toBe(false)
})

test('whatever the facts, nothing throws, no duty comes twice, and an answer more loses none that was owed', () => {
  const law = lawOf(shippedFactBase)
  const places = ['AT', 'DE', 'IE', 'GB', 'US', 'US-CA', 'US-NY', 'US-TX', 'BR', 'JP', 'AU', 'CA-QC']
  const statesOf = (affected: Record<string, number>) => subdivisionSums(affected).get('US') ?? 0
  const classes = Object.keys(shippedFactBase.vocabulary.entityClasses)
  const facts = fc.record(
    {
      'entity.tz': fc.constantFrom('Europe/Vienna', 'America/Chicago', 'Asia/Tokyo'),
      'entity.established_in': fc.uniqueArray(fc.constantFrom('AT', 'IE', 'US', 'GB', 'BR', 'JP'), {
        maxLength: 3,
      }),
      'entity.classes': fc.uniqueArray(fc.constantFrom(...classes), { maxLength: 6 }),
      role: fc.constantFrom(['controller'], ['processor'], ['controller', 'processor']),
      personal_data_affected: fc.boolean(),
      data_categories: fc.uniqueArray(fc.constantFrom(...shippedFactBase.vocabulary.dataCategories), {
        maxLength: 3,
      }),
      pi_elements: fc.uniqueArray(fc.constantFrom(...shippedFactBase.vocabulary.piElements), {
        maxLength: 3,
      }),
      affected: fc
        .dictionary(fc.constantFrom(...places), fc.integer({ min: 0, max: 2000 }))
        .map(({ US: loose, ...rest }) =>
          loose === undefined ? rest : { ...rest, US: loose + statesOf(rest) },
        ),
      risk_to_individuals: fc.constantFrom('none', 'risk', 'high'),
      significant_incident: fc.boolean(),
      major_ict_incident: fc.boolean(),
      ransom_paid: fc.boolean(),
      times: fc.record(
        {
          became_aware_at: fc
            .date({ min: new Date('2026-01-01'), max: new Date('2027-12-01'), noInvalidDate: true })
            .map((day) => day.toISOString()),
        },
        { requiredKeys: [] },
      ),
    },
    { requiredKeys: ['entity.tz'] },
  )
  const now = new Date('2026-11-21T00:00:00Z')
  fc.assert(
    fc.property(facts, fc.boolean(), (sent, malicious) => {
      const less = evaluate(law, Facts.parse(sent), now).duties
      const more = evaluate(law, Facts.parse({ ...sent, malicious_act: malicious }), now).duties
      expect(new Set(less.map(({ key }) => key)).size).toBe(less.length)
      const live = (duties: typeof less) =>
        duties.filter(({ status }) => status !== 'possible').map(({ key }) => key)
      const after = new Set(live(more))
      for (const key of live(less)) expect(after).toContain(key)
    }),
    { numRuns: 60 },
  )
})
