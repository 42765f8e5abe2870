import { describe, expect, test } from 'vitest'
import { controlWords } from '../content/control-words.ts'
import { controlKeys, frameworkNames, packNames, packs, starterFrameworks } from '../contract/words.ts'
import { factSentence } from '../content/evidence-words.ts'
import { factsFrom, type DailyUse } from './facts.ts'
import { frameworks, knownOf, placesIn } from './frameworks.ts'
import { controlsAgainst, touchedBy } from './news.ts'
import {
  controlsInUse,
  controlsOf,
  drawn,
  evidenceOf,
  firstLooks,
  nextLook,
  stateOf,
  warningOf,
} from './standing.ts'

const today = '2026-11-20'

describe('what a firm is asked', () => {
  test.each(frameworkNames)(
    'R127 an owner begins with %s by forty questions at most, each with its place',
    (name) => {
      const asked = controlsOf(name)
      expect(asked.length).toBeGreaterThan(3)
      expect(asked.length).toBeLessThanOrEqual(40)
      expect(asked.every((key) => placesIn(name, key).length > 0)).toBe(true)
      expect(frameworks[name].version).not.toBe('')
    },
  )

  test('R127 an owner who answers all of IG1 has reached each of its 56 safeguards that the product asks about, and no other', () => {
    const ig1 =
      `1.1 1.2 2.1 2.2 2.3 3.1 3.2 3.3 3.4 3.5 3.6 4.1 4.2 4.3 4.4 4.5 4.6 4.7 5.1 5.2 5.3 5.4 6.1 6.2 6.3 6.4 6.5
      7.1 7.2 7.3 7.4 8.1 8.2 8.3 9.1 9.2 10.1 10.2 10.3 11.1 11.2 11.3 11.4 12.1 14.1 14.2 14.3 14.4 14.5 14.6 14.7 14.8
      15.1 17.1 17.2 17.3`.split(/\s+/)
    const reached = new Set(controlKeys.flatMap((key) => placesIn('cis_ig1', key)))
    expect([...reached].toSorted()).toEqual(ig1.toSorted())
  })

  test('R127 an owner finds only ids of CSF 2.0 that there are, counted by category', () => {
    const last: Record<string, number> = {
      ...{ 'GV.OC': 5, 'GV.RM': 7, 'GV.RR': 4, 'GV.PO': 2, 'GV.OV': 3, 'GV.SC': 10, 'ID.AM': 8, 'ID.RA': 10 },
      ...{ 'ID.IM': 4, 'PR.AA': 6, 'PR.AT': 2, 'PR.DS': 11, 'PR.PS': 6, 'PR.IR': 4, 'DE.CM': 9, 'DE.AE': 8 },
      ...{ 'RS.MA': 5, 'RS.AN': 8, 'RS.CO': 3, 'RS.MI': 2, 'RC.RP': 6, 'RC.CO': 4 },
    }
    for (const id of controlKeys.flatMap((key) => placesIn('csf', key))) {
      const [category = '', number = ''] = id.split('-')
      expect(Number(number), id).toBeGreaterThan(0)
      expect(Number(number), id).toBeLessThanOrEqual(last[category] ?? 0)
    }
    // Numbers that went out with version 1.1.
    expect(controlKeys.flatMap((key) => placesIn('csf', key))).not.toContain('ID.AM-06')
  })

  test('R97 an owner finds for each of the five ways in three checks at least, in words, in both languages', () => {
    expect(packNames).toHaveLength(5)
    for (const name of packNames) expect(packs[name].controls.length, name).toBeGreaterThanOrEqual(3)
    for (const language of ['en', 'de'])
      for (const key of controlKeys) {
        const words = controlWords(language)[key]
        expect(
          Object.values(words).every((line) => line.length > 10),
          key,
        ).toBe(true)
      }
    expect(starterFrameworks).toEqual(['csf', 'cis_ig1', 'cyber_essentials'])
  })

  test('R128 an IT helper gets two controls a week for a first look, and none twice', () => {
    const days = [...firstLooks(controlsOf('csf'), today).values()]
    for (const day of days) expect(days.filter((one) => one === day).length).toBeLessThanOrEqual(2)
    expect(controlsInUse(['csf', 'downloads', 'downloads']).size).toBe(new Set(controlsOf('csf')).size)
  })
})

