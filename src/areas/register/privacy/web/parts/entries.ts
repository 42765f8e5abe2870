import { dayIn } from '../../../../../base/calendar-day.ts'
import type { Entry } from '../../../../../ui/entry/EntryDialog.tsx'
import type { People } from '../../../../../ui/register/known.ts'
import type { Say } from '../../../../../ui/text.ts'
import {
  blackOut,
  changeRetention,
  endDataRequest,
  endings,
  openDataRequest,
  requestKinds,
  type DataRequestDetail,
  type KeptKind,
} from '../../contract.ts'

interface Start {
  /** Whom to choose from; left away where it is known to be nobody of the organisation. */
  readonly people?: People
  readonly language: string
  /** What stands in the fields already. */
  readonly start: Readonly<Record<string, string>>
}

export function requestEntry(text: Say, { people, language, start }: Start): Entry {
  const lines = (name: 'names' | 'emails' | 'phones') => ({
    ...({ kind: 'lines', name, label: text(`field.${name}`), isOptional: true } as const),
    hint: text(name === 'names' ? 'field.namesHint' : 'field.linesHint'),
  })
  return {
    title: text('requests.open'),
    fields: [
      {
        ...{ kind: 'choice', name: 'kind', label: text('field.kind') },
        options: requestKinds.map((value) => ({ value, label: text(`kind.${value}`) })),
      },
      { kind: 'line', name: 'name', label: text('field.name'), hint: text('field.nameHint'), max: 200 },
      ...(people === undefined
        ? []
        : [
            {
              ...({ kind: 'choice', name: 'memberId', label: text('field.member') } as const),
              ...{ hint: text('field.memberHint'), options: people.options, isOptional: true },
            },
          ]),
      ...[lines('names'), lines('emails'), lines('phones')],
      { kind: 'day', name: 'receivedOn', label: text('field.received') },
      {
        kind: 'text',
        name: 'note',
        label: text('field.note'),
        hint: text('field.noteHint'),
        isOptional: true,
      },
    ],
    initial: { ...start, kind: 'access', receivedOn: today() },
    endpoint: openDataRequest,
    given: { language: language.startsWith('de') ? 'de' : 'en' },
    submit: text('requests.open'),
  }
}

export function eraseEntry(text: Say, { id, number }: DataRequestDetail): Entry {
  const hint = text('field.confirmHint', { number })
  return {
    title: text('request.erase'),
    lead: `${text('request.eraseLead')} ${text('request.backups')}`,
    fields: [
      { kind: 'text', name: 'answer', label: text('field.answer'), max: 4000 },
      { kind: 'number', name: 'confirm', label: text('field.confirm'), hint },
    ],
    endpoint: endDataRequest,
    given: { id, outcome: 'erased' },
    submit: text('request.erase'),
  }
}

export function answerEntry(text: Say, { id }: DataRequestDetail, outcome: 'answered' | 'refused'): Entry {
  const isRefused = outcome === 'refused'
  return {
    title: text(isRefused ? 'request.refuseDo' : 'request.answerDo'),
    ...(isRefused && { lead: text('request.refuseLead') }),
    fields: [
      { kind: 'text', name: 'answer', label: text(isRefused ? 'field.why' : 'field.answer'), max: 4000 },
    ],
    endpoint: endDataRequest,
    given: { id, outcome },
    submit: text(isRefused ? 'request.refuseDo' : 'request.answerDo'),
  }
}

export function passageEntry(
  text: Say,
  { passage, incidentId }: { readonly passage: string; readonly incidentId: string | null },
): Entry {
  return {
    title: text('blackout.title'),
    lead: `${text(incidentId === null ? 'blackout.leadAll' : 'blackout.lead')} ${text('request.backups')}`,
    fields: [
      {
        ...{ kind: 'text', name: 'passage', label: text('field.passage'), max: 20_000 },
        hint: text('field.passageHint'),
      },
      { kind: 'text', name: 'reason', label: text('field.reason'), max: 1000 },
    ],
    initial: { passage },
    endpoint: blackOut,
    given: { incidentId },
    submit: text('blackout.do'),
  }
}

export function keepEntry(text: Say, shown: KeptKind): Entry {
  const { kind, days, ending, usualDays, leastDays, changedAt } = shown
  return {
    title: text(`kept.${kind}`),
    lead: `${text(`kept.${kind}Why`)} ${text('retention.spared')}`,
    fields: [
      {
        ...{ kind: 'number', name: 'days', label: text('field.days') },
        hint: text('retention.usual', { days: usualDays, least: leastDays }),
      },
      {
        ...{ kind: 'choice', name: 'ending', label: text('field.ending') },
        options: endings.map((value) => ({ value, label: text(`ending.${value}`) })),
      },
    ],
    initial: { days: String(days), ending },
    endpoint: changeRetention,
    given: { kind, isOn: true, seen: changedAt },
    submit: text('retention.switchOn'),
  }
}

function today(): string {
  return dayIn(new Date(), Intl.DateTimeFormat().resolvedOptions().timeZone)
}
