import { describe, expect, test } from 'vitest'
import { failuresOf, type Known } from './failures.ts'
import { proofsOf, shownOutside } from './proofs.ts'

const today = '2026-05-01'
/** A business in which nothing would fail. */
const well: Known = {
  today,
  functions: 1,
  leaders: [
    { id: 'a', name: 'Anna', isReachable: true },
    { id: 'b', name: 'Bert', isReachable: true },
  ],
  warnings: [],
  tree: { isTestDue: false, unreachable: [] },
  backups: [],
  cover: [],
  vendors: [],
  contracts: [],
  policies: [],
  retainers: [],
  risks: [],
  houseRules: [],
  mute: [],
  exercise: undefined,
  network: { gaps: [] },
  training: { roles: [], skills: [] },
  watched: { sources: 1, days: 30, essential: 1, unheard: [] },
  untested: { parts: null, continuity: [], findings: [] },
}
const backup = {
  id: 'n',
  name: 'Nightly',
  isLate: false,
  isUnseen: false,
  isBroken: false,
  failedAt: null,
  isolation: 'offline',
  lastProof: { testedAt: '2026-01-01T09:00:00Z', restored: 'Ledger', evidence: 'Photo 12' },
} as const
const policy = {
  id: 'p',
  name: 'Cyber',
  isInForce: true,
  endsOn: '2027-01-01',
  daysLeft: 245,
  hasHotline: true,
  attestations: [],
}
const kinds = (known: Partial<Known>) => failuresOf({ ...well, ...known }).map(({ kind }) => kind)

