import { expect, test } from 'vitest'
import type { Actor } from '../../../base/access.ts'
import { answerFaults, belongsTo, mayAnswer, readList, wordsOf } from './rules.ts'

const rowsOf = (csv: string) => {
  const read = readList(csv)
  return 'rows' in read ? read.rows : expect.fail(read.faults.map(({ message }) => message).join())
}
const faultsOf = (csv: string) => {
  const read = readList(csv)
  return 'faults' in read ? read.faults.map(({ path }) => path) : []
}

test('R101 an owner takes in the user list of Microsoft as it comes, without accounts that are switched off', () => {
  const csv = [
    '"User principal name","Display name","Account enabled","isMfaRegistered"',
    '"anna@firm.example","Anna Berg","True","True"',
    '"old@firm.example","Old One","False","False"',
  ].join('\n')
  expect(rowsOf(csv)).toEqual([
    { login: 'anna@firm.example', holder: 'Anna Berg', rights: '', secondFactor: 'yes' },
  ])
})

test('R101 an owner takes in the user list of Google as it comes, and a word that nobody knows is unknown', () => {
  const csv = [
    'First Name [Required],Last Name [Required],Email Address [Required],Status [READ ONLY],2sv Enrolled [READ ONLY]',
    'Ben,Novak,ben@firm.example,Active,TRUE',
    'Cy,Dee,cy@firm.example,Suspended,TRUE',
    'Di,Eff,di@firm.example,Active,perhaps',
  ].join('\n')
  expect(rowsOf(csv).map(({ holder, secondFactor }) => [holder, secondFactor])).toEqual([
    ['Ben Novak', 'yes'],
    ['Di Eff', 'unknown'],
  ])
})

test('R101 a list that says nothing of second factors leaves them as they are known', () => {
  expect(rowsOf('login;holder\nanna;Anna')[0]?.secondFactor).toBeUndefined()
})

test('R101 a list without a name of accounts, with one twice, or with nobody in it is refused by its rows', () => {
  expect(faultsOf('name\nanna')).toEqual(['csv'])
  expect(faultsOf('login\nanna\nANNA\n""x')).toEqual(['row 3'])
  expect(faultsOf('login,status\nanna,Suspended')).toEqual(['csv'])
})

test('R101 whoever takes access away says why, and whoever keeps their own says what for', () => {
  const wish = { verdict: 'keep' as const, reason: '', dueOn: undefined, isOwn: false }
  expect(answerFaults(wish, '2026-03-01')).toEqual([])
  expect(answerFaults({ ...wish, isOwn: true }, '2026-03-01')).toMatchObject([{ path: 'reason' }])
  expect(answerFaults({ ...wish, verdict: 'remove' }, '2026-03-01')).toMatchObject([{ path: 'reason' }])
  const late = { ...wish, verdict: 'change' as const, reason: 'So', dueOn: '2026-02-28' }
  expect(answerFaults(late, '2026-03-01')).toMatchObject([{ path: 'dueOn' }])
})

test('R101 in a campaign the one who was named answers, or somebody who leads', () => {
  const as = (role: 'lead' | 'responder', memberId: string): Actor => ({
    ...{ kind: 'member', ref: 'u', name: 'N', tenantId: 't', userId: 'u', sessionId: 's' },
    ...{ memberId, role },
  })
  expect([mayAnswer(as('responder', 'a'), 'a'), mayAnswer(as('responder', 'b'), 'a')]).toEqual([true, false])
  expect([mayAnswer(as('lead', 'b'), 'a'), mayAnswer(as('responder', 'b'), null)]).toEqual([true, true])
})

test('R101 an account belongs to a leaver by tie, address or name, and never to one while it is tied to another', () => {
  const words = wordsOf({ name: 'Lu Leaver', email: 'Lu@firm.example' })
  const account = { memberId: null, login: 'x', holder: 'y' }
  expect(belongsTo({ ...account, memberId: 'lu' }, { id: 'lu', words })).toBe(true)
  expect(belongsTo({ ...account, login: 'LU@firm.example' }, { id: 'lu', words })).toBe(true)
  expect(belongsTo({ ...account, holder: 'lu leaver' }, { id: 'lu', words })).toBe(true)
  expect(belongsTo({ ...account, memberId: 'other', holder: 'Lu Leaver' }, { id: 'lu', words })).toBe(false)
  expect(belongsTo({ ...account, holder: '' }, { id: 'lu', words })).toBe(false)
})