describe('how a control stands', () => {
  const yes = { answer: 'yes' } as const
  const shows = { says: 'shows', day: '2026-10-01', until: '2027-10-01' } as const
  const against = { ...shows, says: 'against' } as const
  const proof = { checkedOn: '2026-01-01', validUntil: '2026-12-01' }

  test.each([
    ['nobody said anything', undefined, [], [], 'open'],
    ['somebody says yes without evidence', yes, [], [], 'said'],
    ['daily use shows it before anybody answered', undefined, [shows], [], 'shown'],
    ['a check holds', yes, [], [proof], 'shown'],
    ['a check ran out', yes, [], [{ ...proof, validUntil: '2026-11-19' }], 'lapsed'],
    ['daily use speaks against a yes with a check', yes, [against], [proof], 'against'],
    ['a part of it helps', yes, [{ ...shows, says: 'helps' as const }], [], 'said'],
    ['somebody says no although daily use shows it', { answer: 'no' as const }, [shows], [], 'no'],
    ['it does not apply', { answer: 'not_applicable' as const }, [against], [], 'not_applicable'],
  ] as const)('N19 an auditor reads the right state where %s', (_name, said, facts, proofs, state) => {
    expect(stateOf({ today, said, facts: [...facts], proofs: [...proofs] })).toBe(state)
  })

  test('N19 an auditor reads the evidence that lasts longest, and none that is over', () => {
    expect(evidenceOf({ today, facts: [shows], proofs: [proof] })).toEqual({
      on: '2026-10-01',
      until: '2027-10-01',
    })
    expect(evidenceOf({ today: '2028-01-01', facts: [shows], proofs: [proof] })).toBeUndefined()
  })

  test('R128 an IT helper looks sooner after news, and not again for news that was answered', () => {
    const said = { answer: 'yes', reviewedAt: new Date('2026-11-01'), nextReviewOn: '2027-02-01' } as const
    const news = {
      cve: 'CVE-2026-0001',
      keys: ['updates'],
      raisedAt: new Date('2026-11-19'),
      lookBy: '2026-11-26',
    }
    expect(nextLook('updates', said, [news])).toEqual({ day: '2026-11-26', by: ['CVE-2026-0001'] })
    expect(nextLook('firewall', said, [news])).toEqual({ day: '2027-02-01', by: [] })
    const looked = { ...said, reviewedAt: new Date('2026-11-20') }
    expect(nextLook('updates', looked, [news])).toEqual({ day: '2027-02-01', by: [] })
  })

  test('R78 an owner is warned of a statement that is not so at once, and of one that nothing shows before renewal', () => {
    const policy = { isInForce: true, endsOn: '2027-06-01', daysLeft: 193 }
    expect(warningOf('against', policy)).toBe('against')
    expect(warningOf('said', policy)).toBe('')
    expect(warningOf('said', { ...policy, endsOn: '2026-12-20', daysLeft: 30 })).toBe('2026-12-20')
    expect(warningOf('shown', { ...policy, daysLeft: 30 })).toBe('')
    expect(warningOf('against', { ...policy, isInForce: false })).toBe('')
  })

  test('R128 an auditor draws the same sample again from the same audit, and another from another', () => {
    const first = drawn(controlKeys, 5, 'a')
    expect(drawn(controlKeys, 5, 'a')).toEqual(first)
    expect(new Set(first).size).toBe(5)
    expect(drawn(controlKeys, 5, 'b')).not.toEqual(first)
  })
})

