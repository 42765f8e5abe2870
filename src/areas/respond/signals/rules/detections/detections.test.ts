import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ruleSample } from '../../content/rule-samples.ts'
import { ruleIds, type RuleId } from '../../contract/detection-rules.ts'
import { eventsIn } from '../../intake/seen-events.ts'
import { detectionOf, detections, seeEvent, type Memory } from './all.ts'
import { distanceKm, placeOf } from './places.ts'
import type { Facts, SeenEvent } from './rule.ts'

const now = new Date('2026-03-02T09:00:00Z')
const own = ['harbour-bakery.example']

function memory(): Memory & { readonly all: Map<string, Facts> } {
  const all = new Map<string, Facts>()
  return {
    all,
    get: (rule, subject) => all.get(`${rule} ${subject}`) ?? {},
    set: (rule, subject, facts) => void all.set(`${rule} ${subject}`, facts),
  }
}

function sampleEvents(rule: RuleId): SeenEvent[] {
  return ruleSample(rule, now, own[0] ?? '').events.flatMap(({ kind, body }) =>
    eventsIn({ kind, payload: Buffer.from(body), receivedAt: now }, own),
  )
}

/** Everything that all rules raise on these events. */
function raisedBy(events: readonly SeenEvent[], ticksAt?: Date): string[] {
  const kept = memory()
  const raised = events
    .flatMap((event) => seeEvent(event, detections, kept))
    .map(({ detection }) => detection.rule)
  if (ticksAt === undefined) return raised
  const ticked = [...kept.all].flatMap(([key, facts]) => {
    const detection = detectionOf(key.split(' ')[0] as RuleId) // written by the memory above
    return detection.tick?.(facts, ticksAt.getTime()).alarm === undefined ? [] : [detection.rule]
  })
  return [...raised, ...ticked]
}

test.each(ruleIds)('R28 the sample of the rule %s raises that rule and no other', (rule) => {
  expect(raisedBy(sampleEvents(rule), ruleSample(rule, now, own[0] ?? '').ticksAt)).toEqual([rule])
})

test.each(ruleIds)('R28 half of the sample of the rule %s raises nothing that needs all of it', (rule) => {
  const events = sampleEvents(rule)
  if (events.length === 1) return
  expect(raisedBy(events.slice(0, -1))).toEqual([])
  expect(raisedBy(events.slice(1))).toEqual([])
})

const seen = (more: Partial<SeenEvent>): SeenEvent => ({
  at: now.getTime(),
  title: '',
  summary: '',
  labels: {},
  isOver: false,
  ownDomains: own,
  ...more,
})

test('an ordinary day raises nothing', () => {
  expect(
    raisedBy([
      seen({ title: 'User signed in', labels: { user: 'anna', country: 'AT', outcome: 'success' } }),
      seen({
        title: 'User signed in',
        labels: { user: 'anna', country: 'DE', outcome: 'success' },
        at: now.getTime() + 600_000,
      }),
      seen({ title: 'Backup completed successfully', labels: { job: 'nightly' } }),
      seen({ title: 'Vendor Mill and Sons called about an invoice' }),
      seen({ title: 'Firewall blocked 192.0.2.1' }),
      seen({ title: 'Disk 90% full', labels: { host: 'files.harbour-bakery.example' } }),
      seen({ title: 'Real-time protection disabled', isOver: true }),
    ]),
  ).toEqual([])
})

test('a journey is impossible by its speed, not by its borders, and what comes late moves nobody', () => {
  const at = (minutes: number, country: string) =>
    seen({
      title: 'Login succeeded',
      at: now.getTime() + minutes * 60_000,
      labels: { user: 'anna', country, outcome: 'success' },
    })

  expect(raisedBy([at(0, 'Austria'), at(60, 'US')])).toEqual(['impossible_travel'])
  expect(raisedBy([at(0, 'Österreich'), at(1200, 'US')])).toEqual([])
  expect(raisedBy([at(60, 'US'), at(0, 'AT'), at(61, 'US')])).toEqual([])
  expect(
    Math.round(distanceKm({ latitude: 48, longitude: 16 }, { latitude: 40, longitude: -74 }) / 100),
  ).toBe(68)
  expect(placeOf({ lat: '48.2', lon: '16.4', country: 'AT' })).toEqual({
    latitude: 48.2,
    longitude: 16.4,
    name: 'AT',
  })
})

test('a backup that speaks again is watched again, and its silence is told once', () => {
  const backup = detectionOf('backup_silent')
  const heard = backup.see({}, seen({ title: 'Backup ok', labels: { job: 'nightly' } })).facts
  const later = now.getTime() + 27 * 3_600_000
  const told = backup.tick?.(heard, later)

  expect(told?.alarm).toContain('27 hours')
  expect(backup.tick?.(told?.facts ?? {}, later + 3_600_000).alarm).toBeUndefined()
  expect(backup.see(told?.facts ?? {}, seen({ at: later })).facts['told']).toBe(0)
  expect(backup.tick?.(heard, later - 2 * 3_600_000).alarm).toBeUndefined()
})

test('no event makes a rule throw or remember without bound', () => {
  const text = fc.oneof(
    fc.string({ maxLength: 40 }),
    fc.constantFrom('login failed', 'download', 'backup ok', 'xn--a', 'user'),
  )
  fc.assert(
    fc.property(
      fc.array(fc.record({ title: text, labels: fc.dictionary(text, text) }), { maxLength: 30 }),
      (events) => {
        const kept = memory()
        for (const event of events) seeEvent(seen(event), detections, kept)
        for (const facts of kept.all.values()) expect(JSON.stringify(facts).length).toBeLessThan(4000)
      },
    ),
    { numRuns: 50 },
  )
})
