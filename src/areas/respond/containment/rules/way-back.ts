/** What a system must show before it is reconnected. */
import type { ReturnPlan, SystemWay, Tick } from '../contract/systems.ts'
import type { Watch } from '../contract/watching.ts'
import type { ReturnCheck } from '../contract/words.ts'
import { isAhead } from './times.ts'

type Ticked = Pick<Tick, 'provedAt' | 'exceptedUntil' | 'method' | 'evidenceId' | 'sha256' | 'waiver'>

/** What a tick is held against. */
interface Standing {
  /** When this trouble began for the system: the incident was opened, or it was reconnected and hit again. */
  readonly since: Date
  /** When the evidence that the tick names was acquired, as it was sealed; null without any. */
  readonly acquiredAt: Date | null
  readonly now: Date
}

interface Fault {
  readonly field: string
  readonly message: string
}

/** What is wrong with a tick as it was sent; undefined when it holds. */
export function whyNoProof(check: ReturnCheck, tick: Ticked, standing: Standing): Fault | undefined {
  const { since, now } = standing
  const provedAt = new Date(tick.provedAt)
  if (isAhead(provedAt, now))
    return { field: 'provedAt', message: 'This lies in the future. Say when it was really seen.' }
  if (check === 'clean_source') return whyNoCleanSource(tick)
  const stray = tick.method ?? tick.sha256 ?? tick.waiver
  if (stray !== null)
    return { field: 'method', message: 'Method, hash and waiver belong to the clean source only.' }
  if (check === 'patched') return whyNotPatched(tick, provedAt, standing)
  if (tick.exceptedUntil !== null)
    return {
      field: 'exceptedUntil',
      message: 'Only a patch can be put off. Passwords and keys have to be changed.',
    }
  if (provedAt.getTime() < since.getTime())
    return {
      field: 'provedAt',
      message:
        'This was before the incident began. The attacker may know what was set then: change it again.',
    }
  return undefined
}

function whyNoCleanSource({ method, evidenceId, sha256, waiver, exceptedUntil }: Ticked): Fault | undefined {
  if (exceptedUntil !== null)
    return { field: 'exceptedUntil', message: 'Only a patch can be put off. A source is clean or it is not.' }
  if (method === null)
    return {
      field: 'method',
      message: 'Say whether it was rebuilt, restored from a backup, or cleaned by hand.',
    }
  if (method === 'rebuilt' && sha256 === null)
    return {
      field: 'sha256',
      message: 'Name the SHA-256 of the image or installer that it was rebuilt from.',
    }
  if (method !== 'cleaned' && evidenceId === null && waiver === null)
    return {
      field: 'evidenceId',
      message:
        'Rebuilding and restoring wipe traces. Name the evidence that was sealed before, or sign a waiver with its reason.',
    }
  return undefined
}

/** A sentence proves no patch: a scan, a photo of the version or a log does, by the time it was acquired. */
function whyNotPatched(
  { exceptedUntil, evidenceId }: Ticked,
  provedAt: Date,
  { since, acquiredAt, now }: Standing,
): Fault | undefined {
  if (exceptedUntil !== null) {
    const isPast = new Date(exceptedUntil).getTime() <= now.getTime()
    return isPast
      ? { field: 'exceptedUntil', message: 'An exception needs an end that is still to come.' }
      : undefined
  }
  if (provedAt.getTime() < since.getTime()) return { field: 'provedAt', message: tooOld }
  if (evidenceId === null || acquiredAt === null)
    return {
      field: 'evidenceId',
      message: 'Name sealed evidence that shows the patch: a scan, a screenshot of the version, a log.',
    }
  return acquiredAt.getTime() < since.getTime() ? { field: 'evidenceId', message: tooOld } : undefined
}

const tooOld =
  'This was before the incident began, so it proves nothing about the hole that was used. Look again.'

