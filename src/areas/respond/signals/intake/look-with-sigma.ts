/** Sigma rules on what sources sent: the events as they were sent, under the tool's own names. */
import { flattened, type FlatEvent } from '../rules/sigma/detection.ts'
import type { SigmaRow } from '../store/sigma.ts'
import type { SeenDelivery } from '../store/watch.ts'
import { cleanLine } from './reading.ts'
import { rawEventsIn } from './raw-events.ts'
import type { OwnAlert } from './raise-alert.ts'
import { sigmaDetection } from './read-sigma.ts'

interface ReadyRule {
  readonly row: SigmaRow
  readonly fits: (event: FlatEvent) => boolean
}

/** A file of a thousand lines that all fit is one alert for each subject, not a thousand. */
const mostOfRule = 20

export function sigmaOf(rows: readonly SigmaRow[]): ReadyRule[] {
  return rows.flatMap((row) => {
    const fits = sigmaDetection(row.text)
    return fits === undefined ? [] : [{ row, fits }]
  })
}

export function lookWithSigma(
  rules: readonly ReadyRule[],
  deliveries: readonly SeenDelivery[],
): { sourceId: string; alert: OwnAlert }[] {
  if (rules.length === 0) return []
  const found = new Map<string, { sourceId: string; alert: OwnAlert }>()
  const counts = new Map<string, number>()
  for (const { payload, sourceId, firstAt, isRemoved } of deliveries) {
    if (isRemoved) continue
    for (const raw of rawEventsIn(payload)) {
      const event = flattened(raw)
      for (const { row, fits } of rules) {
        if ((counts.get(row.id) ?? 0) >= mostOfRule || !fits(event)) continue
        const alert = alertFor(row, event, firstAt)
        const key = `${sourceId} ${row.id} ${alert.subject}`
        if (found.has(key)) continue
        counts.set(row.id, (counts.get(row.id) ?? 0) + 1)
        found.set(key, { sourceId, alert })
      }
    }
  }
  return [...found.values()]
}

/** Whom or what the event names first, so that two machines are two alerts. */
const hostNames = ['computer', 'computername', 'host', 'hostname', 'agent.name', 'device']
const accountNames = [
  'user',
  'username',
  'targetusername',
  'subjectusername',
  'account',
  'useridentity.username',
]

function alertFor(row: SigmaRow, event: FlatEvent, at: Date): OwnAlert {
  const host = firstOf(event, hostNames)
  const account = firstOf(event, accountNames)
  return {
    rule: `sigma:${row.id}`,
    heading: row.title,
    subject: [host, account].filter(Boolean).join(', '),
    words: `${row.about === '' ? `The Sigma rule "${row.title}" fits.` : row.about}${row.author === '' ? '' : ` Rule by ${row.author}.`}`,
    at: at.getTime(),
    severity: row.severity,
    word: row.level,
    labels: {
      ...(host !== '' && { host }),
      ...(account !== '' && { user: account }),
      ...(row.techniques.length > 0 && { technique: row.techniques.join(', ') }),
      ...(row.tags.length > 0 && { tags: row.tags.join(', ').slice(0, 500) }),
    },
  }
}

function firstOf({ fields }: FlatEvent, names: readonly string[]): string {
  for (const name of names) {
    const value = fields.get(name)?.find((each) => typeof each === 'string' && each.trim() !== '')
    if (value !== undefined) return cleanLine(String(value), 120)
  }
  return ''
}
