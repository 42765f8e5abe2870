import { expect, test } from 'vitest'
import { emergencyCard } from './emergency-card.ts'

const words = {
  language: 'en',
  title: 'Something odd at <b>Harbour</b>?',
  call: 'Call at once',
  night: 'at night',
  steps: ['Leave it on'],
  never: 'Nobody is blamed.',
}

test('R123 a newcomer opens the card on a phone without any network, and taps the number', () => {
  const card = emergencyCard(words, [{ name: 'Olga & Co', phone: '+43 (1) 234', nightPhone: '0664/99' }])
  expect(card).toContain('<a href="tel:+431234">+43 (1) 234</a> at night <a href="tel:066499">0664/99</a>')
  expect(card).not.toMatch(/https?:|<script|<img|<link|@import|url\(/)
  expect(card).toContain("default-src 'none'")
})

test('no name of a person or a firm becomes part of the page', () => {
  const card = emergencyCard(words, [{ name: '<script>alert(1)</script>', phone: '"><img>', nightPhone: '' }])
  expect(card).not.toMatch(/<script|<img|<b>Harbour/)
  expect(card).toContain('&lt;script&gt;')
})
