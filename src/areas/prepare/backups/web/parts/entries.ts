import type { Entry } from '../../../../../ui/entry/EntryDialog.tsx'
import { localOf } from '../../../../../ui/entry/entry-values.ts'
import type { People } from '../../../../../ui/register/known.ts'
import type { Say } from '../../../../../ui/text.ts'
import {
  addBackup,
  changeBackup,
  isolations,
  media,
  recordRestoreTest,
  sightBackup,
  type Backup,
} from '../../contract/backups.ts'

export interface Known {
  readonly people: People
  readonly assets: readonly { readonly id: string; readonly name: string }[]
}

/** @param backup the one to change; undefined for a new one */
export function backupEntry(text: Say, { people, assets }: Known, backup?: Backup): Entry {
  return {
    title: text(backup ? 'backups.change' : 'backups.add'),
    fields: [
      { kind: 'line', name: 'name', label: text('field.name'), hint: text('field.nameHint'), max: 200 },
      { kind: 'text', name: 'what', label: text('field.what'), isOptional: true },
      {
        kind: 'many',
        name: 'assetIds',
        label: text('field.assets'),
        hint: assets.length === 0 ? text('field.noAssets') : undefined,
        options: assets.map(({ id, name }) => ({ value: id, label: name })),
        isOptional: true,
      },
      { kind: 'line', name: 'place', label: text('field.place'), isOptional: true },
      {
        kind: 'choice',
        name: 'medium',
        label: text('field.medium'),
        options: media.map((value) => ({ value, label: text(`medium.${value}`) })),
      },
      {
        kind: 'choice',
        name: 'isolation',
        label: text('field.isolation'),
        hint: text('field.isolationHint'),
        options: isolations.map((value) => ({ value, label: text(`isolation.${value}`) })),
      },
      { kind: 'yes', name: 'isOffsite', label: text('field.offsite') },
      { kind: 'number', name: 'everyHours', label: text('field.every'), hint: text('field.everyHint') },
      { kind: 'number', name: 'keepsDays', label: text('field.keeps'), isOptional: true },
      {
        kind: 'choice',
        name: 'ownerId',
        label: text('field.owner'),
        options: people.options,
        isOptional: true,
      },
      {
        kind: 'choice',
        name: 'custodianId',
        label: text('field.custodian'),
        options: people.options,
        isOptional: true,
      },
      { kind: 'text', name: 'note', label: text('note'), isOptional: true },
    ],
    initial: backup
      ? {
          name: backup.name,
          what: backup.what,
          assetIds: backup.assetIds,
          place: backup.place,
          medium: backup.medium,
          isolation: backup.isolation,
          isOffsite: backup.isOffsite,
          everyHours: String(backup.everyHours),
          keepsDays: backup.keepsDays === null ? '' : String(backup.keepsDays),
          ownerId: backup.ownerId ?? '',
          custodianId: backup.custodianId ?? '',
          note: backup.note,
        }
      : { everyHours: '24' },
    endpoint: backup ? changeBackup : addBackup,
    given: backup ? { id: backup.id } : {},
    submit: text(backup ? 'save' : 'backups.add'),
  }
}

export function testEntry(text: Say, { id }: Backup): Entry {
  return {
    title: text('test.add'),
    lead: text('test.lead'),
    fields: [
      { kind: 'yes', name: 'succeeded', label: text('test.succeeded') },
      { kind: 'moment', name: 'testedAt', label: text('test.at') },
      { kind: 'line', name: 'tester', label: text('test.tester'), max: 200 },
      {
        kind: 'text',
        name: 'restored',
        label: text('test.restored'),
        hint: text('test.restoredHint'),
        isOptional: true,
      },
      { kind: 'text', name: 'used', label: text('test.used'), hint: text('test.usedHint'), isOptional: true },
      { kind: 'number', name: 'minutes', label: text('test.minutes'), isOptional: true },
      {
        kind: 'text',
        name: 'evidence',
        label: text('test.evidence'),
        hint: text('test.evidenceHint'),
        isOptional: true,
      },
    ],
    initial: { testedAt: localOf(new Date()) },
    endpoint: recordRestoreTest,
    given: { id },
    submit: text('test.add'),
  }
}

export function sightEntry(text: Say, { id, sightedWhere, place }: Backup): Entry {
  return {
    title: text('sight.add'),
    fields: [{ kind: 'line', name: 'where', label: text('sight.where') }],
    initial: { where: sightedWhere ?? place },
    endpoint: sightBackup,
    given: { id },
    submit: text('sight.add'),
  }
}
