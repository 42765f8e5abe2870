import { expect, test } from 'vitest'
import type { Person } from '../../../register/people/public/people.ts'
import { noticesFor } from '../../../register/obligations/public.ts'
import { playbooks } from '../../playbooks/content/playbooks.ts'
import { HandoutWords, type Block } from '../contract.ts'
import { cardsSection, clocksSection, helpersSection, peopleSection } from './sections.ts'
import { walletCard } from './wallet-cards.ts'
import { wordsIn } from './words.ts'

const person = (name: string, role: Person['role'], phone = '', nightPhone = ''): Person => ({
  id: name,
  name,
  granted: null,
  email: `${name.toLowerCase()}@harbour.example`,
  role,
  status: 'active',
  phone,
  nightPhone,
  isCarer: false,
})
const people = [
  person('Otto', 'owner', '+43 1'),
  person('Lea', 'lead', '+43 2', '+43 3'),
  person('Gail', 'guest', '+43 9'),
  person('Mute', 'responder'),
]
const nobodyElse = { policies: [], retainers: [] }
const rowsOf = (blocks: readonly Block[]) =>
  blocks.flatMap((block) => (block.kind === 'table' ? block.rows : []))

test('a person who opens the copy finds the lead first, no guest, and the name of whom nobody could call', () => {
  const { blocks } = peopleSection(people, wordsIn('en'))
  expect(rowsOf(blocks).map(([name]) => name)).toEqual(['Lea', 'Otto'])
  expect(JSON.stringify(blocks)).toContain('No number known: Mute')
  expect(JSON.stringify(peopleSection([], wordsIn('de')))).toContain('Noch hat niemand')
})

test('a person finds a supplier without any number named as such, and no insurer said to be missing', () => {
  const { blocks } = helpersSection(
    nobodyElse,
    [{ id: 'v1', name: 'Hoster', does: 'Web', isReliedOn: true, contacts: [] }],
    wordsIn('en'),
  )
  expect(rowsOf(blocks)).toEqual([['Hoster', 'Web', 'No number known', '', '', '', '']])
  expect(JSON.stringify(blocks)).toContain('No policy in force')
})

test('R44 each playbook has a card of eight steps at most, with what not to do', () => {
  const cards = cardsSection(playbooks, wordsIn('en')).blocks.filter((block) => block.kind === 'card')
  expect(cards).toHaveLength(playbooks.length)
  for (const card of cards) {
    expect(card.steps.length, card.title).toBeLessThanOrEqual(8)
    expect(card.not.length, card.title).toBeGreaterThan(0)
  }
})

test('a lead abroad finds the clocks of the country, each with its source, and none of another', () => {
  const titles = (country: string) => JSON.stringify(clocksSection(noticesFor(country), wordsIn('en')))
  expect(titles('AT')).toContain('GDPR personal data breach')
  expect(titles('AT')).not.toContain('HIPAA')
  expect(titles('US')).toContain('HIPAA')
  expect(titles('US')).not.toContain('NIS2')
  expect(titles('AT')).toMatch(/state of \d{4}-\d{2}-\d{2}/)
})

test('what a hostile name holds goes into the copy as the words they are', () => {
  const hostile = '</script><script>alert(1)</script>'
  const sections = [peopleSection([person(hostile, 'lead', '+43 1')], wordsIn('en'))]
  const parsed = HandoutWords.parse({
    organisation: hostile,
    language: 'en',
    madeAt: '2026-03-01T21:14:00Z',
    timeZone: 'UTC',
    madeBy: hostile,
    code: 'A',
    sections,
  })
  expect(rowsOf(parsed.sections[0]?.blocks ?? [])[0]?.[0]).toBe(hostile)
})

test('a card holds four numbers: the lead by the number of the night, and the insurer last', () => {
  const many = [...people, ...['A', 'B', 'C', 'D'].map((name) => person(name, 'responder', '+43 5'))]
  const policy = {
    name: 'Cyber',
    insurer: 'Alpenländische Versicherungsgesellschaft',
    number: 'P-1',
    hotline: '+43 800',
    noticeHours: 72,
    consentWords: '',
    panel: [],
  }
  const about = {
    organisation: 'Harbour',
    madeOn: 'today',
    address: 'https://x',
    keyCode: '3F2A-90BC',
    language: 'en' as const,
  }
  const { calls } = walletCard(many, { policies: [policy], retainers: [] }, about)
  expect(calls.map(({ number }) => number)).toEqual(['+43 3', '+43 1', '+43 5', '+43 800'])
  expect(Math.max(...calls.map(({ who }) => who.length))).toBeLessThanOrEqual(24)
})
