import { describe, expect, test } from 'vitest'
import { warningKinds } from '../../../register/powers/contract/words.ts'
import { playbooks } from '../../playbooks/content/playbooks.ts'
import { answersOf, valuesOf, type KnownElsewhere } from './answers.ts'
import { compose } from './compose.ts'
import { gapSentence } from './gap-sentences.ts'
import { gapsOf, placeholdersIn } from './gaps.ts'
import type { PlanMaterial } from './material.ts'
import { proposals } from './propose.ts'
import { rank } from './rank.ts'
import { charges } from './words/charges.ts'
import { questions } from './words/questions.ts'
import { sectionKeys } from './words/sections.ts'

const known: KnownElsewhere = {
  organisation: { country: 'AT', sector: 'retail', size: '10-49' },
  profile: undefined,
  isBackupIsolated: undefined,
  isRestoreProved: undefined,
  isInsured: undefined,
  hasSupplierWithAccess: undefined,
}

const people = [
  { id: 'a', name: 'Anna', role: 'owner' as const },
  { id: 'b', name: 'Ben', role: 'lead' as const },
  { id: 'c', name: 'Cleo', role: 'responder' as const },
]

/** A plan in which nothing is missing. */
function whole(change: Partial<PlanMaterial> = {}): PlanMaterial {
  const answers = {
    ...valuesOf(answersOf(new Map(), known)),
    ...Object.fromEntries(questions.filter(({ kind }) => kind === 'text').map(({ id }) => [id, 'Known'])),
    country: 'AT',
  }
  const ranking = rank(answers)
  const filled = proposals({ charges: [], today: '2026-03-01' }, people)
  return {
    organisation: 'Harbour Bakery',
    today: '2026-03-01',
    answers,
    openQuestions: 0,
    ranking,
    people: people.map((one) => ({ ...one, phone: '1', nightPhone: '2', isActive: true })),
    sections: sectionKeys.map((section) => ({
      section,
      ownerId: 'a',
      reviewOn: '2027-03-01',
      words: '',
      changedSince: null,
      changes: [],
    })),
    charges: filled.charges.map((one) => ({ ...one, from: '' as const })),
    powers: { rights: [], roles: [], mandates: [], warnings: [], isBegun: true },
    suppliers: [],
    cover: { policies: [], retainers: [] },
    hasCallTree: true,
    coverage: ranking.flatMap(({ kind, isPicked }) =>
      kind === 'other'
        ? []
        : [
            {
              kind,
              isPicked,
              playbook: 'P',
              edition: 'shipped',
              ownerId: 'a',
              exercisedOn: null,
              trainedOn: null,
              provedOn: null,
            },
          ],
    ),
    contacts: [],
    playbooks: new Map(playbooks.map((playbook) => [playbook.id, playbook])),
    duties: [],
    essential: [],
    systems: [],
    backups: [],
    quorum: 1,
    approvers: 1,
    unread: null,
    ...change,
  }
}
const tried = (phone: string) => ({
  ...{ name: 'Desk', phone, nightPhone: '', confirmedHow: null },
  ...{ confirmedOn: null, isStale: true },
})
const blocking = (material: PlanMaterial) =>
  gapsOf(material, compose(material, 'en')).filter(({ isBlocking }) => isBlocking)

