import type { ReportedIncident } from './report-data.ts'
import type { RecordLeaf } from './record-leaf.ts'

/** A small company's ransomware case as its ledger stream would hold it; for tests of what is printed. */
export const organisation = { name: 'Hofer Bäckerei GmbH', timeZone: 'Europe/Vienna' }

const start = Date.UTC(2026, 9, 24, 20, 12, 0)
export const closedAt = new Date(start + 51 * 3_600_000)

export const incident: ReportedIncident = {
  number: 7,
  title: 'Ransom note on FILE01',
  kind: 'ransomware',
  mode: 'real',
  severity: 'S1',
  status: 'closed',
  tlp: 'amber+strict',
  pap: null,
  openedAt: new Date(start),
  closedAt,
  openedBy: 'Maria Lindner',
  hasLead: true,
  severityWords: {},
  steps: [
    { id: 'f1', title: 'Unplug the network cable of machines that show the note' },
    { id: 'f2', title: 'Do not switch them off' },
    { id: 'c1', title: 'Isolate the file server' },
    { id: 'c2', title: 'Block the remote access of the provider' },
    { id: 'r1', title: 'Restore from the copy that is kept apart' },
    { id: 'l1', title: 'Hold the look back within two weeks' },
  ],
}

/** Numbers leaves from 1 and lets `minutes` pass before each. */
export function record(
  entries: readonly (readonly [kind: string, by: string, fields: Record<string, string>, minutes?: number])[],
): RecordLeaf[] {
  let at = start
  return entries.map(([kind, by, fields, minutes = 7], index) => {
    at += index === 0 ? 0 : minutes * 60_000
    return { number: index + 1, kind, at: new Date(at), fields: { actor: 'u:1', by, ...fields } }
  })
}

const [maria, tomas, aylin] = ['Maria Lindner', 'Tomáš Novák', 'Aylin Çelik']
const sha256 = '9e09780f8f0f1735d3448445bb9a9cdf4c29e8bca75e4c82166c40f02dc06819'

