import { expect, test } from 'vitest'
import { addressesIn } from './addresses.ts'
import { fingerprintWords } from './fingerprint.ts'

test('a person types or pastes addresses as other programs write them', () => {
  expect(
    addressesIn('Ann Cert <ann@cert.example>, bob@cert.example;\ncarl@cert.example dora@cert.example'),
  ).toEqual(['ann@cert.example', 'bob@cert.example', 'carl@cert.example', 'dora@cert.example'])
  expect(addressesIn(' , ;\n')).toEqual([])
})

test('two people compare a fingerprint on the telephone in groups of four', () => {
  expect(fingerprintWords('0a1b2c3d4e')).toBe('0A1B 2C3D 4E')
})
