import { sha256 } from '@noble/hashes/sha2.js'
import { describe, expect, test } from 'vitest'
import { utf8 } from './bytes.ts'
import { canonicalJson } from './canonical.ts'
import { commitment, leafHash, leafText } from './leaf.ts'

const hex = (bytes: Uint8Array) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')

describe('the record format', () => {
  const salt = (field: string) => sha256(utf8(`test-salt/0/${field}`))
  const position = {
    log: 'tl.example/8f1c2f6e-0a51-4a57-9a53-6b0d9a3f4b10/1',
    index: 0,
    stream: '5b0f7e1c-93d4-4f0e-8d0a-2b7a4f6c1e22',
    number: 1,
    previous: '',
    at: '2026-03-01T08:00:00.000Z',
  }

  test('R49 a writer produces the published vector byte for byte', () => {
    const commitments = {
      title: commitment(salt('title'), 'title', 'Ransom note on FILE01'),
      actor: commitment(salt('actor'), 'actor', 'u:7'),
    }
    expect(commitments.actor).toBe('Ke0bWQsGbeBmexy359QuxliaN6qPfrw3EG0pAUC9jgI=')
    const text = leafText(position, { kind: 'incident.open', commitments })
    expect(text.startsWith('{"c":{"actor":"Ke0bWQ')).toBe(true)
    expect(hex(leafHash(text))).toBe('9e09780f8f0f1735d3448445bb9a9cdf4c29e8bca75e4c82166c40f02dc06819')
  })

  test('a writer cannot make a leaf longer than 4,096 bytes', () => {
    const commitments = Object.fromEntries(
      Array.from({ length: 90 }, (_, i) => [`field${i}`, commitment(salt('a'), 'a', 'a')]),
    )
    expect(() => leafText(position, { kind: 'note.add', commitments })).toThrow(RangeError)
  })

  test('a writer cannot put a fraction into a leaf', () => {
    expect(() => canonicalJson({ a: 1.5 })).toThrow(RangeError)
    expect(canonicalJson({ b: 'x', a: [1, 'ü'] })).toBe('{"a":[1,"ü"],"b":"x"}')
  })
})
