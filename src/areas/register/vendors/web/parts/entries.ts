import type { Entry } from '../../../../../ui/entry/EntryDialog.tsx'
import type { EntryField } from '../../../../../ui/entry/entry-values.ts'
import type { People } from '../../../../../ui/register/known.ts'
import type { Say } from '../../../../../ui/text.ts'
import { spanUnits } from '../../../../../base/calendar-day.ts'
import { addContract, changeContract, endContract, type Contract } from '../../contract/contracts.ts'
import {
  addVendor,
  addVendorContact,
  changeVendor,
  changeVendorContact,
  type Vendor,
  type VendorContact,
} from '../../contract/vendors.ts'
import { accessKinds, tellUnits } from '../../contract/words.ts'

interface Named {
  readonly id: string
  readonly name: string
}

export interface Known {
  readonly people: People
  readonly assets: readonly Named[]
}

/** @param vendor the one to change; undefined for a new one */
export function vendorEntry(text: Say, { people, assets }: Known, vendor?: Vendor): Entry {
  return {
    title: text(vendor ? 'vendors.change' : 'vendors.add'),
    fields: [
      { kind: 'line', name: 'name', label: text('vendors.name'), max: 200 },
      {
        kind: 'text',
        name: 'does',
        label: text('vendors.does'),
        hint: text('vendors.doesHint'),
        isOptional: true,
      },
      {
        kind: 'choice',
        name: 'access',
        label: text('vendors.access'),
        hint: text('vendors.accessHint'),
        options: accessKinds.map((value) => ({ value, label: text(`access.${value}`) })),
      },
      { kind: 'line', name: 'accessNote', label: text('vendors.accessNote'), isOptional: true },
      { kind: 'choice', name: 'ownerId', label: text('owner'), options: people.options, isOptional: true },
      {
        kind: 'many',
        name: 'assetIds',
        label: text('vendors.assets'),
        hint: assets.length === 0 ? text('vendors.noAssets') : undefined,
        options: assets.map(({ id, name }) => ({ value: id, label: name })),
        isOptional: true,
      },
      { kind: 'text', name: 'note', label: text('note'), isOptional: true },
    ],
    initial: {
      access: vendor?.access ?? 'unknown',
      ...(vendor && {
        name: vendor.name,
        does: vendor.does,
        accessNote: vendor.accessNote,
        ownerId: vendor.ownerId ?? '',
        assetIds: vendor.assetIds,
        note: vendor.note,
      }),
    },
    endpoint: vendor ? changeVendor : addVendor,
    given: vendor ? { id: vendor.id } : {},
    submit: text(vendor ? 'save' : 'vendors.add'),
  }
}

export function contactEntry(text: Say, vendorId: string, contact?: VendorContact): Entry {
  const optional = (name: 'phone' | 'nightPhone' | 'email' | 'other'): EntryField => ({
    kind: 'line',
    name,
    label: text(`contacts.${name}`),
    isOptional: true,
  })
  return {
    title: text(contact ? 'contacts.change' : 'contacts.add'),
    lead: text('contacts.lead'),
    fields: [
      { kind: 'line', name: 'name', label: text('contacts.name'), hint: text('contacts.nameHint'), max: 200 },
      optional('phone'),
      optional('nightPhone'),
      optional('email'),
      optional('other'),
    ],
    ...(contact && {
      initial: {
        name: contact.name,
        phone: contact.phone,
        nightPhone: contact.nightPhone,
        email: contact.email,
        other: contact.other,
      },
    }),
    endpoint: contact ? changeVendorContact : addVendorContact,
    given: { id: vendorId, ...(contact && { contact: contact.id }) },
    submit: text(contact ? 'save' : 'contacts.add'),
  }
}

