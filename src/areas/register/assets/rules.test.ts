import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mostRows } from '../../../base/csv-rows.ts'
import { csvOf } from '../../../ui/lists/csv.ts'
import { assetColumns, inRestoreOrder, joined, readAssets, readFunctions } from './rules.ts'

describe('a list of assets from a spreadsheet', () => {
  it('an office manager gets back what the list gave out, formulas, quotes and line breaks included', () => {
    const row = {
      name: '=SUM(A1) "old", box',
      kind: 'cloud_service',
      owner: '',
      place: 'cellar\nleft',
      dataKinds: 'customer | payment',
      note: '-1',
    }
    const columns = assetColumns.map((name) => ({ name, value: (one: typeof row) => one[name] }))
    const out = csvOf([row], columns)
    expect(out).toContain(`'=SUM`)
    expect(readAssets(out)).toEqual({
      rows: [{ ...row, dataKinds: ['customer', 'payment'], columns: assetColumns }],
    })
  })

  it('an office manager may send semicolons, other cases and fewer columns', () => {
    expect(readAssets('Name;KIND\r\nTill 1;Cloud service\r\n;\r\n')).toEqual({
      rows: [
        {
          name: 'Till 1',
          kind: 'cloud_service',
          owner: '',
          place: '',
          dataKinds: [],
          note: '',
          columns: ['name', 'kind'],
        },
      ],
    })
  })

  it('an owner gets several names in one cell back as they were, bars and backslashes included', () => {
    const part = fc.string({ unit: fc.constantFrom('a', '|', '\\', ' '), minLength: 1, maxLength: 6 })
    const parts = fc.array(
      part.map((text) => text.trim()).filter((text) => text !== ''),
      { maxLength: 4 },
    )
    fc.assert(
      fc.property(parts, (names) => {
        const csv = csvOf(
          [{ name: 'A', priority: 1, assets: joined(names) }],
          (['name', 'priority', 'assets'] as const).map((name) => ({ name, value: (row) => row[name] })),
        )
        expect(readFunctions(csv)).toMatchObject({ rows: [{ assets: names }] })
      }),
    )
    // What people type themselves: a share needs no doubling.
    expect(readFunctions('name,priority,assets\nA,1,\\\\SRV\\share|Till')).toMatchObject({
      rows: [{ assets: ['\\\\SRV\\share', 'Till'] }],
    })
  })

  it('an owner is told of a function that names more assets than it can need', () => {
    const many = Array.from({ length: 201 }, (_, n) => `A${n}`).join('|')
    expect(readFunctions(`name,priority,assets\nA,1,${many}`)).toMatchObject({
      faults: [{ path: 'row 2, assets', message: expect.stringContaining('200') }],
    })
  })

  it('U24 an office manager is told every faulty row by the number that the spreadsheet shows', () => {
    const csv = 'name,kind,dataKinds\nA,boat,\nB,server,secrets\na,server,\n,server,'
    expect(readAssets(csv)).toMatchObject({
      faults: [
        { path: 'row 2, kind', message: expect.stringContaining('cloud_service') },
        { path: 'row 3, dataKinds.0', message: expect.stringContaining('payment') },
        { path: 'row 4, name', message: expect.stringContaining('row 2') },
        { path: 'row 5, name' },
      ],
    })
  })

  it.each([
    ['', 'row 1'],
    ['name\n', 'csv'],
    ['kind\nserver', 'row 1'],
    ['name,colour\nA,red', 'row 1'],
    [`name\n${Array.from({ length: mostRows + 1 }, (_, n) => `A${n}`).join('\n')}`, 'csv'],
  ])('an office manager learns what is wrong with a list that is none (%#)', (csv, path) => {
    expect(readAssets(csv)).toMatchObject({ faults: [{ path }] })
  })

  it('an owner reads functions in with priority, aim, tests and the assets behind them', () => {
    const csv =
      'name,priority,longestOutageMinutes,acceptanceTests,assets\nTake orders,1,240,Order a roll|Print a bill,Till 1|Shop'
    expect(readFunctions(csv)).toMatchObject({
      rows: [
        {
          name: 'Take orders',
          priority: 1,
          longestOutageMinutes: 240,
          acceptanceTests: ['Order a roll', 'Print a bill'],
          assets: ['Till 1', 'Shop'],
        },
      ],
    })
    expect(readFunctions('name,priority,longestOutageMinutes\nA,9,soon')).toMatchObject({
      faults: [
        { path: 'row 2, priority', message: expect.stringContaining('1') },
        { path: 'row 2, longestOutageMinutes', message: expect.stringContaining('minutes') },
      ],
    })
  })
})

it('an owner sees first what has to come back first: by priority, then by the time left, unknown last', () => {
  const of = (name: string, priority: number, longestOutageMinutes: number | null) => ({
    id: name,
    name,
    priority,
    longestOutageMinutes,
  })
  const functions = [of('d', 2, 10), of('c', 1, null), of('b', 1, null), of('e', 1, 60), of('a', 1, 30)]
  expect(inRestoreOrder(functions).map(({ name }) => name)).toEqual(['a', 'e', 'b', 'c', 'd'])
})
