import { expect, test } from 'vitest'
import { editionOf, faultsOfShare, type Material } from './editions.ts'
import { completeRules, shippedRules } from './releasing.ts'

const material: Material = [
  { what: 'headline', text: 'Files are locked' },
  { what: 'confirmed', text: 'The customer server was encrypted on 6 March.' },
  { what: 'confirmed', text: 'FILESRV01 was reached by remote access.' },
  { what: 'confirmed', text: 'Data of 312 customers lay on it.' },
  { what: 'confirmed', text: 'Decided: no ransom is paid.' },
  { what: 'next', text: 'Restore the server (Lea Lead)' },
  { what: 'clock', text: 'Data protection authority, 9 March 03:10' },
  { what: 'systems', text: 'FILESRV01: isolated' },
  { what: 'indicators', text: '203.0.113.9' },
  { what: 'causes', text: 'A password that was used twice' },
  { what: 'costs', text: '1200.00 EUR' },
]
const restricted = {
  systems: ['FILESRV01'],
  people: ['Lea Lead'],
  indicators: ['203.0.113.9'],
  causes: ['A password that was used twice'],
}
const reader = (audience: 'management' | 'staff' | 'customers' | 'public' | 'partners') => ({
  ...{ rules: shippedRules, audience, restricted, incident: { tlp: 'amber' as const, isRestricted: false } },
})
const texts = (audience: Parameters<typeof reader>[0]) =>
  editionOf(material, reader(audience)).lines.map(({ text }) => text)

test('R75 U38 management, staff and customers read different reports of one case, each by its own list', () => {
  expect(texts('management')).toEqual(
    material.map(({ text }) => text).filter((text) => text !== '203.0.113.9'),
  )
  expect(texts('staff')).toEqual([
    'Files are locked',
    'The customer server was encrypted on 6 March.',
    'FILESRV01 was reached by remote access.',
    'Decided: no ransom is paid.',
    'Data protection authority, 9 March 03:10',
    'FILESRV01: isolated',
  ])
  expect(texts('customers')).toEqual([
    'Files are locked',
    'The customer server was encrypted on 6 March.',
    'Data of 312 customers lay on it.',
  ])
  expect(texts('public')).toEqual(['Files are locked', 'The customer server was encrypted on 6 March.'])
  const { withheld } = editionOf(material, reader('public'))
  expect(withheld).toContainEqual({
    text: 'FILESRV01 was reached by remote access.',
    why: 'this audience may not see: systems (“FILESRV01”)',
  })
  expect(withheld).toHaveLength(material.length - 2)
})

test('R75 nobody shares a line that its reader may not see, a line that the case does not hold, or words that give one away', () => {
  const facts = { confirmed: [], checking: ['Whether customer data was copied.'], unknown: [] }
  const faults = (note: string, lines: Material = []) =>
    faultsOfShare({ note, lines: [...lines] }, material, { ...reader('customers'), facts }).map(
      ({ path, message }) => `${path}: ${message}`,
    )
  expect(faults('We call you on Monday.', material.slice(0, 2))).toEqual([])
  expect(faults('', [{ what: 'systems', text: 'FILESRV01: isolated' }])).toHaveLength(1)
  expect(faults('', [{ what: 'confirmed', text: 'All is well.' }])).toHaveLength(1)
  // The line exists, but under another standing.
  expect(
    faults('', [{ what: 'checking', text: 'The customer server was encrypted on 6 March.' }]),
  ).toHaveLength(1)
  expect(faults('It was filesrv01, by the way.')[0]).toContain('systems (“FILESRV01”)')
  expect(faults('Ask Lea  LEAD for more.')[0]).toContain('people')
  expect(faults('Customer data was copied by somebody.')[0]).toContain('says more than is confirmed')
})

test('rules that were set before an audience was known hold for it what ships', () => {
  const { public: _public, management: _management, ...older } = shippedRules.sharing
  const rules = completeRules({ ...shippedRules, sharing: { ...older, staff: [] } })
  expect(rules.sharing.public).toEqual(['facts'])
  expect(rules.sharing.staff).toEqual([])
})
