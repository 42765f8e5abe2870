import type { Entry } from '../../../../../ui/entry/EntryDialog.tsx'
import { localIn, type EntryField } from '../../../../../ui/entry/entry-values.ts'
import type { Say } from '../../../../../ui/text.ts'
import {
  decideSupplierReview,
  liveEvents,
  logSupplierEvent,
  verdicts,
  type Supplier,
  type SupplierCaseDetail,
} from '../../contract.ts'

interface Choice {
  readonly value: string
  readonly label: string
}

const fieldOf = { vendor: 'vendorId', retainer: 'retainerId', policy: 'policyId', unnamed: '' } as const

/** What a supplier did, written down while it happens. */
export function logEntry(
  text: Say,
  {
    id,
    suppliers,
    evidence,
  }: { readonly id: string; readonly suppliers: readonly Choice[]; readonly evidence: readonly Choice[] },
): Entry {
  const shown: EntryField[] =
    evidence.length === 0
      ? []
      : [
          {
            kind: 'choice',
            name: 'evidenceId',
            label: text('log.evidence'),
            options: evidence,
            isOptional: true,
          },
        ]
  return {
    title: text('log.title'),
    lead: text('log.lead'),
    fields: [
      {
        kind: 'choice',
        name: 'supplier',
        label: text('log.supplier'),
        hint: text('log.supplierHint'),
        options: suppliers,
      },
      {
        kind: 'choice',
        name: 'kind',
        label: text('log.what'),
        options: liveEvents.map((value) => ({ value, label: text(`event.${value}`) })),
      },
      { kind: 'moment', name: 'happenedAt', label: text('log.when'), hint: text('log.whenHint') },
      { kind: 'text', name: 'note', label: text('log.note'), hint: text('log.noteHint'), isOptional: true },
      ...shown,
    ],
    initial: { happenedAt: localIn(0) },
    endpoint: logSupplierEvent,
    given: { id },
    shape: ({ supplier, ...rest }) => ({ ...rest, ...chosen(String(supplier)) }),
    submit: text('log.do'),
  }
}

/** `vendor:<id>`, as the choice has it. */
function chosen(value: string): Record<string, string> {
  const [kind = '', id = ''] = value.split(':')
  const field = Object.entries(fieldOf).find(([name]) => name === kind)?.[1] ?? ''
  return field === '' ? {} : { [field]: id }
}

export function gradeEntry(text: Say, incidentId: string, supplier: Supplier): Entry {
  return {
    title: text('judge.title', { name: supplier.name }),
    lead: text('judge.lead'),
    fields: [
      {
        kind: 'choice',
        name: 'grade',
        label: text('figure.grade'),
        isNumber: true,
        options: [1, 2, 3, 4].map((grade) => ({ value: String(grade), label: text(`grade.${grade}`) })),
      },
      { kind: 'text', name: 'note', label: text('judge.note') },
    ],
    initial: { grade: '3' },
    endpoint: logSupplierEvent,
    given: { id: incidentId, kind: 'judged', [fieldOf[supplier.kind]]: supplier.id },
    submit: text('judge.do'),
  }
}

export function nameEntry(text: Say, id: string, vendors: readonly Choice[]): Entry {
  return {
    title: text('name.title'),
    lead: text('name.lead'),
    fields: [{ kind: 'choice', name: 'vendorId', label: text('log.supplier'), options: vendors }],
    endpoint: decideSupplierReview,
    given: { id, what: 'name' },
    submit: text('name.do'),
  }
}

export function decideEntry(text: Say, { id, contracts, review, supplier }: SupplierCaseDetail): Entry {
  const options = verdicts.filter((value) => supplier.kind !== 'unnamed' || value === 'no_part')
  const which: EntryField[] =
    contracts.length < 2
      ? []
      : [
          {
            kind: 'choice',
            name: 'contractId',
            label: text('decide.contract'),
            options: contracts.map((one) => ({ value: one.id, label: one.name })),
          },
        ]
  return {
    title: text('decide.title'),
    lead: text('decide.lead'),
    fields: [
      {
        kind: 'choice',
        name: 'what',
        label: text('decide.what'),
        options: options.map((value) => ({ value, label: text(`verdict.${value}`) })),
      },
      ...which,
      { kind: 'text', name: 'reason', label: text('decide.reason') },
      {
        kind: 'day',
        name: 'followUpOn',
        label: text('decide.followUpOn'),
        hint: text('decide.followUpHint'),
        isOptional: true,
      },
    ],
    ...(review?.contractId && { initial: { contractId: review.contractId } }),
    endpoint: decideSupplierReview,
    given: { id },
    submit: text('decide.do'),
  }
}

export function followEntry(text: Say, id: string): Entry {
  return {
    title: text('follow.title'),
    fields: [{ kind: 'text', name: 'reason', label: text('follow.words') }],
    endpoint: decideSupplierReview,
    given: { id, what: 'follow_up' },
    submit: text('follow.do'),
  }
}
