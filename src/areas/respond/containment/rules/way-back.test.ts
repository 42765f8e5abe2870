import { describe, expect, it } from 'vitest'
import type { Tick } from '../contract/systems.ts'
import {
  isSameImpact,
  isWatched,
  inReturnOrder,
  missingForReturn,
  stillCounting,
  troubleSince,
  whyNoProof,
  watchFrom,
} from './way-back.ts'
import { checksOfWindow } from './watches.ts'

const openedAt = new Date('2026-03-01T08:00:00Z')
const now = new Date('2026-03-03T08:00:00Z')
const times = { since: openedAt, acquiredAt: null, now }
const proven = { ...times, acquiredAt: new Date('2026-03-02T08:00:00Z') }
const tick: Tick = {
  note: 'Image of 1 March',
  provedAt: '2026-03-02T08:00:00.000Z',
  evidenceId: null,
  method: null,
  sha256: null,
  waiver: null,
  exceptedUntil: null,
  at: '2026-03-02T08:00:00.000Z',
  by: 'Ben',
}
const clean: Tick = { ...tick, method: 'cleaned' }
const shown: Tick = { ...tick, evidenceId: 'e' }
const nothing = { checks: {}, isWatched: false, override: null, retirement: null, plan: null }
const plan = {
  returnAt: '2026-03-04T06:00:00.000Z',
  watchHours: 24,
  everyMinutes: 120,
  watcherIds: ['a', 'b'],
}
const signature = { reason: 'The till has to run', at: tick.at, by: 'Ben' }