/** When this trouble began for a system: with the incident, or when it was last back and was hit again. */
export function troubleSince(openedAt: Date, returnedAt: Date | null): Date {
  return returnedAt !== null && returnedAt.getTime() > openedAt.getTime() ? returnedAt : openedAt
}

interface Proved extends Pick<SystemWay, 'checks' | 'override'> {
  readonly returnedAt: Date | null
}

/** Ticks and an override speak of one return: once the system was back and is not any more, they prove nothing. */
export function stillCounting(
  { checks, override, returnedAt }: Proved,
  state: SystemWay['state'],
): Pick<SystemWay, 'checks' | 'override'> {
  if (returnedAt === null || state === 'reconnected') return { checks, override }
  const counts = (one: { readonly at: string }) => new Date(one.at).getTime() > returnedAt.getTime()
  return {
    checks: Object.fromEntries(Object.entries(checks).filter(([, tick]) => counts(tick))),
    override: override !== null && counts(override) ? override : null,
  }
}

type Way = Pick<SystemWay, 'checks' | 'isWatched' | 'override' | 'retirement' | 'plan'>

/** What is missing before a system may be reconnected, in sentences; all of it at once. */
export function missingForReturn(way: Way, now: Date): string[] {
  if (way.retirement !== null)
    return ['It was said that this system does not come back. Add it anew if it does.']
  if (way.override !== null) return []
  const { clean_source, patched, credentials } = way.checks
  const missing: string[] = []
  if (clean_source === undefined)
    missing.push('Name the clean source that it was rebuilt, restored or cleaned from.')
  if (patched === undefined || (patched.exceptedUntil === null && patched.evidenceId === null))
    missing.push('Prove that it is patched, by sealed evidence acquired after the incident began.')
  else if (patched.exceptedUntil !== null && new Date(patched.exceptedUntil).getTime() <= now.getTime())
    missing.push('The exception from patching has run out: patch it, or grant it anew with a later end.')
  if (credentials === undefined) missing.push('Confirm that its passwords and keys were changed.')
  if (!way.isWatched && way.plan === null)
    missing.push(
      'Plan its return with who watches it, or begin a watch: somebody has to see if the attacker comes back.',
    )
  return missing
}

/**
 * Whether a window of watching over this system, or over the incident as a whole, runs at this moment. A plan looks
 * again after days, which sees nobody come back tonight.
 */
export function isWatched(
  systemId: string,
  watches: readonly Pick<Watch, 'kind' | 'systemId' | 'startsAt' | 'endsAt'>[],
  now: Date,
): boolean {
  return watches.some(
    (watch) =>
      watch.kind === 'window' &&
      (watch.systemId === null || watch.systemId === systemId) &&
      new Date(watch.startsAt).getTime() <= now.getTime() &&
      now.getTime() < new Date(watch.endsAt).getTime(),
  )
}

/** Whether these are the same functions: what was shown before isolating must be what stops. */
export function isSameImpact(shown: readonly string[], now: readonly { readonly id: string }[]): boolean {
  const stops = new Set(now.map(({ id }) => id))
  const seen = new Set(shown)
  return stops.size === seen.size && [...stops].every((id) => seen.has(id))
}

/** The window that begins at the moment of a planned return. */
export function watchFrom(
  { watchHours, everyMinutes, watcherIds }: ReturnPlan,
  now: Date,
): { startsAt: string; endsAt: string; everyMinutes: number; watcherIds: readonly string[] } {
  const endsAt = new Date(now.getTime() + watchHours * 3_600_000).toISOString()
  return { startsAt: now.toISOString(), endsAt, everyMinutes, watcherIds }
}

/** Systems that are to come back, the next first. */
export function inReturnOrder<T extends Pick<SystemWay, 'plan' | 'state'>>(systems: readonly T[]): T[] {
  return systems
    .filter(({ plan, state }) => plan !== null && state !== 'reconnected')
    .toSorted((a, b) => (a.plan?.returnAt ?? '').localeCompare(b.plan?.returnAt ?? ''))
}
