import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action, type Context } from '../../../../platform/action.ts'
import * as contract from '../contract/setup.ts'
import { sampleOf } from '../content/samples.ts'
import { forgetSource, sha256 } from '../intake/intake.ts'
import { readDelivery } from '../intake/read-delivery.ts'
import { readMailSource } from '../intake/mail/read-mail-source.ts'
import { recipientOf } from '../intake/recipient.ts'
import type { Reading } from '../intake/reading.ts'
import { openKeys, sealKeys } from '../intake/signing.ts'
import { writeBatch } from '../intake/write-batch.ts'
import { severityOf } from '../rules/said.ts'
import { keyOfSecret } from '../rules/signatures.ts'
import { changeSource, getSourceToChange, newestPayload, type SourceRecord } from '../store/sources.ts'
import { newestSignalOf } from '../store/signals.ts'
import { shownSource } from './manage-sources.ts'

/** A test alert in the tool's own form goes the way of a real one; it says nothing about the tool being alive. */
export const test = action(contract.testSource, async (context, { id }) => {
  const source = await getSourceToChange(context, id)
  const sample = sampleOf(source.kind, context.now.toISOString())
  // A mapping is drawn for the fields of the tool, which our sample does not have.
  const reading = await readAny(context, source.kind, Buffer.from(sample.body))
  await writeAsSource(context, source, {
    body: sample.body,
    mediaType: sample.mediaType,
    reading: markTest(reading, context.now),
  })
  await changeSource(context, id, {
    lastSignalAt: source.lastSignalAt,
    longestGapSeconds: source.longestGapSeconds,
  })
  const made = await newestSignalOf(context, id)
  refuseUnless(
    made !== undefined,
    'unavailable',
    'The test alert could not be read. Tell whoever looks after Muster.',
  )
  return { signalId: made.id, title: made.title }
})

export const sample = action(contract.readSample, async (context, { id }) => {
  await getSourceToChange(context, id)
  const newest = await newestPayload(context, id)
  return {
    text:
      newest === undefined
        ? null
        : newest.payload.toString('utf8').replaceAll('\0', '\ufffd').slice(0, 200_000),
    receivedAt: newest?.lastAt.toISOString() ?? null,
  }
})

export const map = action(contract.mapSource, async (context, { id, mapping }) => {
  const source = await getSourceToChange(context, id)
  refuseUnless(
    source.kind === 'generic',
    'conflict',
    'The fields of this kind of source are known. Add a source of the kind "Anything that sends JSON" to draw your own.',
  )
  await changeSource(context, id, { mapping })
  forgetSource(context.services, id)
  recordChange(context, source, mapping === null ? 'mapping taken back' : 'mapping')
  const newest = await newestPayload(context, id)
  const reading = newest === undefined ? nothing : readDelivery('generic', newest.payload, { mapping })
  return {
    source: await shownSource(context, { ...source, mapping }),
    reads: reading.signals.slice(0, 5).map(readAs),
    faults: reading.faults.slice(0, 5).map(({ reason }) => reason),
  }
})

const dayMillis = 86_400_000

/** The sender made the key; the one before stays good for a day, since a sender changes over when it likes. */
export const sign = action(contract.changeSigning, async (context, { id, secret }) => {
  const source = await getSourceToChange(context, id)
  if (source.kind !== 'standard-webhooks' || source.signing === null)
    return refuse('conflict', 'Only a source of the kind "Standard Webhooks" has a key to sign with.')
  refuseUnless(
    keyOfSecret(secret) !== undefined,
    'invalid',
    'This is no signing secret: it begins with whsec_ and holds 24 to 64 bytes in base64. Copy it again from the sender.',
  )
  const before = openKeys(context.services, context.tenantId, id, source.signing)
  const until = new Date(context.now.getTime() + dayMillis).toISOString()
  const signing = sealKeys(context.services, context.tenantId, id, {
    secret,
    previous: { secret: before.secret, until },
  })
  await changeSource(context, id, { signing, secretHash: sha256(secret) })
  forgetSource(context.services, id)
  recordChange(context, source, 'signing key')
  return { source: await shownSource(context, source), previousUntil: until }
})

export const watch = action(contract.watchSilence, async (context, { id, mode, minutes }) => {
  const source = await getSourceToChange(context, id)
  refuseUnless(
    (mode === 'chosen') === (minutes !== undefined),
    'invalid',
    'Give the minutes when you choose the time yourself, and only then.',
  )
  const change = {
    silenceMode: mode,
    silenceMinutes: minutes ?? null,
    silenceFrom: mode === 'off' ? null : (source.silenceFrom ?? context.now),
  }
  await changeSource(context, id, change)
  recordChange(context, source, mode === 'chosen' ? `silent after ${minutes} minutes` : `silence ${mode}`)
  return shownSource(context, { ...source, ...change })
})

/** Each row a signal; what cannot be read is kept aside like a tool's. */
export const importTable = action(contract.importTable, async (context, { id, csv }) => {
  const source = await getSourceToChange(context, id)
  refuseUnless(
    source.kind === 'csv',
    'conflict',
    'This source takes no tables. Add one of the kind "Table (CSV)".',
  )
  const reading = readDelivery('csv', Buffer.from(csv))
  await writeAsSource(context, source, { body: csv, mediaType: 'text/csv', reading })
  const quarantined = reading.faults.reduce((total, fault) => total + fault.signals, 0)
  return { accepted: reading.signals.length, quarantined }
})

async function readAny(context: Context, kind: SourceRecord['kind'], bytes: Buffer): Promise<Reading> {
  return kind === 'mail' ? readMailSource(bytes, await recipientOf(context)) : readDelivery(kind, bytes)
}

const nothing: Reading = { signals: [], faults: [] }

async function writeAsSource(
  context: Context,
  source: SourceRecord,
  { body, mediaType, reading }: { body: string; mediaType: string; reading: Reading },
): Promise<void> {
  const payload = Buffer.from(body)
  await writeBatch(context, [
    {
      sourceId: source.id,
      secretHash: source.secretHash,
      payload,
      sha256: sha256(payload),
      mediaType,
      receivedAt: context.now,
      reading,
    },
  ])
}

/** Each press is a signal of its own, and says that it is a test. */
function markTest(reading: Reading, now: Date): Reading {
  return {
    ...reading,
    signals: reading.signals.map((signal) => ({
      ...signal,
      episode: `test ${now.toISOString()}`,
      labels: { ...signal.labels, test: 'yes' },
    })),
  }
}

function readAs(signal: Reading['signals'][number]) {
  return {
    title: signal.title,
    summary: signal.summary,
    severity: signal.severity ?? severityOf(signal.severityWord),
    severityWord: signal.severityWord,
    state: signal.state,
    saidAt: signal.said.at?.toISOString() ?? null,
    saidAtText: signal.said.text,
    group: signal.group.title,
  }
}

function recordChange(context: Context, { id, name }: SourceRecord, what: string): void {
  context.record({ stream: 'audit', kind: 'source.change', fields: { source: id, name, what } })
}
