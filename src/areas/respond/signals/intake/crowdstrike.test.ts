import { expect, test } from 'vitest'
import { readDelivery } from './read-delivery.ts'

const at = '2026-03-01T08:00:00Z'

test.each<[string, unknown, object]>([
  [
    'a detection of the event stream',
    {
      metadata: { eventType: 'DetectionSummaryEvent', eventCreationTime: Date.parse(at), offset: 7 },
      event: {
        DetectId: 'ldt:1:2',
        DetectName: 'Suspicious Activity',
        DetectDescription: 'A process dumped credentials.',
        SeverityName: 'High',
        Severity: 4,
        ComputerName: 'PC-07',
        UserName: 'eve',
        Tactic: 'Credential Access',
        Technique: 'OS Credential Dumping',
        SHA256String: 'ab',
      },
    },
    {
      title: 'Suspicious Activity',
      severityWord: 'High',
      fingerprint: 'ldt:1:2',
      labels: { host: 'PC-07', user: 'eve', technique: 'OS Credential Dumping', sha256: 'ab' },
      said: { at: new Date(at), text: String(Date.parse(at)) },
    },
  ],
  [
    'a detection of the event stream in its newer form',
    {
      metadata: { eventType: 'EppDetectionSummaryEvent', eventCreationTime: Date.parse(at) },
      event: {
        CompositeId: 'c:1',
        Name: 'PowerShellDownload',
        SeverityName: 'Critical',
        Severity: 90,
        Hostname: 'PC-08',
        MitreAttack: [{ TechniqueID: 'T1059.001' }],
      },
    },
    { fingerprint: 'c:1', severityWord: 'Critical', labels: { host: 'PC-08', technique: 'T1059.001' } },
  ],
  [
    'an alert that a workflow sends on whole',
    {
      data: {
        composite_id: 'c:2',
        display_name: 'Malware',
        severity: 70,
        severity_name: 'High',
        status: 'closed',
        created_timestamp: at,
        device: { hostname: 'PC-09' },
        user_name: 'bob',
      },
    },
    {
      title: 'Malware',
      severityWord: 'High',
      state: 'resolved',
      labels: { host: 'PC-09', user: 'bob' },
      said: { at: new Date(at), text: at },
    },
  ],
  [
    'what the setup page asks a workflow for',
    { incident_id: 'c:3', title: 'Odd sign-in', severity: 'Medium', host: 'PC-10', timestamp: at },
    { fingerprint: 'c:3', title: 'Odd sign-in', severityWord: 'Medium', labels: { host: 'PC-10' } },
  ],
  [
    'an incident of the event stream',
    { metadata: { eventType: 'IncidentSummaryEvent' }, event: { IncidentID: 'inc:1', FineScore: 20 } },
    { title: 'An incident of CrowdStrike', fingerprint: 'inc:1' },
  ],
])('U2 %s of CrowdStrike is read in its own form', (_name, body, wanted) => {
  const { signals, faults } = readDelivery('crowdstrike', Buffer.from(JSON.stringify(body)))

  expect(faults).toEqual([])
  expect(signals).toMatchObject([wanted])
})
