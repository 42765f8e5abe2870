import { expect, test } from 'vitest'
import { harms, likelihoods } from './contract.ts'
import { decided, decisionFaults, isAcceptanceOver, isReviewDue, isSevere, proposalsFrom } from './rules.ts'

const today = '2026-05-06'
const risk = { state: 'open', ownerId: 'a', measures: 'We test it' } as const
const said = { verdict: 'keep', until: null, reviewOn: null } as const

test('an owner sees as severe what could end the firm, and what would cost it weeks within ten years', () => {
  const severe = harms.flatMap((harm) =>
    likelihoods.filter((likelihood) => isSevere({ harm, likelihood })).map((word) => `${harm} ${word}`),
  )
  expect(severe).toEqual([
    ...likelihoods.map((word) => `threatening ${word}`),
    'heavy often',
    'heavy likely',
    'heavy possible',
  ])
})

test('nobody accepts a risk without a last day within two years, and somebody who answers for it', () => {
  const paths = (more: object, of: Parameters<typeof decisionFaults>[1] = risk) =>
    decisionFaults({ ...said, verdict: 'accept', ...more }, of, today).map(({ path }) => path)
  expect(paths({ until: '2026-12-31' })).toEqual([])
  expect(paths({})).toEqual(['until'])
  expect(paths({ until: today })).toEqual(['until'])
  expect(paths({ until: '2028-05-07' })).toEqual(['until'])
  expect(paths({ until: '2026-12-31' }, { ...risk, ownerId: null })).toEqual(['verdict'])
})

test('nobody calls treated what nothing is done about, or looks again in the past', () => {
  const paths = (more: object, of: Parameters<typeof decisionFaults>[1] = risk) =>
    decisionFaults({ ...said, ...more }, of, today).map(({ path }) => path)
  expect(paths({ verdict: 'treat' })).toEqual([])
  expect(paths({ verdict: 'treat' }, { ...risk, measures: '' })).toEqual(['verdict'])
  expect(paths({ reviewOn: today })).toEqual(['reviewOn'])
  expect(paths({ reviewOn: '2029-05-07' })).toEqual(['reviewOn'])
  expect(paths({ until: '2026-12-31' })).toEqual(['until'])
})

test('what is accepted is looked at again on its last day at the latest, and all else within a year', () => {
  expect(decided(said, today)).toEqual({ state: 'open', acceptedUntil: null, reviewOn: '2027-05-06' })
  const accept = { ...said, verdict: 'accept', until: '2026-09-30' } as const
  const accepted = { state: 'accepted', acceptedUntil: '2026-09-30', reviewOn: '2026-09-30' }
  expect(decided(accept, today)).toEqual(accepted)
  expect(decided({ ...accept, reviewOn: '2027-01-01' }, today)).toEqual(accepted)
  expect(decided({ ...accept, reviewOn: '2026-07-01' }, today).reviewOn).toBe('2026-07-01')
})

test('an acceptance holds on its last day, a review is due the day after, and what ended asks for nothing', () => {
  const accepted = { state: 'accepted', acceptedUntil: today, reviewOn: today } as const
  expect([isAcceptanceOver(accepted, today), isReviewDue(accepted, today)]).toEqual([false, false])
  expect([isAcceptanceOver(accepted, '2026-05-07'), isReviewDue(accepted, '2026-05-07')]).toEqual([
    true,
    true,
  ])
  expect(isReviewDue({ ...accepted, state: 'ended' }, '2026-05-07')).toBe(false)
})

test('nobody starts at an empty page, and what was taken up is not proposed again', () => {
  const both = (words: string) => ({ en: words, de: words })
  const ranking = [
    { kind: 'ransomware', name: both('Locked'), reasons: [both('It happens')] },
    { kind: 'phishing-campaign', name: both('Mails'), reasons: [] },
  ] as const
  const mutable = ranking.map((one) => ({ ...one, reasons: [...one.reasons] }))
  const uncovered = [{ assetId: 'till', asset: 'Till', functions: ['Selling'] }]
  const none = { kinds: new Set<string>(), assetIds: new Set<string>() }
  expect(proposalsFrom(mutable, uncovered, none).map(({ key }) => key)).toEqual([
    'ransomware',
    'phishing-campaign',
    'till',
  ])
  const known = { kinds: new Set(['ransomware']), assetIds: new Set(['till']) }
  expect(proposalsFrom(mutable, uncovered, known).map(({ key }) => key)).toEqual(['phishing-campaign'])
  expect(proposalsFrom([], uncovered, none)[0]?.reasons[0]?.en).toContain('Selling')
})