export const leaves: readonly RecordLeaf[] = record([
  [
    'incident.open',
    maria,
    { number: '7', title: 'Ransom note on FILE01', kind: 'ransomware', mode: 'real', severity: 'S2' },
  ],
  ['signal.link', maria, { signal: 's1', title: 'HostOutOfDiskSpace on FILE01 (Alertmanager)' }, 0],
  [
    'run.start',
    maria,
    { playbook: 'ransomware', version: '1', title: 'Ransomware and data extortion', sha256 },
    1,
  ],
  ['step.done', maria, { step: 'f1', title: 'Unplug the network cable of machines that show the note' }, 3],
  ['step.done', tomas, { step: 'f2', title: 'Do not switch them off' }, 1],
  ['system.add', tomas, { system: 'y1', name: 'FILE01 (file server)', state: 'affected' }, 2],
  ['system.add', tomas, { system: 'y2', name: 'Till PC 3', state: 'suspected' }, 1],
  [
    'severity.change',
    maria,
    { from: 'S2', to: 'S1', reason: 'Orders cannot be taken and the backup drive is locked too.' },
  ],
  [
    'note.add',
    tomas,
    {
      text: 'The note names a group and a web address. Nobody opened it. Photo taken with the office phone.',
    },
  ],
  [
    'task.add',
    maria,
    {
      task: 't1',
      title: 'Call the insurer before anything is paid or promised',
      owner: aylin,
      dueAt: '2026-10-24T22:00:00.000Z',
    },
  ],
  [
    'task.add',
    maria,
    { task: 't2', title: 'Tell the early shift to take orders on paper', owner: tomas, dueAt: '' },
    1,
  ],
  [
    'note_page.keep',
    'Muster',
    {
      ...{ page: 'p1', title: 'Call with the insurer', version: '2', why: 'pause' },
      ...{ text: 'Ms Huber, 14:00.\nThey want a list of systems.', writers: `${maria}\n${tomas}` },
    },
    1,
  ],
  [
    'decision.record',
    maria,
    {
      decision: 'd1',
      text: 'We do not pay and do not answer. We restore from the copy that is kept apart, even if two days of orders are lost.',
      options:
        'Pay and hope for the key\nWait for the forensic firm before restoring\nRestore from the drive that was plugged in',
    },
    22,
  ],
  [
    'evidence.add',
    tomas,
    {
      evidence: 'e1',
      file: `sha256:${sha256} 482113 ransom-note-photo.jpg`,
      acquiredAt: '2026-10-24T20:40:00.000Z',
      acquiredBy: tomas,
      where: 'Screen of FILE01, office, first floor',
      why: 'Shows the demand, the group and the address before the machine is touched',
    },
  ],
  [
    'evidence.add',
    tomas,
    {
      evidence: 'e2',
      file: `sha256:${'0b'.repeat(32)} 17179869184 FILE01-memory.raw`,
      acquiredAt: '2026-10-24T21:30:00.000Z',
      acquiredBy: 'Forensik Wien GmbH',
      where: 'FILE01, through its management card',
      why: 'Keys and programs that are lost when it is switched off',
    },
    60,
  ],
  [
    'step.done',
    tomas,
    {
      step: 'c1',
      title: 'Isolate the file server',
      waived: 'e3 e4',
      waiver: 'The firewall keeps no log longer than a day; it is gone already.',
    },
  ],
  [
    'system.state',
    tomas,
    { system: 'y1', name: 'FILE01 (file server)', from: 'affected', to: 'isolated', reason: '' },
    0,
  ],
  [
    'task.done',
    aylin,
    {
      task: 't1',
      title: 'Call the insurer before anything is paid or promised',
      note: 'Case 55-1188, Ms Gruber. Forensic firm is covered.',
    },
    95,
  ],
  ['lead.change', maria, { lead: 'm2', name: tomas }, 300],
  [
    'step.skip',
    tomas,
    {
      step: 'c2',
      title: 'Block the remote access of the provider',
      reason: 'The provider has none; we checked with them by telephone.',
    },
  ],
  [
    'system.state',
    tomas,
    {
      system: 'y2',
      name: 'Till PC 3',
      from: 'suspected',
      to: 'ruled_out',
      reason: 'Forensik Wien found no trace on its disk or in its memory.',
    },
    700,
  ],
  ['step.done', tomas, { step: 'r1', title: 'Restore from the copy that is kept apart' }, 400],
  [
    'system.state',
    tomas,
    {
      system: 'y1',
      name: 'FILE01 (file server)',
      from: 'isolated',
      to: 'reconnected',
      reason: 'Rebuilt from empty disks, not cleaned; verified by Forensik Wien before it went back.',
    },
    900,
  ],
  [
    'incident.close',
    tomas,
    {
      summary:
        'Files on FILE01 were locked in the evening of 24 October. The way in was a remote desktop that a former supplier had left open. We isolated the server within the hour, paid nothing, and rebuilt it from the copy that is kept apart. Two days of orders were taken on paper and typed in again. Nothing shows that data left the house; the data protection authority was told within its 72 hours.',
      initialVector: 'remote_access',
      disposition: 'resolved',
      openTasks: 'Tell the early shift to take orders on paper',
    },
    500,
  ],
])

export const proof = {
  entries: 23,
  exportEntry: 24,
  verifierPath: '/api/v1/ledger/verifier',
  dataSha256: sha256,
  key: [
    'muster-4f2a91c7/8f1c2f6e-0a51-4a57-9a53-6b0d9a3f4b10/1+5d0a7c31+',
    'AcsJ8jv0uG8C1i6wYbqf9bR2mMGkV6cYb2bH4rD1gq9x',
  ],
  checkpoint: [
    'muster-4f2a91c7/8f1c2f6e-0a51-4a57-9a53-6b0d9a3f4b10/1',
    '1482',
    'Ke0bWQsGbeBmexy359QuxliaN6qPfrw3EG0pAUC9jgI=',
  ],
}