describe('what is missing', () => {
  test.each(['en', 'de'] as const)(
    'R13 a filled plan in %s has no blank, with every playbook that ships in it',
    (language) => {
      const all = whole()
      const document = compose(
        { ...all, ranking: all.ranking.map((one) => ({ ...one, isPicked: true })) },
        language,
      )
      expect(placeholdersIn(document)).toEqual([])
      expect(blocking(all)).toEqual([])
    },
  )

  test.each(['[[name of the firm]]', 'Call TODO', 'The number is ____', 'tbd'])(
    'R13 an author who leaves %s in a section is told where',
    (words) => {
      const { sections } = whole()
      const found = blocking(
        whole({ sections: sections.map((one) => (one.section === 'learn' ? { ...one, words } : one)) }),
      )
      expect(found).toMatchObject([{ kind: 'placeholder', about: 'learn', path: '/plan/sections/learn' }])
    },
  )

  test('R13 a question that nobody answered is named with its own words', () => {
    const { answers } = whole()
    const found = blocking(whole({ answers: { ...answers, meeting_place: 'unknown' } }))
    expect(found.map((gap) => gapSentence(gap))).toEqual([
      '“Prepare” has a blank: Where do you meet when nothing works?',
    ])
  })

  test('R14 an action without a person, without a deputy, or with somebody who is gone is named', () => {
    const { charges: filled, people: all } = whole()
    const found = (change: Partial<PlanMaterial>) =>
      blocking(whole(change)).map(({ kind, about }) => `${kind} ${about}`)
    const without = (rest: object) => ({
      charges: filled.map((one) => (one.charge === 'wipe' ? { ...one, ...rest } : one)),
    })
    expect(found(without({ accountableId: null }))).toEqual(['no_accountable wipe'])
    expect(found(without({ deputyId: null }))).toEqual(['no_deputy wipe'])
    const gone = all.map((one) => (one.id === 'c' ? { ...one, isActive: false } : one))
    expect(new Set(found({ people: gone }).map((one) => one.split(' ')[0]))).toEqual(new Set(['gone']))
  })

  test('R7 a kind that nobody looks after blocks, one that was never rehearsed is only named', () => {
    const { coverage } = whole()
    const open = coverage.map((one) => (one.kind === 'ransomware' ? { ...one, ownerId: null } : one))
    expect(blocking(whole({ coverage: open }))).toMatchObject([
      { kind: 'no_kind_owner', about: 'ransomware' },
    ])
    const gaps = gapsOf(whole(), compose(whole(), 'en'))
    expect(gaps.filter(({ kind }) => kind === 'never_exercised').length).toBeGreaterThan(0)
  })

  test('R21 R23 suppliers are told together, nothing of powers twenty times, and an expired mandate blocks', () => {
    const many = ['A', 'B', 'C', 'D'].map((name) => ({
      id: name,
      name,
      does: '',
      isReliedOn: true,
      contacts: [],
    }))
    const warning = { kind: 'mandate_expired' as const, about: 'Lead', name: '', day: '2026-01-31' }
    const powers = { rights: [], roles: [], mandates: [], warnings: [warning], isBegun: true }
    const told = (change: Partial<PlanMaterial>) => {
      const material = whole(change)
      return gapsOf(material, compose(material, 'en')).map((gap) => gapSentence(gap))
    }
    expect(told({ suppliers: many })).toContain(
      'There is no telephone number of a supplier you depend on: A, B and 2 more',
    )
    expect(told({ suppliers: many.map((one) => ({ ...one, isReliedOn: false })) }).join()).not.toContain(
      'A, B',
    )
    expect(blocking(whole({ powers }))).toMatchObject([{ kind: 'mandate_expired', path: '/powers' }])
    expect(told({ powers: { ...powers, isBegun: false } }).filter((one) => one.includes('decide'))).toEqual([
      'Nobody has written down who may decide what, up to what sum and with whom',
    ])
  })

  test('N1 every gap is a sentence in both languages that leads to a page', () => {
    const empty = whole({
      answers: {},
      charges: [],
      sections: whole().sections.map((one) => ({
        ...one,
        ownerId: null,
        reviewOn: null,
        changedSince: new Date(0),
      })),
      approvers: 0,
      unread: 3,
      openQuestions: 4,
      hasCallTree: false,
      suppliers: ['Fast IT', 'Till Ltd', 'Pier'].map((name, at) => ({
        ...{ id: name, name, does: '', isReliedOn: true },
        contacts: at === 0 ? [] : [tried(at === 1 ? '1' : '')],
      })),
      powers: {
        ...{ rights: [], roles: [], mandates: [], isBegun: true },
        warnings: warningKinds.map((kind) => ({ kind, about: 'lead', name: 'Anna', day: '2026-01-31' })),
      },
    })
    const gaps = gapsOf(empty, compose(empty, 'en'))
    for (const kind of ['mandate_expired', 'role_left', 'no_call_tree', 'supplier_no_night'])
      expect(gaps.map((gap) => gap.kind)).toContain(kind)
    for (const gap of gaps) {
      expect(gap.path).toMatch(/^\//)
      for (const language of ['en', 'de'] as const)
        expect(gapSentence(gap, language)).not.toMatch(/[{}]|undefined/)
    }
  })
})

describe('who could do what', () => {
  test('R14 nobody stands in for themselves, and three people share the load', () => {
    const { charges: rows } = proposals({ charges: [], today: '2026-03-01' }, people)
    expect(rows).toHaveLength(charges.length)
    expect(
      rows.filter(({ accountableId, deputyId }) => accountableId === deputyId || deputyId === null),
    ).toEqual([])
    expect(new Set(rows.map(({ accountableId }) => accountableId))).toEqual(new Set(['a', 'b', 'c']))
  })

  test('one person alone gets no deputy, and what somebody chose stays', () => {
    const alone = proposals({ charges: [], today: '2026-03-01' }, people.slice(0, 1))
    expect(alone.charges.every(({ deputyId }) => deputyId === null)).toBe(true)
    const chosen = { charge: 'pay' as const, accountableId: 'c', deputyId: null }
    const { charges: rows } = proposals({ charges: [chosen], today: '2026-03-01' }, people)
    expect(rows.find(({ charge }) => charge === 'pay')).toMatchObject({ accountableId: 'c', deputyId: 'a' })
  })
})
