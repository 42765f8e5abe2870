import { expect, test } from 'vitest'
import { coverOf, heardName, isHeard, kindsOf, namesOf, type Heard, type KnownAsset } from './coverage.ts'

const now = new Date('2026-05-31T12:00:00Z')
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000)
const asset = (name: string, kind: KnownAsset['kind'] = 'server'): KnownAsset => ({ id: name, name, kind })
const heard = (thing: string, sourceId: string, days: number): Heard => ({
  ...(heardName(thing) ?? { name: '', shortName: '' }),
  sourceId,
  lastAt: daysAgo(days),
})
const source = (id: string, name: string, days: number | null = null) => ({
  id,
  name,
  lastSignalAt: days === null ? null : daysAgo(days),
})

test('R27 an asset is known by its name, by the first part of its full name, and a service by its source', () => {
  const sources = [source('w', 'Wazuh', 1), source('m', 'Microsoft 365', 3)]
  const cover = coverOf(
    [asset('FILE01'), asset('10.0.0.7'), asset('Microsoft 365', 'cloud_service'), asset('10'), asset('file')],
    [
      heard('host file01.example.org', 'w', 2),
      heard('address 10.0.0.7', 'w', 2),
      heard('host file01', 'm', 5),
    ],
    sources,
  )
  expect(cover.map(({ by }) => by.map(({ sourceId }) => sourceId))).toEqual([
    ['w', 'm'],
    ['w'],
    ['m'],
    [],
    [],
  ])
})

test('R27 a machine is known by its name within what people call it, and not by a word like any other', () => {
  expect(namesOf('Office server FILE01 (10.0.0.7)')).toEqual([
    'office server file01 (10.0.0.7)',
    'file01',
    '10.0.0.7',
  ])
  expect(namesOf('Microsoft 365')).toEqual(['microsoft 365'])
})

test('R27 what a removed source heard counts no more, nor what was heard too long ago', () => {
  const [cover] = coverOf(
    [asset('pc1')],
    [heard('host pc1', 'gone', 1), heard('host pc1', 'w', 30)],
    [source('w', 'Wazuh')],
  )
  expect(cover && [isHeard(cover, 30, now), isHeard(cover, 29, now)]).toEqual([true, false])
})

test('R27 each kind of asset says how many of it are heard of and by whom, the least watched kind first', () => {
  const cover = coverOf(
    [asset('a'), asset('b'), asset('c', 'computer'), asset('d', 'computer'), asset('e', 'computer')],
    [heard('host a', 'w', 1), heard('host b', 'w', 1), heard('host b', 'x', 1), heard('host c', 'x', 99)],
    [source('w', 'Wazuh'), source('x', 'Other')],
  )
  expect(kindsOf(cover, 30, now)).toEqual([
    { kind: 'computer', assets: 3, heard: 0, sourceIds: [] },
    { kind: 'server', assets: 2, heard: 2, sourceIds: ['w', 'x'] },
  ])
})

test('only what a register may list is remembered', () => {
  expect(heardName('hash abc')).toBeUndefined()
  expect(heardName('host 10.0.0.1')).toEqual({ name: '10.0.0.1', shortName: '10.0.0.1' })
  expect(heardName('account eve@example.org')).toEqual({
    name: 'eve@example.org',
    shortName: 'eve@example.org',
  })
})
