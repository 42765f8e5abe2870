import { expect, test } from 'vitest'
import { shippedFactBase } from '../content/obligations.ts'
import { evaluate } from './evaluate.ts'
import type { FactBase } from './fact-base.ts'
import { factBaseFaults } from './fact-base-faults.ts'
import { Facts } from './facts.ts'
import { lawOf } from './law.ts'

const law = lawOf(shippedFactBase)
const now = new Date('2026-11-21T00:00:00Z')
const aware = { became_aware_at: '2026-11-02T09:00:00Z' }
const given = (facts: object) => Facts.parse({ 'entity.tz': 'UTC', times: aware, ...facts })
const judged = (facts: object) => evaluate(law, given(facts), now)
const dutyOf = (facts: object, key: string) => judged(facts).duties.find((duty) => duty.key === key)
const faults = (facts: object) =>
  Facts.safeParse({ 'entity.tz': 'UTC', ...facts }).error?.issues.map(({ message }) => message) ?? []

const hospital = {
  'entity.established_in': ['US'],
  'entity.classes': ['hipaa_covered_entity'],
  role: ['controller'],
  personal_data_affected: true,
  data_categories: ['health'],
  pi_elements: ['medical'],
  encrypted_and_key_safe: false,
  risk_to_individuals: 'high',
}

test('a hospital that counted a country without its states is asked where people live', () => {
  const { duties, questions } = judged({ ...hospital, affected: { US: 5000 } })
  expect(duties.find(({ key }) => key === 'us.hipaa.media')).toMatchObject({ status: 'possible' })
  expect(questions.find(({ fact }) => fact === 'affected')?.keys).toContain('us.hipaa.media')
  const counted = judged({ ...hospital, affected: { US: 5000, 'US-CA': 4600 } }).duties
  expect(
    counted.filter(({ key }) => key.startsWith('us.hipaa.media')).map(({ key, status }) => [key, status]),
  ).toEqual([['us.hipaa.media:US-CA', 'live']])
})

test('a word of no vocabulary is refused with the field instead of answering no', () => {
  expect(faults({ 'entity.classes': ['bank'] })).toHaveLength(1)
  expect(faults({ data_categories: ['healthy'] })).toHaveLength(1)
  expect(faults({ role: ['owner'] })).toHaveLength(1)
  expect(faults({ 'entity.established_in': ['UK'] })[0]).toMatch(/GB/)
  expect(faults({ affected: { 'US-ZZ': 4 } })).toHaveLength(1)
})

test('a firm in a part of a country is in that country', () => {
  const bavarian = {
    'entity.established_in': ['DE-BY'],
    'entity.eu_main_establishment': 'DE-BY',
    role: ['controller'],
    personal_data_affected: true,
    risk_to_individuals: 'risk',
  }
  expect(dutyOf(bavarian, 'eu.gdpr.33.lead')).toMatchObject({ status: 'live' })
  const english = {
    ...bavarian,
    'entity.established_in': ['GB-ENG'],
    'entity.eu_main_establishment': undefined,
  }
  const british = { ...english, 'entity.established_in': ['GB'] }
  const keys = (facts: object) => judged(facts).duties.map(({ key }) => key)
  expect(keys(english)).toEqual(keys(british))
  expect(keys(english).some((key) => key.startsWith('gb.'))).toBe(true)
})

test('an authority that asked for an intermediate report is answered at once, and its time is not asked again', () => {
  const asked = {
    'entity.established_in': ['AT'],
    'entity.classes': ['nis2_important'],
    significant_incident: true,
    nis2_intermediate_requested: true,
  }
  const waiting = judged(asked)
  expect(waiting.duties.find(({ key }) => key === 'eu.nis2.intermediate')?.status).toBe('waiting')
  expect(waiting.questions.map(({ fact }) => fact)).toContain('times.contract_event')
  const told = judged({ ...asked, times: { ...aware, contract_event: '2026-11-05T09:00:00Z' } })
  expect(told.duties.find(({ key }) => key === 'eu.nis2.intermediate')).toMatchObject({
    status: 'live',
    asap: true,
  })
  expect(told.questions.find(({ fact }) => fact === 'times.contract_event')?.keys ?? []).not.toContain(
    'eu.nis2.intermediate',
  )
})

test('a hospital exempt from telling HHS owes no copy of a notice it will not send', () => {
  const exempt = { ...hospital, affected: { 'US-NY': 900 }, risk_to_individuals: 'none' }
  expect(dutyOf({ ...hospital, affected: { 'US-NY': 900 } }, 'us.ny.hipaa_ag')?.status).toBe('live')
  expect(dutyOf(exempt, 'us.ny.hipaa_ag')).toBeUndefined()
})

const newYork = {
  'entity.established_in': ['US'],
  role: ['controller'],
  personal_data_affected: true,
  encrypted_and_key_safe: false,
  pi_elements: ['ssn'],
  affected: { 'US-NY': 3000 },
  risk_to_individuals: 'high',
  serious_harm_likely: true,
}

test('the said time of the notice to people counts wherever that notice counts', () => {
  const told = { ...newYork, times: { ...aware, individuals_notified_at: '2026-11-04T12:00:00Z' } }
  expect(dutyOf(told, 'us.ny.state_agency')?.dueAt).toBe('2026-11-04T12:00:00+00:00')
})

