import fc from 'fast-check'
import { expect, it } from 'vitest'
import { stepsOf } from './attack-steps.ts'
import { countedTime, kindOf, nameOf } from './moments.ts'
import { thingsIn, tracesIn } from './things.ts'

it('reads machines, addresses, accounts and techniques from what tools call them', () => {
  expect(
    thingsIn({
      'agent.name': 'FILE01',
      'data.srcip': '203.0.113.9',
      'data.dstuser': 'HARBOUR\\Anna',
      instance: 'nas01:9100',
      'rule.mitre': 'T1110.001, T1078',
      severity: 'high',
      address: '127.0.0.1',
    }),
  ).toEqual([
    'host file01',
    'host nas01',
    'address 203.0.113.9',
    'account anna',
    'technique T1110.001',
    'technique T1078',
  ])
})

it('U8 finds addresses, domains, mailboxes and files in what a tool wrote', () => {
  const hash = 'a'.repeat(64)
  const words = 'hxxps://evil[.]example/login sent by bob@evil.example from 203.0.113.9'
  expect(tracesIn({ file: hash, host: 'pc7' }, words)).toEqual([
    'domain evil.example',
    'email bob@evil.example',
    'address 203.0.113.9',
    `hash ${hash}`,
  ])
})

it('takes nothing from labels that name nobody, and never more than twelve things', () => {
  expect(thingsIn({ host: '-', user: 'unknown', hostname: 'localhost', src: '0.0.0.0' })).toEqual([])
  const many = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`h${index}.host`, `m${index}`]))
  expect(thingsIn(many).length).toBe(12)
})

it('calls two titles the same when only numbers and addresses differ', () => {
  expect(nameOf('Disk 81.5 % full on 10.0.0.4, session 4f2a99bc01')).toBe(
    nameOf('Disk 93.0 % full on 10.0.0.9, session 77aa10cd55'),
  )
  expect(nameOf('Web server 400 error')).not.toBe(nameOf('Web server 500 error'))
  expect(kindOf('s', 'x', ['address 1.2.3.4', 'host a'])).toBe('s host a x')
})

it('tells which step of an attack an alert looks like, by technique before words', () => {
  expect(stepsOf('anything', ['technique T1110.001'])).toEqual(['passwords'])
  expect(stepsOf('new service_stop parameter combination', [])).toEqual(['hide'])
  expect(stepsOf('disk is full', ['technique T9999'])).toEqual([])
})

it('does not believe a clock that is ahead of ours', () => {
  const [received, ahead] = [new Date('2026-03-01T10:00:00Z'), new Date('2027-03-01T10:00:00Z')]
  expect(countedTime(ahead, received)).toBe(received)
  expect(countedTime(null, received)).toBe(received)
  const late = new Date('2026-02-26T10:00:00Z')
  expect(countedTime(late, received)).toBe(late)
})

it('survives labels of any kind', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.string()), (labels) => {
      expect(thingsIn(labels).length).toBeLessThanOrEqual(12)
    }),
  )
})
