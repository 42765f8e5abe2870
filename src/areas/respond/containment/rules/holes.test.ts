import { describe, expect, test } from 'vitest'
import { initialVectors } from '../../../../base/incident-words.ts'
import german from '../messages/de.json' with { type: 'json' }
import english from '../messages/en.json' with { type: 'json' }
import { holeKinds, holesByVector } from './hole-table.ts'
import { cvesIn, holesToLookFor, isExploited } from './holes.ts'

const none = () => false

describe('R54 the list of holes to fix', () => {
  test('R54 a technician is told what to look for on each system, by how it began and what it is', () => {
    const systems = [
      { id: 'vpn', kind: 'network', state: 'affected' },
      { id: 'pc', kind: 'computer', state: 'cleaned' },
      { id: 'out', kind: 'network', state: 'ruled_out' },
      { id: 'unsaid', kind: null, state: 'isolated' },
    ] as const
    const found = holesToLookFor('exploited_vulnerability', systems, none)
    expect(found.filter(({ hole }) => hole === 'missing_update').map(({ systemId }) => systemId)).toEqual([
      'vpn',
      'pc',
      'unsaid',
    ])
    expect(found.filter(({ hole }) => hole === 'open_port').map(({ systemId }) => systemId)).toEqual([
      'vpn',
      'unsaid',
    ])
    const rest = holesToLookFor('exploited_vulnerability', systems, ({ hole }) => hole === 'missing_update')
    expect(rest.some(({ hole }) => hole === 'missing_update')).toBe(false)
    expect(holesToLookFor('lost_or_stolen', [], none)).toEqual([])
  })

  test('R54 every beginning leads to something to look for, in both languages, and no list grows past reading', () => {
    const used: readonly string[] = initialVectors.flatMap((vector) => holesByVector[vector])
    expect(Object.keys(holeKinds).filter((hole) => !used.includes(hole))).toEqual([])
    for (const vector of initialVectors) expect(holesByVector[vector].length).toBeGreaterThanOrEqual(3)
    for (const { hole } of [english, german])
      expect(Object.keys(hole).toSorted()).toEqual(Object.keys(holeKinds).toSorted())
    const many = Array.from({ length: 50 }, (_, n) => ({ id: `${n}`, kind: null, state: 'affected' }))
    expect(holesToLookFor('phishing', many, none)).toHaveLength(24)
  })

  test('R54 a hole on the list of those that attackers use goes first, however its number is written', () => {
    expect(cvesIn('see cve-2025-48384, CVE-2025-48384 and CVE-2024-3400')).toEqual([
      'CVE-2025-48384',
      'CVE-2024-3400',
    ])
    const listed = new Set(['CVE-2024-3400'])
    expect(isExploited({ knownExploited: false, reference: 'cve-2024-3400' }, listed)).toBe(true)
    expect(isExploited({ knownExploited: false, reference: 'CVE-2024-34001' }, listed)).toBe(false)
    expect(isExploited({ knownExploited: true, reference: '' }, new Set())).toBe(true)
  })
})