describe('what daily use tells', () => {
  const quiet: DailyUse = {
    ...{ today, backups: [], training: { count: 0, of: 0, oldest: undefined, until: undefined } },
    ...{ plan: undefined, exercise: undefined, tree: undefined, powers: { isBegun: false, missing: [] } },
    ...{ rules: { count: 0, since: undefined, unready: [] }, vendors: [], things: 0 },
    ...{ secondFactor: { count: 0, of: 0 }, holes: undefined, watch: undefined },
    ...{ tools: { sources: 0, unheard: [] }, continuity: [] },
  }
  const copy = {
    ...{ name: 'Orders', isLate: false, isBroken: false, failedAt: null, beatAt: '2026-11-19T00:00:00Z' },
    ...{ isolation: 'offline', lastProof: { testedOn: '2026-03-01' } },
  }

  test('R129 a firm that has written nothing down is told nothing of it, neither good nor bad', () => {
    expect(factsFrom(quiet, new Map()).size).toBe(0)
  })

  test('R129 an owner has a restore shown from the day it was proved, for a year', () => {
    const facts = factsFrom({ ...quiet, backups: [copy] }, new Map())
    expect(facts.get('restore_tested')).toMatchObject([
      { name: 'restore_proved', says: 'shows', day: '2026-03-01', until: '2027-03-01', path: '/backups' },
    ])
    expect(facts.get('copies_apart')).toMatchObject([{ says: 'helps' }])
    const old = { ...copy, lastProof: { testedOn: '2025-03-01' } }
    expect(factsFrom({ ...quiet, backups: [old] }, new Map()).get('restore_tested')).toMatchObject([
      { says: 'against', about: 'Orders', count: 0, of: 1 },
    ])
  })

  test('R129 a backup that never reports shows nothing by its silence', () => {
    const facts = factsFrom({ ...quiet, backups: [{ ...copy, beatAt: null }] }, new Map())
    expect(facts.get('copies_made')).toBeUndefined()
  })

  test('R129 training counts for all or speaks against it, and a routine only until its next turn', () => {
    const training = { count: 3, of: 3, oldest: '2026-02-01', until: '2027-02-01' }
    expect(factsFrom({ ...quiet, training }, new Map()).get('staff_trained')).toMatchObject([
      { says: 'shows' },
    ])
    const some = { ...training, count: 2 }
    expect(factsFrom({ ...quiet, training: some }, new Map()).get('staff_trained')).toMatchObject([
      { says: 'against', count: 2, of: 3 },
    ])
    // The worst is said as well: nobody learned anything, and nobody can be reached.
    const none = { count: 0, of: 3, oldest: undefined, until: undefined }
    expect(factsFrom({ ...quiet, training: none }, new Map()).get('staff_trained')).toMatchObject([
      { says: 'against', count: 0, of: 3 },
    ])
    const supplier = { name: 'Till Care', contacts: 1, confirmed: 0 }
    const said = (use: Partial<DailyUse>) =>
      [...factsFrom({ ...quiet, ...use }, new Map()).values()]
        .flat()
        .find(({ name }) => name === 'suppliers_reached')
    expect(said({ vendors: [supplier] })).toMatchObject({ says: 'against', count: 0, of: 1 })
    expect(said({ things: 4 })).toMatchObject({ says: 'against', count: 0, of: 0 })
    expect(
      factSentence({ name: 'suppliers_reached', says: 'against', count: 0, of: 0, about: '' }, 'en'),
    ).toBe('No supplier is written down, so nobody knows whom to call.')
    expect(said({})).toBeUndefined()
    const routine = { name: 'Close accounts', doneOn: '2026-11-01', nextOn: '2026-12-01' }
    const tied = factsFrom(quiet, new Map([['accounts_kept', [routine]]] as const))
    expect(tied.get('accounts_kept')).toMatchObject([{ says: 'shows', until: '2026-12-01' }])
    const missed = factsFrom(
      quiet,
      new Map([['accounts_kept', [{ ...routine, nextOn: '2026-11-01' }]]] as const),
    )
    expect(missed.get('accounts_kept')).toBeUndefined()
  })

  test('R129 every fact of the list serves a control, and every control has its months', () => {
    for (const key of controlKeys) expect([3, 6, 12], key).toContain(knownOf(key).months)
  })
})

describe('news of holes that are used', () => {
  const hole = (vendor: string, product: string, name = 'A hole') => ({
    ...{ cve: `CVE-${vendor}-${product}`, name, vendor, product, isRansomware: false },
  })
  const touch = (one: ReturnType<typeof hole>, ...names: string[]) =>
    touchedBy(
      [one],
      names.map((name) => ({ name, words: '' })),
    ).get(one.cve)?.names ?? []

  test('R128 an IT helper hears of a product that the register names, however it is written', () => {
    expect(touch(hole('Microsoft', 'Exchange Server'), 'Mail (exchange server 2019)')).toHaveLength(1)
    expect(touch(hole('Fortinet', 'FortiOS'), 'Firewall: FortiOS 7.2')).toHaveLength(1)
    expect(touch(hole('Citrix', 'NetScaler ADC and NetScaler Gateway'), 'NetScaler gateway')).toHaveLength(1)
    expect(touch(hole('QNAP', 'Multiple Products'), 'NAS QNAP TS-453')).toHaveLength(1)
  })

  test('R128 an IT helper is not called for a word that many things share', () => {
    expect(touch(hole('Oracle', 'Access Manager'), 'Access of guests', 'Manager’s laptop')).toEqual([])
    expect(touch(hole('Apache', 'Server'), 'Server in the cellar')).toEqual([])
    expect(touch(hole('Apache', 'Server'), 'Apache, the web server')).toHaveLength(1)
    expect(touch(hole('Apple', 'iOS'), 'Kiosk')).toEqual([])
  })

  test('R128 an owner reads which controls such a hole concerns', () => {
    expect(controlsAgainst(hole('WordPress', 'Plugin', 'SQL injection'))).toContain('website_updates')
    expect(controlsAgainst({ ...hole('A', 'B'), isRansomware: true })).toContain('restore_tested')
  })
})