describe('R130 what would fail today', () => {
  test('an owner of a business in which all is proved reads nothing, and never a score', () => {
    expect(kinds({ backups: [backup], policies: [policy] })).toEqual([])
  })

  test('R125 an owner reads which plans nobody tried in time, and what a rehearsal showed that nobody took up', () => {
    expect(
      kinds({ untested: { parts: { all: 7, never: 7, old: 0 }, continuity: [], findings: [] } }),
    ).toEqual(['plan_never_tried'])
    const untested = {
      parts: { all: 7, never: 2, old: 1 },
      continuity: [
        { name: 'Paper till', triedOn: null },
        { name: 'Second oven', triedOn: '2024-02-01' },
      ],
      findings: [{ id: 'x', title: 'Ransomware', objective: 'Restore order' }],
    }
    expect(failuresOf({ ...well, untested })).toMatchObject([
      { kind: 'plan_parts_untried', count: 2, path: '/exercises' },
      { kind: 'plan_parts_old', count: 1 },
      { kind: 'continuity_untried', name: 'Paper till' },
      { kind: 'continuity_old', name: 'Second oven', day: '2024-02-01' },
      { kind: 'finding_open', name: 'Ransomware', more: 'Restore order', path: '/exercises/x' },
    ])
  })

  test('R27 an owner reads which essential asset no tool spoke of, and one sentence where there is no tool', () => {
    const unheard = [{ name: 'Till', functions: ['Sales'] }]
    const watched = { sources: 2, days: 14, essential: 3, unheard }
    expect(failuresOf({ ...well, watched })).toMatchObject([
      { kind: 'asset_unwatched', name: 'Till', count: 14, more: 'Sales', path: '/settings/coverage' },
    ])
    expect(kinds({ watched: { ...watched, sources: 0 } })).toEqual(['nothing_watched'])
    expect(kinds({ watched: { sources: 0, days: 14, essential: 0, unheard: [] } })).toEqual([])
  })

  test('an owner reads how many months ago a restore was last proved, with the way to mend it', () => {
    const old = { ...backup.lastProof, testedAt: '2025-02-20T09:00:00Z' }
    expect(failuresOf({ ...well, backups: [{ ...backup, lastProof: old }] })).toMatchObject([
      { kind: 'restore_old', name: 'Nightly', count: 14, path: '/backups/n' },
    ])
    expect(kinds({ backups: [{ ...backup, lastProof: null }] })).toEqual(['restore_never'])
    expect(kinds({ backups: [{ ...backup, isBroken: true }] })).toEqual(['restore_failed'])
  })

  test('an owner reads that nobody stands in for the only one who may lead', () => {
    const [anna] = well.leaders
    expect(failuresOf({ ...well, leaders: anna ? [anna] : [] })).toMatchObject([
      { kind: 'lead_alone', name: 'Anna', path: '/people' },
    ])
    expect(kinds({ leaders: well.leaders.map((one) => ({ ...one, isReachable: false })) })).toEqual([
      'lead_unreachable',
      'lead_unreachable',
    ])
  })

  test('an owner reads until which day a contract can be ended, unless that was decided', () => {
    const contract = { vendorId: 'v', vendor: 'X', noticeBy: '2026-05-20', daysLeft: 19, isDecided: false }
    expect(failuresOf({ ...well, contracts: [contract] })).toMatchObject([
      { kind: 'notice_near', name: 'X', day: '2026-05-20', path: '/vendors/v' },
    ])
    expect(kinds({ contracts: [{ ...contract, isDecided: true }] })).toEqual([])
    expect(kinds({ contracts: [{ ...contract, daysLeft: 61 }] })).toEqual([])
    expect(kinds({ contracts: [{ ...contract, daysLeft: -1 }] })).toEqual(['notice_missed'])
  })

  test('R63 an owner whose copies all hang on the network is told before all that only costs money', () => {
    const found = kinds({
      backups: [{ ...backup, isolation: 'none', isLate: true }],
      retainers: [{ name: 'Firm', endsOn: null, daysLeft: null, panel: 'no' }],
      policies: [policy],
      cover: [{ asset: 'Mail', state: 'open', functions: ['Answer'], backups: [] }],
    })
    expect(found).toEqual(['asset_open', 'backup_late', 'no_isolated_copy', 'retainer_unpaid'])
  })

  test('an owner without insurance is left alone, one whose insurance ran out is not', () => {
    expect(kinds({ policies: [] })).toEqual([])
    const over = { ...policy, isInForce: false, daysLeft: -3, endsOn: '2026-04-28' }
    expect(kinds({ policies: [over] })).toEqual(['no_policy', 'policy_over'])
    const open = { statement: 'Second factor', state: 'lapsed', proof: null } as const
    expect(kinds({ policies: [{ ...policy, hasHotline: false, attestations: [open] }] })).toEqual([
      'policy_mute',
      'attestation_open',
    ])
  })

  test('an owner reads that nobody can approve spending after hours, and of each power that is gone', () => {
    const of = (kind: string, about: string, name = '') => ({ kind, about, name, day: '' })
    const found = kinds({
      warnings: [
        of('right_no_deputy', 'pay', 'Anna'),
        of('right_after_hours', 'spend', 'Anna'),
        of('right_left', 'isolate', 'Bert'),
        of('lead_only_technician', 'lead', 'Anna'),
        of('mandate_missing', 'lead', 'Anna'),
        { ...of('mandate_expired', 'Lead'), day: '2026-04-01' },
      ],
      tree: { isTestDue: true, unreachable: ['Dora'] },
    })
    expect(found).toEqual([
      'nobody_isolate',
      'night_spend',
      'alone_pay',
      'lead_only_technician',
      'tree_untried',
      'tree_unreachable',
      'mandate_expired',
    ])
  })

  test('an owner reads for each single role and decision that nobody stands in, and which deputy nobody can call', () => {
    const alone = (kind: string, about: string) => ({ kind, about, name: 'Anna', day: '' })
    const found = failuresOf({
      ...well,
      warnings: [
        alone('role_no_deputy', 'scribe'),
        alone('role_no_deputy', 'Baker'),
        alone('right_no_deputy', 'isolate'),
        alone('mandate_missing', 'lead'),
      ],
      mute: ['Dora'],
    })
    expect(found).toMatchObject([
      { kind: 'alone_isolate', name: 'Anna', path: '/powers' },
      { kind: 'role_alone_scribe', name: 'Anna' },
      { kind: 'role_alone_own', name: 'Anna', more: 'Baker' },
      { kind: 'deputy_mute', name: 'Dora', path: '/contacts' },
    ])
  })

  test('an owner reads which house rule is past its day, and how many have not read one, without a name', () => {
    const rule = { id: 'h', name: 'Mail', reviewOver: null, unread: 0, inForceSince: '2026-01-01' }
    const found = failuresOf({
      ...well,
      houseRules: [rule, { ...rule, unread: 3 }, { ...rule, reviewOver: '2026-04-01' }],
    })
    expect(found).toMatchObject([
      { kind: 'rule_old', name: 'Mail', day: '2026-04-01', path: '/house-rules/h' },
      { kind: 'rule_unread', count: 3, day: '2026-01-01' },
    ])
  })

  test('an owner reads which severe risk nobody answers for, and which decision or look is overdue', () => {
    const risk = { id: 'r', name: 'Flood', isUnowned: true, acceptanceOver: null, reviewOver: null }
    const over = { ...risk, isUnowned: false, acceptanceOver: '2026-04-01', reviewOver: '2026-04-01' }
    const found = failuresOf({ ...well, risks: [over, risk, { ...over, acceptanceOver: null }] })
    expect(found).toMatchObject([
      { kind: 'risk_unowned', name: 'Flood', path: '/risks/r' },
      { kind: 'risk_acceptance_over', day: '2026-04-01' },
      { kind: 'risk_review_over', day: '2026-04-01' },
    ])
  })

  test('a supplier whom nobody can reach, or has tried to, is named', () => {
    const of = (contacts: number, confirmed: number) =>
      kinds({ vendors: [{ id: 'v', name: 'X', contacts, confirmed }] })
    expect(of(0, 0)).toEqual(['supplier_unreachable'])
    expect(of(2, 0)).toEqual(['supplier_untried'])
    expect(of(2, 1)).toEqual([])
  })
})

