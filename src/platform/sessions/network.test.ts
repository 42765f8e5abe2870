import { describe, expect, it } from 'vitest'
import { canonicalAddress, networkOf } from './network.ts'

describe('a client network', () => {
  it('is the same in five textual forms of one IPv6 address', () => {
    const forms = [
      '2001:db8:0:1::1',
      '2001:DB8:0:1:0:0:0:1',
      '2001:0db8:0000:0001:0000:0000:0000:0001',
      '2001:db8:0:1::0.0.0.1',
      '2001:db8:0:1:0::1%eth0',
    ]
    expect(new Set(forms.map(networkOf))).toEqual(new Set(['2001:db8:0:1::/64']))
    expect(new Set(forms.map(canonicalAddress))).toEqual(new Set(['2001:db8:0:1::1']))
  })

  it('is the whole /64, and not its neighbour', () => {
    expect(networkOf('2001:db8:0:1:ffff:ffff:ffff:ffff')).toBe(networkOf('2001:db8:0:1::5'))
    expect(networkOf('2001:db8:0:2::5')).not.toBe(networkOf('2001:db8:0:1::5'))
    expect(networkOf('::1')).toBe('0:0:0:0::/64')
  })

  it('is the IPv4 address itself, also when it comes mapped into IPv6', () => {
    for (const form of ['192.0.2.7', '::ffff:192.0.2.7', '::FFFF:c000:207', '0:0:0:0:0:ffff:c000:0207'])
      expect(networkOf(form)).toBe('192.0.2.7')
  })

  it('is one shared unknown for what is no address', () => {
    for (const form of ['', 'localhost', '010.1.1.1', '3221225991', '1.2.3', '1.2.3.4, 5.6.7.8'])
      expect(networkOf(form)).toBe('unknown')
  })
})
