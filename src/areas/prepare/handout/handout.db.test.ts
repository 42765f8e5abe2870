import { verify } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { world, type World } from '../../../../tests/world.ts'
import { readPdf } from '../../../../tests/pdf.ts'
import * as retainers from '../../register/insurance/actions/manage-retainers.ts'
import { listHandoutsWith, makeHandoutWith } from './actions/make-handout.ts'
import { printWalletCards } from './actions/print-wallet-cards.ts'
import { signerOf, type CheckSignature } from './rules/signature.ts'

const plugs = {
  callTree: async () => [{ key: 'call_tree', title: 'Call tree', blocks: [] }],
  handoutSections: [
    async () => [
      {
        key: 'plan',
        title: 'Plan',
        blocks: [{ kind: 'paragraph' as const, text: 'Ours', tone: 'plain' as const }],
      },
    ],
  ],
}
/** The fixed beginning of an Ed25519 SubjectPublicKeyInfo (RFC 8410). */
const spki = Buffer.from('302a300506032b6570032100', 'hex')
const make = makeHandoutWith(plugs)
const list = listHandoutsWith(plugs)

describe('the handout', () => {
  let w: World
  beforeAll(async () => {
    w = await world()
  })
  afterAll(() => w.close())

  test('R8 R24 an owner makes a copy with everyone, each card, whom to call and the clocks, and it is on the record', async () => {
    await w.perform(retainers.addRetainer, w.owner, {
      name: 'Good Forensics',
      phone: '+43 1 9',
      nightPhone: '+43 1 99',
    })
    const copy = await w.perform(make, w.owner, { language: 'en' })
    expect(copy.sections.map(({ key }) => key)).toEqual([
      'people',
      'call_tree',
      'first_minutes',
      'helpers',
      'clocks',
      'plan',
    ])
    const words = JSON.stringify(copy)
    for (const part of ['Good Forensics', '+43 1 99', 'GDPR', '72 hours', 'Our files are locked'])
      expect(words).toContain(part)
    const [cards] = copy.sections.filter(({ key }) => key === 'first_minutes')
    for (const block of cards?.blocks ?? [])
      if (block.kind === 'card') expect(block.steps.length).toBeLessThanOrEqual(8)
    const { keyCode } = await w.perform(list, w.owner, {})
    const byNode: CheckSignature = async (key, message, signature) =>
      verify(null, message, { key: Buffer.concat([spki, key]), format: 'der', type: 'spki' }, signature)
    expect(await signerOf(copy, byNode)).toBe(keyCode)
    expect(await signerOf({ ...copy, sections: copy.sections.slice(1) }, byNode)).toBeUndefined()
    const leaf = (await w.leaves()).findLast(({ kind }) => kind === 'handout.make')
    expect(leaf?.fields['code']).toBe(copy.code)
  })

  test('an owner sees that a copy is current, and what it no longer knows once a number changed', async () => {
    const rows = async () => (await w.perform(list, w.owner, {})).items
    expect((await rows())[0]?.changed).toEqual([])
    await w.perform(retainers.addRetainer, w.owner, { name: 'Second Firm', phone: '+43 2 1' })
    expect((await rows())[0]?.changed).toEqual(['Insurer, firms on call, suppliers'])
  })

  test('N11 an owner prints cards for the wallet, in German too', async () => {
    const card = await w.perform(printWalletCards, w.owner, { language: 'de' })
    const paper = readPdf(Buffer.from((await card.open()) as Uint8Array)) // made at once, no stream
    expect(paper).toMatchObject({ pages: 1, isTagged: true, isPdfUa: true })
    expect(paper.text).toContain('Nichts löschen')
    // The copy is compared with the card, and the card with the page.
    const { keyCode, cardCode } = await w.perform(list, w.owner, {})
    expect(paper.text).toContain(keyCode)
    expect(paper.text).toContain(cardCode)
    const leaf = (await w.leaves()).findLast(({ kind }) => kind === 'handout.print')
    expect(leaf?.fields['code']).toBe(cardCode)
  })

  test('a staff member, who may not read suppliers and insurers, makes no copy', async () => {
    await expect(w.perform(make, w.staff, { language: 'en' })).rejects.toMatchObject({ kind: 'forbidden' })
  })
})