/** @param vendors to choose from; only for a new contract whose supplier is not known yet */
export function contractEntry(
  text: Say,
  { people, vendors }: { readonly people: People; readonly vendors: readonly Named[] },
  contract?: Contract,
): Entry {
  const chosen: EntryField[] =
    contract === undefined
      ? [
          {
            kind: 'choice',
            name: 'vendorId',
            label: text('contracts.vendor'),
            hint: vendors.length === 0 ? text('contracts.noVendors') : undefined,
            options: vendors.map(({ id, name }) => ({ value: id, label: name })),
          },
        ]
      : []
  return {
    title: text(contract ? 'contracts.change' : 'contracts.add'),
    fields: [
      ...chosen,
      {
        kind: 'line',
        name: 'name',
        label: text('contracts.name'),
        hint: text('contracts.nameHint'),
        max: 200,
      },
      { kind: 'choice', name: 'ownerId', label: text('owner'), options: people.options, isOptional: true },
      ...termFields(text),
      ...dutyFields(text),
      { kind: 'text', name: 'note', label: text('note'), isOptional: true },
    ],
    initial: contract ? valuesOf(contract) : { noticeUnit: '', theyTellUnit: 'hours', weTellUnit: 'hours' },
    endpoint: contract ? changeContract : addContract,
    given: contract ? { id: contract.id } : {},
    submit: text(contract ? 'save' : 'contracts.add'),
  }
}

export function endingEntry(text: Say, { id, name }: Contract): Entry {
  return {
    title: text('contracts.endTitle', { name }),
    lead: text('contracts.endLead'),
    fields: [{ kind: 'text', name: 'reason', label: text('reason') }],
    endpoint: endContract,
    given: { id },
    submit: text('contracts.end'),
  }
}

function termFields(text: Say): EntryField[] {
  return [
    { kind: 'day', name: 'startsOn', label: text('contracts.startsOn'), isOptional: true },
    {
      kind: 'day',
      name: 'endsOn',
      label: text('contracts.endsOn'),
      hint: text('contracts.endsHint'),
      isOptional: true,
    },
    {
      kind: 'number',
      name: 'renewsMonths',
      label: text('contracts.renews'),
      hint: text('contracts.renewsHint'),
      isOptional: true,
    },
    { kind: 'number', name: 'noticeValue', label: text('contracts.notice'), isOptional: true },
    {
      kind: 'choice',
      name: 'noticeUnit',
      label: text('contracts.noticeUnit'),
      options: spanUnits.map((value) => ({ value, label: text(`unit.${value}`) })),
      isOptional: true,
    },
    {
      kind: 'text',
      name: 'serviceLevel',
      label: text('contracts.service'),
      hint: text('contracts.serviceHint'),
      isOptional: true,
    },
    {
      kind: 'number',
      name: 'answerMinutes',
      label: text('contracts.answer'),
      hint: text('contracts.numberHint'),
      isOptional: true,
    },
    { kind: 'number', name: 'arriveMinutes', label: text('contracts.arrive'), isOptional: true },
  ]
}

function dutyFields(text: Say): EntryField[] {
  return (['theyTell', 'weTell'] as const).flatMap((way): EntryField[] => [
    {
      kind: 'number',
      name: `${way}Value`,
      label: text(`duty.${way}`),
      hint: text(`duty.${way}Hint`),
      isOptional: true,
    },
    {
      kind: 'choice',
      name: `${way}Unit`,
      label: text('duty.unit'),
      options: tellUnits.map((value) => ({ value, label: text(`unit.${value}`) })),
    },
    { kind: 'line', name: `${way}Words`, label: text('duty.words'), isOptional: true },
  ])
}

function valuesOf(contract: Contract): Record<string, string> {
  const { theyTell, weTell } = contract
  const number = (value: number | null | undefined) =>
    value === null || value === undefined ? '' : String(value)
  return {
    name: contract.name,
    ownerId: contract.ownerId ?? '',
    startsOn: contract.startsOn ?? '',
    endsOn: contract.endsOn ?? '',
    renewsMonths: number(contract.renewsMonths),
    noticeValue: number(contract.noticeValue),
    noticeUnit: contract.noticeUnit ?? '',
    serviceLevel: contract.serviceLevel,
    answerMinutes: number(contract.answerMinutes),
    arriveMinutes: number(contract.arriveMinutes),
    theyTellValue: number(theyTell?.value),
    theyTellUnit: theyTell?.unit ?? 'hours',
    theyTellWords: theyTell?.words ?? '',
    weTellValue: number(weTell?.value),
    weTellUnit: weTell?.unit ?? 'hours',
    weTellWords: weTell?.words ?? '',
    note: contract.note,
  }
}
