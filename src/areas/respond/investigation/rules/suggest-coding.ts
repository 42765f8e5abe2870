/** A first coding from what is known already; a person changes it. */
import type { IncidentKind } from '../../../../base/incident-kinds.ts'
import type { Coding } from '../contract/coding.ts'
import type { Finding } from '../contract/causes.ts'
import { emptyCoding } from './coding.ts'

type Part = Partial<Omit<Coding, 'version' | 'overall'>>

const byKind: Readonly<Record<IncidentKind, Part>> = {
  'business-email-compromise': {
    actors: ['criminals'],
    actions: ['fake_invoice', 'stolen_password'],
    assets: ['mail_server', 'person_finance', 'in_cloud'],
    attributes: ['person_misled', 'data_maybe'],
  },
  'cloud-misconfiguration': {
    actors: ['it_unmeant'],
    actions: ['wrong_setting'],
    assets: ['in_cloud'],
    attributes: ['data_maybe'],
  },
  'ddos-extortion': { actors: ['criminals'], actions: ['flood', 'extortion'], attributes: ['stood_still'] },
  'impersonation-call': {
    actors: ['criminals'],
    actions: ['fake_call'],
    assets: ['person_staff'],
    attributes: ['person_misled'],
  },
  'insider-data-theft': { actors: ['staff_gain'], actions: ['took_data'], attributes: ['data_seen'] },
  'lost-or-stolen-device': {
    actions: ['lost_thing'],
    assets: ['laptop'],
    attributes: ['gone', 'data_maybe'],
  },
  'malicious-download': {
    actors: ['criminals'],
    actions: ['bad_download'],
    assets: ['desktop'],
    attributes: ['software_installed'],
  },
  'misdirected-data': { actors: ['staff_unmeant'], actions: ['wrong_recipient'], attributes: ['data_seen'] },
  'outage-and-key-person': { actions: ['broke_down'], attributes: ['stood_still'] },
  'personal-device': { assets: ['phone'], attributes: ['data_maybe'] },
  'phishing-campaign': {
    actors: ['criminals'],
    actions: ['phishing_mail'],
    assets: ['person_staff', 'mail_server'],
    attributes: ['person_misled'],
  },
  ransomware: {
    actors: ['criminals'],
    actions: ['locked_files'],
    assets: ['file_server'],
    attributes: ['data_locked', 'software_installed', 'data_maybe'],
    impact: ['standstill', 'response'],
  },
  'something-odd': {},
  'stolen-cloud-credentials': {
    actors: ['criminals'],
    actions: ['stolen_password'],
    assets: ['in_cloud'],
    attributes: ['data_maybe'],
  },
  'supplier-breach': { actors: ['criminals'], actions: ['through_supplier'], attributes: ['data_maybe'] },
  'website-compromise': {
    actors: ['criminals'],
    actions: ['known_hole'],
    assets: ['website'],
    attributes: ['site_changed'],
  },
  other: {},
}

const byVector: Readonly<Partial<Record<NonNullable<Finding['vector']>, string>>> = {
  phishing: 'phishing_mail',
  stolen_credentials: 'stolen_password',
  exploited_vulnerability: 'known_hole',
  misconfiguration: 'wrong_setting',
  malicious_download: 'bad_download',
  removable_media: 'usb_stick',
  remote_access: 'remote_desktop',
  supplier: 'through_supplier',
  insider: 'misused_rights',
  lost_or_stolen: 'lost_thing',
  impersonation: 'fake_call',
  denial_of_service: 'flood',
  failure: 'broke_down',
}

/** What the kind of incident and the way in make likely. */
export function suggestCoding(kind: IncidentKind, vector: Finding['vector']): Coding {
  const {
    actors = [],
    actions = [],
    assets = [],
    attributes = [],
    discovery = [],
    impact = [],
  } = byKind[kind]
  const began = vector === null ? undefined : byVector[vector]
  return {
    ...emptyCoding,
    actors,
    actions: [...new Set([...(began === undefined ? [] : [began]), ...actions])],
    assets,
    attributes,
    discovery,
    impact,
  }
}