describe('R65 a system on its way back', () => {
  it('R65 a responder is told all four checks that are missing at once', () => {
    expect(missingForReturn(nothing, now)).toHaveLength(4)
    const checks = { clean_source: clean, patched: shown, credentials: tick }
    expect(missingForReturn({ ...nothing, checks }, now)).toEqual([expect.stringContaining('watch')])
    expect(missingForReturn({ ...nothing, checks, isWatched: true }, now)).toEqual([])
  })

  it('R67 a technician brings back what is planned with its watch, which begins when it is back', () => {
    const checks = { clean_source: clean, patched: shown, credentials: tick }
    expect(missingForReturn({ ...nothing, checks, plan }, now)).toEqual([])
    const watch = watchFrom(plan, now)
    expect(watch).toMatchObject({ startsAt: now.toISOString(), endsAt: '2026-03-04T08:00:00.000Z' })
    expect(checksOfWindow(watch, now)).toMatchObject({ checks: { length: 12 } })
    const systems = [
      { name: 'later', state: 'cleaned', plan: { ...plan, returnAt: '2026-03-05T06:00:00.000Z' } },
      { name: 'unplanned', state: 'cleaned', plan: null },
      { name: 'first', state: 'verified', plan },
      { name: 'back', state: 'reconnected', plan },
    ] as const
    expect(inReturnOrder(systems).map(({ name }) => name)).toEqual(['first', 'later'])
  })

  it('R65 a lead may override by name, but not bring back what was said not to come back', () => {
    expect(missingForReturn({ ...nothing, override: signature }, now)).toEqual([])
    const gone = { ...nothing, override: signature, retirement: signature }
    expect(missingForReturn(gone, now)).toHaveLength(1)
  })

  it('R56 a responder cannot prove a patch by something older than the incident, nor from the future', () => {
    expect(whyNoProof('patched', shown, proven)).toBeUndefined()
    const early = { ...shown, provedAt: '2026-02-28T08:00:00Z' }
    expect(whyNoProof('patched', early, proven)).toMatchObject({ field: 'provedAt' })
    expect(whyNoProof('credentials', early, times)).toMatchObject({ field: 'provedAt' })
    expect(whyNoProof('patched', { ...shown, provedAt: '2026-03-04T08:00:00Z' }, proven)).toMatchObject({
      field: 'provedAt',
    })
  })

  it('R56 a responder proves a patch by sealed evidence that is younger than the trouble, not by a sentence', () => {
    expect(whyNoProof('patched', tick, times)).toMatchObject({ field: 'evidenceId' })
    const old = { ...times, acquiredAt: new Date('2026-02-28T08:00:00Z') }
    // What was typed as the time of the proof does not make old evidence young.
    expect(whyNoProof('patched', shown, old)).toMatchObject({ field: 'evidenceId' })
    const again = { ...proven, since: new Date('2026-03-02T20:00:00Z') }
    expect(whyNoProof('patched', { ...shown, provedAt: '2026-03-03T08:00:00Z' }, again)).toMatchObject({
      field: 'evidenceId',
    })
    const checks = { clean_source: clean, patched: tick, credentials: tick }
    expect(missingForReturn({ ...nothing, checks, isWatched: true }, now)).toEqual([
      expect.stringContaining('sealed evidence'),
    ])
  })

  it('R65 a system that was back and was hit again proves everything anew, and is overridden anew', () => {
    const returnedAt = new Date('2026-03-02T12:00:00Z')
    const old = { checks: { credentials: tick }, override: signature, returnedAt }
    expect(stillCounting(old, 'reconnected')).toMatchObject({ checks: { credentials: tick } })
    expect(stillCounting(old, 'affected')).toEqual({ checks: {}, override: null })
    const late = { ...tick, at: '2026-03-02T13:00:00.000Z' }
    const anew = {
      ...old,
      checks: { credentials: tick, patched: late },
      override: { ...signature, at: late.at },
    }
    expect(stillCounting(anew, 'isolated')).toEqual({ checks: { patched: late }, override: anew.override })
    expect(stillCounting({ ...old, returnedAt: null }, 'isolated')).toMatchObject({ override: signature })
    expect(troubleSince(openedAt, returnedAt)).toEqual(returnedAt)
    expect(troubleSince(openedAt, null)).toEqual(openedAt)
  })

  it('R56 an exception from patching has an end, and counts as missing after it', () => {
    const excepted = { ...tick, exceptedUntil: '2026-03-10T08:00:00.000Z' }
    expect(whyNoProof('patched', excepted, times)).toBeUndefined()
    expect(
      whyNoProof('patched', { ...excepted, exceptedUntil: '2026-03-02T08:00:00Z' }, times),
    ).toMatchObject({
      field: 'exceptedUntil',
    })
    expect(whyNoProof('credentials', excepted, times)).toMatchObject({ field: 'exceptedUntil' })
    expect(whyNoProof('clean_source', { ...excepted, method: 'cleaned' }, times)).toMatchObject({
      field: 'exceptedUntil',
    })
    const way = {
      ...nothing,
      isWatched: true,
      checks: { clean_source: clean, patched: excepted, credentials: tick },
    }
    expect(missingForReturn(way, now)).toEqual([])
    expect(missingForReturn(way, new Date('2026-03-10T08:00:00Z'))).toEqual([
      expect.stringContaining('run out'),
    ])
  })

  it('R57 a rebuild names its source by hash, and sealed evidence or a signed waiver before it wiped', () => {
    const rebuilt: Tick = { ...tick, method: 'rebuilt' }
    expect(whyNoProof('clean_source', tick, times)).toMatchObject({ field: 'method' })
    expect(whyNoProof('clean_source', rebuilt, times)).toMatchObject({ field: 'sha256' })
    const named = { ...rebuilt, sha256: 'a'.repeat(64) }
    expect(whyNoProof('clean_source', named, times)).toMatchObject({ field: 'evidenceId' })
    expect(whyNoProof('clean_source', { ...named, waiver: 'The disk had died' }, times)).toBeUndefined()
    expect(whyNoProof('clean_source', { ...named, evidenceId: 'e' }, times)).toBeUndefined()
    expect(whyNoProof('clean_source', { ...tick, method: 'restored' }, times)).toMatchObject({
      field: 'evidenceId',
    })
    expect(whyNoProof('credentials', named, times)).toMatchObject({ field: 'method' })
  })

  it('R67 a system counts as watched only while a watch over it, or over everything, runs', () => {
    const over = (systemId: string | null) => [
      {
        kind: 'window' as const,
        systemId,
        startsAt: '2026-03-03T07:00:00Z',
        endsAt: '2026-03-03T09:00:00Z',
      },
    ]
    // Three looks in ninety days see nobody come back tonight.
    const plan = over(null).map((one) => ({ ...one, kind: 'plan' as const }))
    expect(isWatched('s', plan, now)).toBe(false)
    expect(isWatched('s', over('s'), now)).toBe(true)
    expect(isWatched('s', over(null), now)).toBe(true)
    expect(isWatched('s', over('other'), now)).toBe(false)
    expect(isWatched('s', over('s'), new Date('2026-03-03T09:00:00Z'))).toBe(false)
    expect(isWatched('s', over('s'), new Date('2026-03-03T06:59:00Z'))).toBe(false)
  })

  it('R43 a person who was shown another list of functions is not taken at their word', () => {
    expect(isSameImpact([], [])).toBe(true)
    expect(isSameImpact(['a', 'b', 'a'], [{ id: 'b' }, { id: 'a' }])).toBe(true)
    expect(isSameImpact(['a'], [{ id: 'a' }, { id: 'b' }])).toBe(false)
    expect(isSameImpact(['a', 'b'], [{ id: 'a' }])).toBe(false)
  })
})
