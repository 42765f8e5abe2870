import { describe, expect, it } from 'vitest'
import { csvOf } from '../../../ui/lists/csv.ts'
import { assetColumns, inRestoreOrder, mostRows, readAssets, readFunctions } from './rules.ts'

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
    expect(readAssets(out)).toEqual({ rows: [{ ...row, dataKinds: ['customer', 'payment'] }] })
  })

  it('an office manager may send semicolons, other cases and fewer columns', () => {
    expect(readAssets('Name;KIND\r\nTill 1;Cloud service\r\n;\r\n')).toEqual({
      rows: [{ name: 'Till 1', kind: 'cloud_service', owner: '', place: '', dataKinds: [], note: '' }],
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
