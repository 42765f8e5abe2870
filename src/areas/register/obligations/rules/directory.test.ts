import { expect, test } from 'vitest'
import { shippedDirectory } from '../content/directory.ts'
import { shippedFactBase } from '../content/obligations.ts'
import {
  changesOf,
  DirectoryEntry,
  isStaleEntry,
  mergedEntries,
  packOf,
  packs,
  packsFor,
  packStanding,
} from './directory.ts'

const entry: DirectoryEntry = {
  ...{ key: 'police.AT', name: 'Police', site: '', form: '', phone: '133', note: '' },
  ...{ checkedOn: '2026-01-01', isConfirmed: true },
}

test('R74 each country of the directory has entries of one shape, and one checked half a year ago is stale', () => {
  expect(shippedDirectory.length).toBeGreaterThan(100)
  expect(shippedDirectory.map((one) => DirectoryEntry.safeParse(one).success)).not.toContain(false)
  expect(new Set(shippedDirectory.map(({ key }) => key)).size).toBe(shippedDirectory.length)
  expect(shippedDirectory.find(({ key }) => key === 'data_protection.GB')?.phone).toBe('0303 123 1113')
  const withWay = shippedDirectory.filter(
    ({ key, form, phone }) => key.startsWith('data_protection.') && form + phone !== '',
  )
  expect(withWay.length).toBeGreaterThan(10)
  for (const { key, isConfirmed, note, form } of withWay) {
    expect({ key, isSaidFromWhere: isConfirmed || note.startsWith('From a stored copy of ') }).toEqual({
      key,
      isSaidFromWhere: true,
    })
    expect(form).not.toContain('://')
  }
  expect(shippedDirectory.find(({ key }) => key === 'police.GB')?.name).toContain('Report Fraud')
  expect(isStaleEntry(entry, '2026-06-30')).toBe(false)
  expect(isStaleEntry(entry, '2026-07-01')).toBe(true)
})

test('R74 an owner sees what an update changes, and an older check never replaces a newer one', () => {
  const newer = { ...entry, phone: '112', checkedOn: '2026-05-01' }
  expect(changesOf([entry], [newer])).toEqual([
    {
      key: 'police.AT',
      what: 'changed',
      fields: [
        { field: 'phone', from: '133', to: '112' },
        { field: 'checkedOn', from: '2026-01-01', to: '2026-05-01' },
      ],
    },
  ])
  expect(changesOf([newer], [entry])[0]?.what).toBe('older')
  expect(changesOf([entry], [entry])[0]?.what).toBe('same')
  expect(changesOf([], [entry])[0]?.what).toBe('added')
  expect(mergedEntries([entry], [newer])).toEqual([{ ...newer, isOwn: true }])
})

test('R77 each law stands in one pack, packs follow the profile, and one that nobody read again lapses', () => {
  const used = new Set(shippedFactBase.regimes.map(({ id }) => packOf(id)))
  expect([...used].toSorted()).toEqual([...packs].toSorted())
  expect(
    ['eu.gdpr', 'eu.nis2', 'eu.dora', 'us.ca', 'us.hipaa', 'contract.insurer', 'jp.appi'].map(packOf),
  ).toEqual([...['privacy', 'network', 'finance', 'us_states', 'health', 'contracts', 'other_countries']])
  expect(packsFor({ country: 'AT', sector: 'finance', eea: ['AT'] })).toEqual([
    'privacy',
    'network',
    'finance',
    'contracts',
  ])
  const today = '2026-06-01'
  expect(packStanding(undefined, { edition: 'a', today })).toBe('never')
  expect(packStanding({ edition: 'a', dueOn: '2026-05-31' }, { edition: 'a', today })).toBe('lapsed')
  expect(packStanding({ edition: 'a', dueOn: '2026-06-01' }, { edition: 'b', today })).toBe('other_edition')
  expect(packStanding({ edition: 'a', dueOn: '2026-06-01' }, { edition: 'a', today })).toBe('current')
})
