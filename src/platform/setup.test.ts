import { expect, test } from 'vitest'
import { Refusal } from '../base/refusal.ts'
import { createSetup, newSetupToken, sharedSetupToken } from './setup.ts'

const direct = { host: '127.0.0.1', url: 'http://localhost:8420', trustedProxies: [] }
const now = new Date('2026-03-02T08:00:00Z')
const afar = '192.0.2.7'

function outcome(work: () => void): string {
  try {
    work()
    return 'admitted'
  } catch (error) {
    return error instanceof Refusal ? error.kind : 'crash'
  }
}

test('someone at this computer needs no token, in whatever form the address comes', () => {
  const setup = createSetup(direct, newSetupToken())

  expect(
    ['127.0.0.1', '127.8.9.1', '::1', '::ffff:127.0.0.1'].map((address) => setup.needsToken(address)),
  ).toEqual([false, false, false, false])
  expect(
    [afar, '::ffff:192.0.2.7', '10.0.0.1', 'local', '', '127.0.0.1.example'].map(setup.needsToken),
  ).toEqual(Array.from({ length: 6 }, () => true))
})

test('behind a proxy, on an open port or under a public name everybody needs the token', () => {
  const reaches = [
    { ...direct, trustedProxies: ['127.0.0.1'] },
    { ...direct, host: '0.0.0.0' },
    { ...direct, host: '::' },
    { ...direct, url: 'https://muster.example.com' },
  ]

  expect(reaches.map((reach) => createSetup(reach, newSetupToken()).needsToken('127.0.0.1'))).toEqual([
    true,
    true,
    true,
    true,
  ])
})

test('a stranger comes in with the printed token and with nothing else', () => {
  const token = newSetupToken()
  const setup = createSetup(direct, token)
  const admit = (given: string | undefined) =>
    outcome(() => setup.admit({ address: afar, token: given, now }))

  expect([undefined, '', 'x', `${token}x`, token.slice(1), '\u0000', 'ü'.repeat(50)].map(admit)).toEqual(
    Array.from({ length: 7 }, () => 'forbidden'),
  )
  expect(admit(token)).toBe('admitted')
})

test('a guesser has ten tries a minute and does not use up those of the owner', () => {
  const token = newSetupToken()
  const setup = createSetup(direct, token)
  const guess = (address: string, at: Date) =>
    outcome(() => setup.admit({ address, token: newSetupToken(), now: at }))

  const guesses = Array.from({ length: 12 }, () => guess(afar, now))

  expect(guesses).toEqual([...Array.from({ length: 10 }, () => 'forbidden'), 'too_many', 'too_many'])
  expect(outcome(() => setup.admit({ address: afar, token, now }))).toBe('too_many')
  expect(outcome(() => setup.admit({ address: '192.0.2.8', token, now }))).toBe('admitted')
  expect(guess(afar, new Date(now.getTime() + 60_000))).toBe('forbidden')
})

test('replicas with one key folder take one token, and no other key folder has it', () => {
  const [one, other] = ['secret of one', 'secret of another'].map(sharedSetupToken)

  expect(sharedSetupToken('secret of one')).toBe(one)
  expect(one).not.toBe(other)
  // 128 bits, as those that are made anew at each start
  expect(one).toHaveLength(newSetupToken().length)
})