test('R11 an owner shows customers only what somebody looked at, and each line until its day', () => {
  const proof = { checkedOn: '2026-04-01', validUntil: '2026-06-01', words: 'The list was empty' }
  const proofs = proofsOf({
    ...well,
    exercise: { id: 'i', number: 7, title: 'Locked files', day: '2025-06-01' },
    backups: [backup, { ...backup, isBroken: true }, { ...backup, lastProof: null }],
    policies: [
      {
        ...policy,
        attestations: [
          { statement: 'Second factor', state: 'proved', proof },
          { statement: 'Old', state: 'lapsed', proof: { ...proof, validUntil: '2026-04-30' } },
          { statement: 'Never', state: 'unproved', proof: null },
        ],
      },
    ],
  })
  expect(proofs).toEqual([
    {
      key: 'restore n Nightly',
      kind: 'restore',
      name: 'Nightly',
      shown: 'Ledger. Photo 12',
      provedOn: '2026-01-01',
      lapsesOn: '2027-01-01',
      path: '/backups/n',
    },
    {
      key: 'exercise',
      kind: 'exercise',
      name: 'Locked files',
      shown: 'INC-7',
      provedOn: '2025-06-01',
      lapsesOn: '2026-06-01',
      path: '/incidents/i',
    },
    {
      key: 'attestation p Second factor',
      kind: 'attestation',
      name: 'Second factor',
      shown: 'The list was empty',
      provedOn: '2026-04-01',
      lapsesOn: '2026-06-01',
      path: '/policies/p',
    },
  ])
})

test('R11 a reader outside sees only lines that were chosen, under the name that was looked at, and no title of a rehearsal', () => {
  const exercise = { id: 'i', number: 7, title: 'Locked files', day: '2026-04-01' }
  const proofs = proofsOf({ ...well, exercise, backups: [backup, { ...backup, id: 'm', name: 'Mail' }] })
  const keys = proofs.map(({ key }) => key)
  expect(shownOutside(proofs, keys.slice(0, 1))).toEqual([
    { kind: 'restore', name: 'Nightly', provedOn: '2026-01-01', lapsesOn: '2027-01-01' },
  ])
  expect(shownOutside(proofs, ['exercise'])).toEqual([
    { kind: 'exercise', name: '', provedOn: '2026-04-01', lapsesOn: '2027-04-01' },
  ])
  const renamed = proofsOf({ ...well, backups: [{ ...backup, name: 'Client list' }] })
  expect(shownOutside(renamed, keys)).toEqual([])
  expect(shownOutside(proofsOf({ ...well, backups: [{ ...backup, isBroken: true }] }), keys)).toEqual([])
})
