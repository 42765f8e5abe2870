import { expect, test } from 'vitest'
import { filledForm, formText, freeForms, type FormSources } from './forms.ts'
import { demandedItems } from './named-forms.ts'
import { whyAskAbout, whyAskFirst } from './spending.ts'
import { delayedUntil } from './standing.ts'

const from: FormSources = {
  organisation: 'Harbour Bakery',
  contact: 'Lea Lead, +43 1 234',
  number: 7,
  confirmed: ['The customer server was encrypted on 6 March.'],
  checking: ['Whether data was copied.'],
  next: ['Restore the server (Ann)'],
  systems: ['Server: isolated'],
  indicators: ['203.0.113.9'],
  vector: 'phishing',
  causes: [],
  facts: {
    malicious_act: true,
    affected: { AT: 300, 'US-CA': 12 },
    affected_total: 312,
    data_categories: ['basic_contact'],
    risk_to_individuals: 'risk',
    'times.became_aware_at': '2026-03-06T02:10:00.000Z',
  },
  severity: 'S2',
  openedAt: '2026-03-06T03:00:00.000Z',
  notified: ['Police GZ 1'],
  policy: { insurer: 'Northern Mutual', number: 'P-1' },
  costs: ['1200.00 EUR'],
  lateReason: '',
}
const answered = (content: readonly string[]) =>
  Object.fromEntries(filledForm(content, from).map(({ asked, lines }) => [asked, lines]))

test('N4 a lead finds each item that Art. 33 demands, filled from what is confirmed, and what is missing as missing', () => {
  const items = filledForm(
    [
      'nature of the breach',
      'categories and approximate number of data subjects',
      'name and contact of the DPO or other contact point',
      'likely consequences',
      'measures taken or proposed including mitigation',
      'reasons for delay when later than 72 hours',
    ],
    from,
  )
  expect(items.map(({ isMissing }) => isMissing)).toEqual([false, false, false, false, false, true])
  expect(items[0]?.lines).toEqual(from.confirmed)
  expect(items[1]?.lines[0]).toBe('About 312 people in all')
  expect(formText({ title: 'T', recipient: 'R', citation: 'art. 33' }, items)).toContain(
    '6. reasons for delay when later than 72 hours\n[MISSING]',
  )
})

test('N4 a covered entity finds each item that the breach portal of HHS asks, and nothing beside the point filled in', () => {
  const items = demandedItems(['HHS breach report form items', 'one entry per breach'])
  expect(items).toHaveLength(12)
  const filled = answered(items)
  const answerTo = (word: string) => Object.entries(filled).find(([asked]) => asked.startsWith(word))?.[1]
  expect(answerTo('name and contact')).toEqual([from.organisation, from.contact])
  expect(answerTo('number of individuals')?.[0]).toBe('About 312 people in all')
  expect(answerTo('dates of the breach')?.[0]).toContain('became aware: 2026-03-06')
  expect(answerTo('type of breach')).toEqual(['phishing'])
  expect(answerTo('types of protected health')).toEqual(['basic contact'])
  expect(answerTo('brief description')).toEqual(from.confirmed)
  expect(answerTo('measures taken in response')).toEqual(from.next)
  // What the case cannot know stays open: a person has to say it.
  for (const word of ['whether it happened', 'safeguards', 'dates on which', 'whether the media'])
    expect(answerTo(word), word).toEqual([])
  const people = answered(demandedItems(['same items as the individual notice']))
  expect(people['steps that people can take to protect themselves']).toEqual([])
  expect(people['what the entity is doing to investigate, to limit the harm and to prevent more']).toEqual(
    from.next,
  )
})

test('N4 every form that a law of the fact base names by a table is taken apart into its items', () => {
  for (const form of ['Annex I items', 'Annex II items', 'at least GDPR art. 33(3) items as known'])
    expect(demandedItems([form]).length, form).toBeGreaterThan(4)
  expect(demandedItems(['what happened', 'what happened'])).toEqual(['what happened'])
})

test('R74 a lead finds the early warning, the letters of the states and the police report filled from the case', () => {
  expect(
    answered([
      'whether unlawful or malicious acts are suspected',
      'whether a cross-border impact is possible',
    ]),
  ).toEqual({
    'whether unlawful or malicious acts are suspected': ['Yes: suspected'],
    'whether a cross-border impact is possible': ['Yes: people in AT, US'],
  })
  const letter = answered([
    'nature and date of the breach and of discovery',
    'number of state residents affected',
    'types of information',
  ])
  expect(Object.values(letter).every((lines) => lines.length > 0)).toBe(true)
  for (const { content } of Object.values(freeForms))
    expect(filledForm(content, from).filter(({ isMissing }) => isMissing)).toEqual([])
  const empty = { ...from, confirmed: [], facts: {}, notified: [], indicators: [], vector: null, next: [] }
  expect(
    filledForm(['what happened', 'indicators', 'types of information'], empty).every(
      ({ isMissing }) => isMissing,
    ),
  ).toBe(true)
})

test('R79 a lead is asked for consent above the limit, in another currency, and for a firm that is not on the panel', () => {
  const policy = {
    id: 'p',
    insurer: 'NM',
    hotline: '123',
    consentAbove: 1000,
    consentWords: '',
    currency: 'EUR',
    panel: ['ACME Forensics'],
  }
  const ask = (firm: string, amount: string, currency = 'EUR') =>
    whyAskFirst([policy], { firm, amount, currency })
  expect(ask('Other', '10')).toContain('not on the panel of NM')
  expect(ask('acme  forensics', '999.99')).toBeUndefined()
  expect(ask('ACME Forensics', '1000.01')).toContain('above 1000 EUR')
  expect(ask('ACME Forensics', '10', 'USD')).toContain('above 1000 EUR')
  expect(whyAskFirst([], { firm: 'X', amount: '1', currency: 'EUR' })).toBeUndefined()
})

test('R79 a cost that was written in the room asks the insurer, unless a firm of the panel stands in it or nothing was spent', () => {
  const policy = {
    ...{ id: 'p', insurer: 'NM', hotline: '123', consentAbove: 1000, consentWords: '', currency: 'EUR' },
    panel: ['ACME Forensics'],
  }
  const ask = (text: string, amount: string, loss = 'response_and_recovery') =>
    whyAskAbout([policy], { text, loss, amount, currency: 'EUR' })
  expect(ask('Night shift of a firm', '10')).toContain('“Night shift of a firm” is not on the panel of NM')
  expect(ask('first day of ACME-Forensics', '999')).toBeUndefined()
  expect(ask('ACME Forensics, second day', '1001')).toContain('above 1000 EUR')
  expect(ask('Sales of a day', '50000', 'business_disruption')).toBeUndefined()
})

test('N3 more time never makes a clock end sooner', () => {
  const until = new Date('2026-03-10T00:00:00Z')
  expect(delayedUntil(null, until)).toBe('2026-03-10T00:00:00.000Z')
  expect(delayedUntil('2026-03-12T00:00:00Z', until)).toBe('2026-03-12T00:00:00Z')
})
