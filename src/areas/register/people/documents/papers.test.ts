import pino from 'pino'
import { afterAll, describe, expect, test } from 'vitest'
import { readPdf } from '../../../../../tests/pdf.ts'
import { createTypesetter } from '../../../../platform/documents/typeset.ts'
import { callListData, callListDocument, type Reachable } from './call-list.ts'
import { recoverySheet } from './recovery-sheet.ts'

const typesetter = createTypesetter({ log: pino({ level: 'silent' }) })
afterAll(() => typesetter.close())

const madeAt = new Date('2026-11-21T23:30:00Z')
const bakery = { name: 'Harbour Bakery', timeZone: 'Europe/Vienna' }
const person = (name: string, role: Reachable['role'], phone = '', nightPhone = ''): Reachable => ({
  name,
  role,
  phone,
  nightPhone,
  email: 'somebody@example.org',
})

describe('the call list', () => {
  const people = [
    person('Eva Koller', 'staff'),
    person('Jonas Egger', 'staff', '+43 1 234 56 73'),
    person('Maria Lindner', 'owner', '+43 1 234 56 70', '+43 664 123 45 67'),
    person('Tomáš Novák', 'lead', '', '+43 664 555 44 33'),
  ]

  test('whoever leads stands first, and who has no number is named apart', () => {
    const list = callListData(people, bakery, madeAt)
    expect(list.people.map(({ name }) => name)).toEqual(['Tomáš Novák', 'Maria Lindner', 'Jonas Egger'])
    expect(list.withoutNumber).toEqual(['Eva Koller'])
    expect(list.madeOn).toBe('22 November 2026')
  })

  test('a small firm gets one tagged page with day and night numbers, its date, and no addresses', async () => {
    const pdf = readPdf(
      await typesetter.typeset(callListDocument(callListData(people, bakery, madeAt), madeAt)),
    )
    expect(pdf).toMatchObject({
      pages: 1,
      isTagged: true,
      isPdfUa: true,
      title: 'Call list of Harbour Bakery',
    })
    for (const words of [
      '+43 664 123 45 67',
      'Leads an incident',
      'No number known: Eva Koller',
      '22 November 2026',
    ])
      expect(pdf.text).toContain(words)
    expect(pdf.text).toContain('offline copy on the stick')
    expect(pdf.text).toContain('Throw the older copy away')
    expect(pdf.text).not.toContain('@')
  })

  test('twelve people fit one page, forty take more and repeat the head', async () => {
    const firm = (size: number) =>
      Array.from({ length: size }, (_, n) => person(`Person ${n}`, 'staff', '+43 1 234', '+43 2'))
    const print = async (size: number) =>
      readPdf(await typesetter.typeset(callListDocument(callListData(firm(size), bakery, madeAt), madeAt)))
    expect((await print(12)).pages).toBe(1)
    const large = await print(40)
    expect(large.pages).toBeGreaterThan(1)
    expect(large.text.match(/By day/g)?.length).toBe(large.pages)
  })

  test('a list without a single number says what to do', async () => {
    const pdf = readPdf(await typesetter.typeset(callListDocument(callListData([], bakery, madeAt), madeAt)))
    expect(pdf.text).toContain('Enter numbers under People')
  })
})

describe('the recovery sheet', () => {
  const sheet = {
    organisation: 'Harbour Bakery',
    address: 'https://muster.harbour-bakery.example:8420',
    owner: 'Maria Lindner',
    backupRecipient: 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p',
    backupSecret: 'AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX',
    madeAt,
  }

  test('an owner can type the secret from it, letter by letter, on one page', async () => {
    const pdf = readPdf(
      await typesetter.typeset(recoverySheet({ ...sheet, recoveryCodes: ['K7QP-9XWM', '2345-WXYZ'] })),
    )
    expect(pdf).toMatchObject({ pages: 1, isTagged: true, isPdfUa: true })
    const typed = pdf.text.replaceAll(/\s/g, '')
    for (const exact of [
      sheet.backupSecret,
      sheet.backupRecipient,
      sheet.address,
      'K7QP-9XWM',
      'muster--restore--help',
    ])
      expect(typed).toContain(exact)
  })

  test('without codes it points to those that were shown', async () => {
    const pdf = readPdf(await typesetter.typeset(recoverySheet(sheet)))
    expect(pdf.text).toContain('Use the recovery codes that you were shown')
  })
})
