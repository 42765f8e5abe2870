/** What can be kept for a time: where it stands, since when it counts, what is written over, and how short that may be. */
import type { Ending, KeptKindName } from '../contract.ts'

/** Rows of one table. `at`, `only` and `left` are SQL over the row `t`. */
interface KeptRows {
  readonly table: string
  /** The instant from which the time counts. */
  readonly at: string
  readonly only?: string
  /** Whether there is still something to write over. */
  readonly left: string
  readonly set: Readonly<Record<string, unknown>>
}

/** Fields of leaves of these kinds on the organisation's own stream. */
interface KeptLeaves {
  readonly leaves: readonly string[]
  readonly fields: readonly string[]
}

export type KeptPart = KeptRows | KeptLeaves

export interface KeptKindFacts {
  readonly usualDays: number
  readonly leastDays: number
  readonly ending: Ending
  readonly parts: readonly KeptPart[]
}

const nothing = '—'
const noBytes = String.raw`\x`
const isQuarantined =
  'exists (select 1 from app.quarantine q where q.tenant_id = t.tenant_id and q.delivery_id = t.id)'
const caseClosedAt =
  "(select c.closed_at from app.incident c where c.tenant_id = t.tenant_id and c.id = t.incident_id and c.status = 'closed')"

/** Days: what a small firm needs to look back at, and below it what a law or a proof still asks for. */
export const keptKinds: Readonly<Record<KeptKindName, KeptKindFacts>> = {
  payloads: {
    usualDays: 365,
    leastDays: 30,
    ending: 'black_out',
    parts: [
      {
        table: 'delivery',
        at: 't.last_at',
        only: `not ${isQuarantined}`,
        left: 'octet_length(t.payload) > 0',
        set: { payload: noBytes },
      },
    ],
  },
  quarantine: {
    usualDays: 90,
    leastDays: 30,
    ending: 'black_out',
    parts: [
      {
        table: 'delivery',
        at: 't.last_at',
        only: isQuarantined,
        left: 'octet_length(t.payload) > 0',
        set: { payload: noBytes },
      },
    ],
  },
  outbox: {
    usualDays: 365,
    leastDays: 90,
    ending: 'black_out',
    parts: [
      {
        table: 'outbound',
        at: 't.settled_at',
        left: "t.recipient || t.body <> ''",
        set: { recipient: '', subject: '', body: '' },
      },
    ],
  },
  reporters: {
    usualDays: 365,
    leastDays: 90,
    ending: 'black_out',
    parts: [
      {
        table: 'report',
        at: 't.received_at',
        left: "t.name || t.contact <> ''",
        set: { name: '', contact: '' },
      },
    ],
  },
  reports: {
    usualDays: 1095,
    leastDays: 180,
    ending: 'ask',
    parts: [
      {
        table: 'report',
        at: 't.received_at',
        left: `t.what <> '${nothing}'`,
        set: { what: nothing, place: nothing, stopped_by: nothing, would_help: nothing },
      },
      { table: 'report_message', at: 't.at', left: `t.text <> '${nothing}'`, set: { text: nothing } },
    ],
  },
  recipients: {
    usualDays: 1825,
    leastDays: 1095,
    ending: 'black_out',
    parts: [
      {
        table: 'statement_recipient',
        at: 't.settled_at',
        left: "t.email || t.phone <> ''",
        set: { name: nothing, email: '', phone: '', post: [] },
      },
    ],
  },
  leavers: {
    usualDays: 365,
    leastDays: 30,
    ending: 'ask',
    parts: [
      {
        table: 'member',
        at: 't.suspended_at',
        left: "t.phone || t.night_phone <> ''",
        set: { phone: '', night_phone: '' },
      },
    ],
  },
  sign_ins: {
    usualDays: 365,
    leastDays: 90,
    ending: 'black_out',
    parts: [
      {
        leaves: ['session.sign_in', 'session.sign_out', 'session.fail', 'session.revoke', 'code.use'],
        fields: ['by', 'address'],
      },
    ],
  },
  readings: {
    usualDays: 1095,
    leastDays: 365,
    ending: 'black_out',
    parts: [{ leaves: ['guest.read'], fields: ['by'] }],
  },
  training: {
    usualDays: 1825,
    leastDays: 1095,
    ending: 'ask',
    parts: [
      {
        table: 'training_assignment',
        at: 't.ended_at',
        left: "t.person || t.evidence <> ''",
        set: { person: '', evidence: '' },
      },
    ],
  },
  cases: {
    usualDays: 3650,
    leastDays: 1095,
    ending: 'ask',
    parts: [
      {
        table: 'affected_party',
        at: caseClosedAt,
        left: `t.name <> '${nothing}'`,
        set: { name: nothing, told_note: '' },
      },
      {
        table: 'affected_account',
        at: caseClosedAt,
        left: `t.name <> '${nothing}'`,
        set: { name: nothing, holder: nothing },
      },
      {
        table: 'mail_letter',
        at: caseClosedAt,
        left: `t.body <> '${nothing}'`,
        set: { subject: nothing, body: nothing, emails: [] },
      },
    ],
  },
}
