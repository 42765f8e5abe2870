/** An alert of our own, raised by a rule on what a source sent: a signal of that source like any other. */
import type { Context } from '../../../../platform/action.ts'
import type { SignalSeverity } from '../contract/severities.ts'
import type { Raised } from '../rules/detections/all.ts'
import { searchWords } from '../rules/said.ts'
import { saveDeliveries, saveGroups, saveSignals } from '../store/batch.ts'
import { sha256 } from './intake.ts'
import { clean, cleanLine, fingerprintOf } from './reading.ts'

/** What an alert is called, by rule. */
const titles = {
  payee_change: 'Bank details of a payee were changed',
  impossible_travel: 'One account, two far places',
  mailbox_rule: 'A mailbox rule was made or changed',
  mass_download: 'Very many files were downloaded',
  new_admin: 'Somebody became an administrator',
  protection_off: 'A protection was switched off',
  failed_then_success: 'Many failed sign-ins, then one that worked',
  backup_silent: 'A backup has fallen silent',
  lookalike_domain: 'A domain that looks like yours',
} as const

/** What is raised, whichever rule did. */
export interface OwnAlert {
  /** As it stands in the label `rule`. */
  readonly rule: string
  readonly heading: string
  readonly subject: string
  readonly words: string
  readonly at: number
  readonly severity: SignalSeverity
  /** The rule's own word for it, where it has one. */
  readonly word: string
  readonly labels: Readonly<Record<string, string>>
}

export function alertOf({ detection: { rule, severity }, subject, words, at }: Raised): OwnAlert {
  return { rule, heading: titles[rule], subject, words, at, severity, word: '', labels: {} }
}

/**
 * Writes it; the source is locked by the caller. The same rule on the same subject within the hour is a repeat.
 * @returns the id of the signal
 */
export async function raiseAlert(
  context: Context,
  {
    sourceId,
    sourceName,
    alert,
    isTest,
  }: { sourceId: string; sourceName: string; alert: OwnAlert; isTest: boolean },
): Promise<{ id: string; title: string }> {
  const { rule, heading, severity, words, word } = alert
  const subject = cleanLine(alert.subject, 120)
  const title = cleanLine(subject === '' ? heading : `${heading}: ${subject}`)
  const at = new Date(alert.at)
  const key = `muster:rule:${rule}:${fingerprintOf(alert.subject)}`
  const episode = isTest ? `test ${context.newId()}` : at.toISOString().slice(0, 13)
  const payload = Buffer.from(
    JSON.stringify({
      from: 'Muster',
      rule,
      subject,
      words,
      at,
      source: sourceName,
      ...(isTest && { test: true }),
    }),
  )
  const times = { firstAt: context.now, lastAt: context.now }
  const shared = {
    sourceId,
    count: 1,
    title,
    words: searchWords(title, words, sourceName).join(' '),
    ...times,
  }
  const [delivery] = await saveDeliveries(context, [
    // Of no source, since none sent it: rules look at what sources send, and never at what they raised themselves.
    {
      ...shared,
      id: context.newId(),
      sourceId: null,
      sha256: sha256(payload),
      payload,
      mediaType: 'application/json',
    },
  ])
  const [group] = await saveGroups(context, [
    { id: context.newId(), key, because: 'One rule of Muster raised these for the same subject.', ...shared },
  ])
  if (delivery === undefined || group === undefined) throw new Error('saving answered no row')
  const [id = ''] = await saveSignals(context, [
    {
      id: context.newId(),
      groupId: group.id,
      deliveryId: delivery.id,
      fingerprint: key,
      episode,
      summary: clean(words, 2000),
      labels: JSON.stringify({
        ...alert.labels,
        rule,
        subject,
        raised: 'by Muster',
        source: cleanLine(sourceName),
        ...(isTest && { test: 'yes' }),
      }),
      saidText: at.toISOString(),
      state: 'firing',
      severity: isTest ? 'low' : severity,
      severityWord: word,
      saidAt: at,
      saidLastAt: at,
      resolvedAt: null,
      ...shared,
    },
  ])
  return { id, title }
}
