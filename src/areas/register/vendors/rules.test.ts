import { describe, expect, test } from 'vitest'
import { csvOf } from '../../../ui/lists/csv.ts'
import { datesOf, isStale, openExitSteps, readContracts, readVendors, vendorColumns } from './rules.ts'

describe('the dates of a contract', () => {
  const yearly = { endsOn: '2025-12-31', renewsMonths: 12, noticeValue: 3, noticeUnit: 'months' } as const

  test('an owner sees the last day to give notice in the period that runs, however often it was renewed', () => {
    expect(datesOf(yearly, '2025-06-01')).toEqual({
      periodEndsOn: '2025-12-31',
      noticeBy: '2025-09-30',
      daysLeft: 121,
    })
    expect(datesOf(yearly, '2026-06-01')).toMatchObject({
      periodEndsOn: '2026-12-31',
      noticeBy: '2026-09-30',
    })
  })

  test('an owner who missed the day is told so until the period ends, not put off to the next one', () => {
    expect(datesOf(yearly, '2025-11-01')).toMatchObject({ noticeBy: '2025-09-30', daysLeft: -32 })
  })

  test('a contract that ends by itself has to be renewed by its last day, and an open one has no date', () => {
    const ending = { ...yearly, renewsMonths: null, noticeValue: null, noticeUnit: null }
    expect(datesOf(ending, '2025-12-01')).toMatchObject({ noticeBy: '2025-12-31', daysLeft: 30 })
    expect(datesOf({ ...yearly, endsOn: null }, '2025-12-01').noticeBy).toBeNull()
  })

  test('a contract that ends on the 31st does not wander through short months', () => {
    const monthly = { endsOn: '2025-01-31', renewsMonths: 1, noticeValue: 0, noticeUnit: 'days' } as const
    expect(datesOf(monthly, '2025-02-10').periodEndsOn).toBe('2025-02-28')
    expect(datesOf(monthly, '2025-03-10').periodEndsOn).toBe('2025-03-31')
  })
})

test('a contact that nobody has tried for six months, or ever, is stale', () => {
  const now = new Date('2026-07-01T00:00:00Z')
  expect(isStale(new Date('2026-01-15T00:00:00Z'), now)).toBe(false)
  expect(isStale(new Date('2025-12-15T00:00:00Z'), now)).toBe(true)
  expect(isStale(null, now)).toBe(true)
})

test('an owner who leaves a supplier is held to the list of access and data, and only then', () => {
  const done = { state: 'done', note: '', by: 'Anna', at: '2026-01-01T00:00:00Z' } as const
  const decision = {
    what: 'leave',
    reason: 'Too dear',
    noticeBy: null,
    by: 'Anna',
    at: '2026-01-01T00:00:00Z',
  } as const
  expect(openExitSteps({ decision: null, exitSteps: {} })).toEqual([])
  const open = openExitSteps({ decision, exitSteps: { data_back: done } })
  expect(open).toContain('access_removed')
  expect(open).not.toContain('data_back')
})

describe('lists of suppliers and contracts from a spreadsheet', () => {
  test('an office manager gets back what the list gave out, a formula among it', () => {
    const row = {
      name: '=HYPERLINK("x")',
      does: 'Tills',
      access: 'remote',
      accessNote: 'TeamViewer',
      owner: '',
      assets: 'Till 1|Till 2',
      contact: 'Hotline',
      phone: '+43 1 234',
      nightPhone: '',
      email: '',
      other: '',
      note: '',
    }
    const columns = vendorColumns.map((name) => ({ name, value: (one: typeof row) => one[name] }))
    const out = csvOf([row], columns)
    expect(out).toContain(`'=HYPERLINK`)
    expect(out).toContain(`'+43`)
    expect(readVendors(out)).toMatchObject({
      rows: [
        {
          name: row.name,
          assets: ['Till 1', 'Till 2'],
          contact: { name: 'Hotline', phone: '+43 1 234' },
        },
      ],
    })
    expect(readVendors('name\nA')).toMatchObject({ rows: [{ access: 'unknown', contact: undefined }] })
  })

  test('an office manager is told which row names no such access, day, clause or half a notice', () => {
    expect(readVendors('name,access\nA,keys')).toMatchObject({
      faults: [{ path: 'row 2, access', message: expect.stringContaining('remote') }],
    })
    const csv =
      'name,vendor,endsOn,noticeValue,noticeUnit,present\nA,V,31.12.2026,,,\nB,V,,3,,\nC,V,,,,cake\nD,,,,,'
    expect(readContracts(csv)).toMatchObject({
      faults: [
        { path: 'row 2, endsOn', message: expect.stringContaining('2026-03-01') },
        { path: 'row 3, noticeUnit' },
        { path: 'row 4, present.0', message: expect.stringContaining('breach_notice') },
        { path: 'row 5, vendor' },
      ],
    })
  })
})
