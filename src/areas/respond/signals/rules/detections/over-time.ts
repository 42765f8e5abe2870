/** Rules that remember: many before one, too much, too far, too quiet. */
import { distanceKm, placeOf } from './places.ts'
import { labelOf, timesWithin, userOf, wordsOf, type Detection, type SeenEvent } from './rule.ts'

const minute = 60_000
const hour = 60 * minute

/** Ten wrong passwords are no typing error; a quarter of an hour is the usual span of a lockout. */
const fewestFailures = 10
const failureSpan = 15 * minute

export const failedThenSuccess: Detection = {
  rule: 'failed_then_success',
  severity: 'high',
  subjectOf: (event) => (signInOf(event) === undefined ? undefined : userOf(event) || undefined),
  see: (facts, event) => {
    if (signInOf(event) === 'failed') {
      const times = timesWithin(facts, 'failed', event.at, failureSpan, 50)
      return { facts: { failed: times } }
    }
    const failed = timesWithin(facts, 'failed', event.at, failureSpan, 51).filter((time) => time < event.at)
    if (failed.length < fewestFailures) return { facts }
    return {
      facts: { failed: [] },
      alarm: `After ${failed.length} failed tries within a quarter of an hour somebody signed in as ${userOf(event)}. Ask them whether it was they; if not, end their sessions and change the password.`,
    }
  },
}

/** Faster than an airliner, and far enough that a wrong guess of a provider's place does not count. */
const fastestKmPerHour = 900
const nearestKm = 500

export const impossibleTravel: Detection = {
  rule: 'impossible_travel',
  severity: 'high',
  subjectOf: (event) =>
    signInOf(event) === 'succeeded' && placeOf(event.labels) !== undefined
      ? userOf(event) || undefined
      : undefined,
  see: (facts, event) => {
    const here = placeOf(event.labels)
    if (here === undefined) return { facts }
    const next = { at: event.at, latitude: here.latitude, longitude: here.longitude, name: here.name }
    const { at, latitude, longitude, name } = facts
    if (typeof at !== 'number' || typeof latitude !== 'number' || typeof longitude !== 'number')
      return { facts: next }
    // What came late does not move anybody back.
    if (event.at < at) return { facts }
    const km = distanceKm({ latitude, longitude }, here)
    const hours = Math.max((event.at - at) / hour, 1 / 60)
    if (km < nearestKm || km / hours < fastestKmPerHour) return { facts: next }
    return {
      facts: next,
      alarm: `${userOf(event)} signed in from ${String(name)} and ${Math.round(hours * 60)} minutes later from ${here.name}, some ${Math.round(km)} km away. Ask them, by phone.`,
    }
  },
}

/** A person opens tens of files in ten minutes, hardly a hundred. */
const manyFiles = 100
const fileSpan = 10 * minute

export const massDownload: Detection = {
  rule: 'mass_download',
  severity: 'high',
  subjectOf: (event) =>
    /\b(?:mass|bulk|unusual) (?:file )?download|filedownloaded|filesyncdownloaded|file_download|\bdownload(?:ed|s)?\b|heruntergeladen|\bget_?object\b/iu.test(
      wordsOf(event),
    )
      ? userOf(event) || labelOf(event, 'source.ip', 'ip') || undefined
      : undefined,
  see: (facts, event) => {
    const told = Number(labelOf(event, 'count', 'files', 'file_count', 'filecount', 'downloads'))
    const says = (count: number) =>
      `${userOf(event) || 'Somebody'} downloaded ${count} files or more within ten minutes. Ask whether that is their work; if not, end their sessions.`
    if (/\b(?:mass|bulk) (?:file )?download/iu.test(event.title) || told >= manyFiles)
      return { facts: { seen: [] }, alarm: says(told >= manyFiles ? told : manyFiles) }
    const seen = timesWithin(facts, 'seen', event.at, fileSpan, manyFiles)
    if (seen.length < manyFiles) return { facts: { seen } }
    return { facts: { seen: [] }, alarm: says(manyFiles) }
  },
}

/** A nightly backup that is two hours late may still run. */
const dailyAndMore = 26 * hour

export const backupSilent: Detection = {
  rule: 'backup_silent',
  severity: 'medium',
  subjectOf: (event) =>
    /(?:backup|back-up|sicherung|restic|borg|veeam).{0,200}(?:success|succeed|completed|finished|ok\b|erfolgreich|abgeschlossen)/iu.test(
      wordsOf(event),
    )
      ? labelOf(event, 'job', 'backup', 'policy', 'program', 'host') ||
        event.title.replaceAll(/\d+/gu, '#').slice(0, 80)
      : undefined,
  see: (facts, event) => {
    const last = typeof facts['last'] === 'number' ? facts['last'] : undefined
    const gaps = last === undefined || event.at <= last ? [] : [event.at - last]
    const known = Array.isArray(facts['gaps']) ? (facts['gaps'] as readonly number[]) : [] // a list of facts holds numbers only
    return {
      facts: { last: Math.max(last ?? 0, event.at), gaps: [...known, ...gaps].slice(-20), told: 0 },
    }
  },
  tick: (facts, now) => {
    const { last, told } = facts
    if (typeof last !== 'number' || told === 1) return { facts }
    const gaps = Array.isArray(facts['gaps']) ? (facts['gaps'] as readonly number[]) : [] // likewise
    const allowed = Math.max(dailyAndMore, 1.5 * Math.max(0, ...gaps))
    if (now - last <= allowed) return { facts }
    return {
      facts: { ...facts, told: 1 },
      alarm: `No success has been heard for ${Math.round((now - last) / hour)} hours. Look whether the backup runs, and whether the last copy can be read.`,
    }
  },
}

/** What a sign-in event says of its end; undefined for what is none. */
function signInOf(event: SeenEvent): 'failed' | 'succeeded' | undefined {
  const words = wordsOf(event)
  if (
    !/sign-?in|log-?(?:in|on)|authenticat|session\.start|sshd|password|anmeld|userlogg?edin|login_success/iu.test(
      words,
    )
  )
    return undefined
  const outcome = labelOf(event, 'outcome', 'result', 'ResultStatus', 'status', 'eventOutcome')
  if (
    /fail|denied|invalid|wrong|incorrect|reject|fehlgeschlagen|abgelehnt/iu.test(`${outcome} ${event.title}`)
  )
    return 'failed'
  if (
    /success|succeeded|accepted|allow|erfolgreich|session opened|logged in|signed in|login_success|userloggedin/iu.test(
      `${outcome} ${words}`,
    )
  )
    return 'succeeded'
  return undefined
}
