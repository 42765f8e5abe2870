import { describe, expect, test } from 'vitest'
import { incidentKinds } from '../../../../base/incident-kinds.ts'
import { templates } from '../content/statement-template.ts'
import { statementAudiences, statementLanguages, statementStages } from '../contract/statement-words.ts'
import { draftOf, faultsOfBody, fill, wordsOf } from './drafting.ts'
import { leaksIn, missingTicks, shippedRules, whyNotTick } from './releasing.ts'
import { unsureSentences } from './sentences.ts'

const facts = {
  confirmed: ['The file server was encrypted on 6 March at 02:10.', '312 customers are in the copied list.'],
  checking: ['Whether customer data was copied from the file server.'],
  unknown: ['How the attacker got in through the VPN.'],
}
const values = {
  organisation: 'Harbour Bakery',
  incident: 'INC-7',
  day: '6 March 2026',
  contact: 'Ann Smith, 01 234 5678',
  by: 'Lea Lead',
}

describe('what a writer may say', () => {
  test.each([
    ['Customer data was copied from the file server.', 'open'],
    ['No customer data was copied from the file server.', 'open'],
    ['Your data is safe.', 'promise'],
    ['You may rest assured.', 'promise'],
    ['There is no evidence of misuse.', 'promise'],
    ['Ihre Daten sind nicht betroffen.', 'promise'],
    ['Es gibt keine Hinweise auf Missbrauch.', 'promise'],
    ['About 12,000 customers are affected.', 'count'],
    ['Betroffen sind 40 Kundinnen.', 'count'],
  ])('R20 a writer is stopped at the sentence “%s”', (sentence, why) => {
    expect(unsureSentences(`We write to you today. ${sentence} Please call us.`, facts)).toMatchObject([
      { sentence, why },
    ])
  })

  test.each([
    'We are checking whether customer data was copied from the file server.',
    'We do not yet know how the attacker got in through the VPN.',
    'The file server was encrypted on 6 March.',
    'There are 312 customers in the copied list.',
    'Wir prüfen, ob Kundendaten kopiert wurden.',
    'Change your password within 24 hours and call 01 234 5678 between 8 and 17.',
  ])('R73 a writer may say “%s”', (sentence) => {
    expect(unsureSentences(sentence, facts)).toEqual([])
  })

  test('R73 a fact that was confirmed after all may be said as one', () => {
    const moved = { ...facts, checking: [], confirmed: ['Customer data was copied from the file server.'] }
    expect(unsureSentences('Customer data was copied from the file server.', moved)).toEqual([])
  })
})

describe('a draft', () => {
  test('U39 for each audience, stage, kind and language there is a template, and none says more than is confirmed', () => {
    for (const language of statementLanguages)
      for (const audience of statementAudiences)
        for (const stage of statementStages)
          for (const kind of incidentKinds) {
            const body = draftOf(templates[language], { audience, stage, kind, facts, values })
            const where = `${language} ${audience} ${stage} ${kind}`
            expect(faultsOfBody(body, facts), where).toEqual([])
            const text = wordsOf(body, templates[language])
            expect(text, where).not.toMatch(/\{\w+\}/)
            expect(
              leaksIn(text, { systems: ['FILESRV01'] }, { rules: shippedRules, audience }),
              where,
            ).toEqual([])
          }
  })

  test('R73 a draft fills only from what is confirmed, and shows the rest as checked or unknown', () => {
    const wish = { audience: 'customers', stage: 'first', kind: 'ransomware', facts, values } as const
    const text = wordsOf(draftOf(templates.en, wish), templates.en)
    expect(text).toContain('What we know\n- The file server was encrypted')
    expect(text).toContain('What we are still checking\n- Whether customer data was copied')
    expect(text).toContain('What we do not know yet\n- How the attacker')
    const empty = { confirmed: [], checking: [], unknown: [] }
    const early = wordsOf(draftOf(templates.en, { ...wish, facts: empty }), templates.en)
    expect(early).toContain('Nothing is confirmed yet.')
    expect(early).not.toContain('locked')
  })

  test('R73 a fact that is not confirmed cannot stand under what we know, also word by word', () => {
    const body = draftOf(templates.en, { audience: 'press', stage: 'first', kind: 'other', facts, values })
    const moved = { ...body, confirmed: [...facts.checking] }
    expect(faultsOfBody(moved, facts)).toMatchObject([{ path: 'body.confirmed.0' }])
  })

  test('what a value holds is never filled again, and a line break in it starts no header', () => {
    const sly = { organisation: '{by}\r\nBcc: all@example.org', by: 'Lea' }
    expect(fill('{organisation} {unknown} ${x}', sly)).toBe('{by} Bcc: all@example.org {unknown} ${x}')
  })
})

describe('letting it go', () => {
  test('R20 outside needs who answers for it, the law and the insurer; inside the first is enough', () => {
    const tick = { tick: 'approver', by: 'Lea', ref: 'u:1', at: '', note: '' } as const
    expect(missingTicks(shippedRules, 'press', [tick])).toEqual(['legal', 'insurer'])
    expect(missingTicks(shippedRules, 'staff', [tick])).toEqual([])
    expect(whyNotTick('legal', 'lead', 'x')).toContain('counsel')
    expect(whyNotTick('legal', 'owner', '')).toContain('which lawyer')
    expect(whyNotTick('insurer', 'lead', 'Ms Gruber, 9:10')).toBeUndefined()
  })

  test('R75 an audience never reads a name or address that its rules keep from it, in whatever spelling', () => {
    const words = { systems: ['FILE-SRV 01'], indicators: ['evil.example.com', '203.0.113.9'] }
    const leaked = (text: string, audience: 'press' | 'police') =>
      leaksIn(text, words, { rules: shippedRules, audience }).map(({ word }) => word)
    expect(leaked('It began on File-Srv  01 at night.', 'press')).toEqual(['FILE-SRV 01'])
    expect(leaked('It spoke to evil[.]example[.]com.', 'press')).toEqual(['evil.example.com'])
    expect(leaked('It spoke to 203.0.113.9, we saw.', 'press')).toEqual(['203.0.113.9'])
    expect(leaked('It spoke to 203.0.113.9, we saw.', 'police')).toEqual([])
    // A short name counts, too; one that is a word besides is meant as it is written.
    const short = { systems: ['NAS', 'DC', 'CAN', 'X'] }
    const found = (text: string) =>
      leaksIn(text, short, { rules: shippedRules, audience: 'press' }).map(({ word }) => word)
    expect(['The nas was hit.', 'It began on the DC.', 'The CAN failed.'].flatMap(found)).toEqual(
      short.systems.slice(0, 3),
    )
    expect(['We can help.', 'Washington dc is far.', 'Plan X begins.'].flatMap(found)).toEqual([])
  })
})
