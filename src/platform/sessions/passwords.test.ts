import { describe, expect, it } from 'vitest'
import { Refusal } from '../../base/refusal.ts'
import { canBePassword, createPasswordHasher, refuseWeakPassword } from './passwords.ts'

const anna = { email: 'anna.berger@example.org', name: 'Anna Berger' }

const hasher = createPasswordHasher()

describe('a password', () => {
  it.each([
    'lamp-orbit-cactus-71',
    'Drei Füchse tanzen leise',
    '正しい馬電池ホッチキス青い空雲',
    'x7#Qm2!vLp9&Rt',
  ])('that a person may choose is %j', (password) => {
    expect(() => refuseWeakPassword(password, anna)).not.toThrow()
  })

  it.each([
    ['short', 'elevenchars'],
    ['empty', ''],
    ['of one letter', 'aaaaaaaaaaaaaaaa'],
    ['on every list', 'password1234'],
    ['on every list, in disguise', 'P@ssw0rd2024!!'],
    ['a repeated common word', 'PasswordPassword1'],
    ['a run of the keyboard', 'qwertyuiop123456'],
    ['counting', '123456789012345'],
    ['the name of its owner', 'AnnaBerger2026!'],
    ['the address of its owner', 'anna.berger@example.org'],
    ['holding NUL', 'lamp-orbit\u0000-cactus-71'],
    ['too long', 'lamp-orbit-cactus-'.repeat(12)],
  ])('is refused to a person when it is %s', (_, password) => {
    expect(() => refuseWeakPassword(password, anna)).toThrow(Refusal)
  })

  it('of a megabyte is turned away from an attacker before any work on it', () => {
    const huge = 'lamp-orbit '.repeat(100_000)
    expect(canBePassword(huge)).toBe(false)
    expect(() => refuseWeakPassword(huge, anna)).toThrow('at most 200')
  })

  it('is kept as argon2id, salted, and known again from another keyboard', async () => {
    const stored = await hasher.hash('Drei Füchse tanzen leise')
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(await hasher.hash('Drei Füchse tanzen leise')).not.toBe(stored)
    expect(await hasher.verify(stored, 'Drei Füchse tanzen leise'.normalize('NFD'))).toBe(true)
    expect(await hasher.verify(stored, 'Drei Füchse tanzen laut')).toBe(false)
    expect(await hasher.verify('not a hash', 'Drei Füchse tanzen leise')).toBe(false)
  })

  it('flood from an attacker is refused beyond the queue, and those inside it are all served', async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 80 }, () => hasher.verify('not a hash', 'x')),
    )
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(68)
    const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))
    expect(refused.every((reason) => reason instanceof Refusal && reason.kind === 'unavailable')).toBe(true)
    expect(await hasher.verify(await hasher.hash('afterwards'), 'afterwards')).toBe(true)
  })
})