test('one said time of a stage before is nobody’s where several stages are owed', () => {
  const nis2 = {
    'entity.established_in': ['AT'],
    'entity.classes': ['nis2_important'],
    significant_incident: true,
    times: { ...aware, notified_previous_stage_at: '2026-11-03T09:00:00Z' },
  }
  expect(dutyOf(nis2, 'eu.nis2.final')).toMatchObject({
    dueAt: '2026-12-03T23:59:59+00:00',
    projected: false,
  })
  const both = {
    ...nis2,
    'entity.classes': ['nis2_important', 'cer_critical_entity'],
    critical_service_affected: true,
  }
  expect(dutyOf(both, 'eu.nis2.final')).toMatchObject({ dueAt: '2026-12-05T23:59:59+00:00', projected: true })
})

test('contracts have their own ids and spans that can be kept', () => {
  const contract = { id: 'a', notice_value: 48, notice_unit: 'hours' }
  expect(faults({ contracts: [contract, contract] })[0]).toMatch(/twice/)
  expect(faults({ contracts: [{ ...contract, notice_value: 1001 }] })).toHaveLength(1)
  expect(
    faults({ contracts: [{ ...contract, notice_value: 401, notice_unit: 'business_days' }] })[0],
  ).toMatch(/400/)
  expect(faults({ contracts: [contract], contracts_count: 1 })).toEqual([])
})

test('facts that cannot be true together are refused', () => {
  expect(faults({ contracts: [{ id: 'a' }], contracts_count: 0 })[0]).toMatch(/must be 1/)
  expect(faults({ affected: { 'US-CA': 5000 }, affected_total: 10 })[0]).toMatch(/at least 5000/)
})

test('a lead is asked for the fact that would change a deadline', () => {
  const tokyo = {
    'entity.tz': 'Asia/Tokyo',
    'entity.established_in': ['JP'],
    role: ['controller'],
    personal_data_affected: true,
    affected: { JP: 2000 },
  }
  const { duties, questions } = judged(tokyo)
  expect(duties.map(({ key }) => key)).toContain('jp.appi.final')
  expect(questions.find(({ fact }) => fact === 'malicious_act')?.keys).toContain('jp.appi.final')
})

test('nobody is given relief for a weekend while the classes of the entity are unknown', () => {
  const friday = {
    'entity.established_in': ['IE'],
    'entity.eu_main_establishment': 'IE',
    major_ict_incident: true,
    times: { became_aware_at: '2026-11-20T22:00:00Z', classified_major_at: '2026-11-20T22:00:00Z' },
  }
  const unknown = dutyOf(friday, 'eu.dora.initial')
  const known = dutyOf({ ...friday, 'entity.classes': ['dora_financial_entity'] }, 'eu.dora.initial')
  expect([unknown?.status, unknown?.extendedDueAt]).toEqual(['possible', null])
  expect(known?.extendedDueAt).toBe('2026-11-23T12:00:00+00:00')
})

test('a warning about holidays speaks of the calendar that was counted by', () => {
  const late = { ...newYork, affected: { 'US-VT': 30 }, times: { became_aware_at: '2027-12-20T09:00:00Z' } }
  const notes = dutyOf(late, 'us.vt.state_agency')?.explanation.notes.join(' ')
  expect(notes).toMatch(/ends with 2027/)
  const contract = { id: 'c', notice_value: 5, notice_unit: 'business_days', our_role: 'processor' }
  const abroad = dutyOf(
    {
      'entity.established_in': ['AT'],
      role: ['processor'],
      personal_data_affected: true,
      contracts: [contract],
    },
    'contract.dpa.notice:c',
  )
  expect(abroad?.explanation.notes.join(' ')).toMatch(/No calendar of public holidays is known/)
})

test('a notice sent to one authority leaves the others owed', () => {
  const spread = {
    'entity.established_in': ['US'],
    'entity.offers_or_monitors_in': ['AT', 'DE'],
    role: ['controller'],
    personal_data_affected: true,
    risk_to_individuals: 'risk',
    affected: { AT: 5, DE: 6 },
  }
  const sent = (key: string) => ({ ...spread, submissions: { [key]: '2026-11-03T09:00:00Z' } })
  const open = (facts: object) =>
    judged(facts)
      .duties.filter(({ key, submittedAt }) => key.startsWith('eu.gdpr.33.each') && submittedAt === null)
      .map(({ key }) => key)
  expect(open(sent('eu.gdpr.33.each:AT'))).toEqual(['eu.gdpr.33.each:DE'])
  expect(open(sent('eu.gdpr.33.each'))).toHaveLength(2)
})

test('a fact base that asks for what nobody can say is refused with the duty', () => {
  const broken = (change: (regime: FactBase['regimes'][number]) => void) => {
    const base = structuredClone(shippedFactBase)
    const [first] = base.regimes
    if (first !== undefined) change(first)
    return factBaseFaults(base)
  }
  const [first] = shippedFactBase.regimes
  const duty = first?.duties[1] ?? expect.fail('no duty')
  const withDuty = (change: object) => broken((regime) => regime.duties.splice(1, 1, { ...duty, ...change }))
  expect(
    broken((regime) => Object.assign(regime, { appliesWhen: { fact: 'mood', op: 'eq', value: 1 } }))[0],
  ).toMatch(/mood, which is no fact/)
  const inGroup = { fact: 'entity.established_in', op: 'intersects', value: '@EUR' } as const
  expect(withDuty({ appliesWhen: inGroup })[0]).toMatch(/@EUR, which does not exist/)
  const asBank = { fact: 'entity.classes', op: 'intersects', value: ['bank'] } as const
  expect(withDuty({ appliesWhen: asBank })[0]).toMatch(/bank, a word nobody can say/)
  expect(withDuty({ fanOut: { over: 'affected', codes: '@EUR', min: 1 } })[0]).toMatch(/names no places/)
  const rollover = { rule: 'next_business_day', calendar: 'MOON' } as const
  expect(withDuty({ deadline: { ...duty.deadline, rollover } })[0]).toMatch(/MOON/)
})
