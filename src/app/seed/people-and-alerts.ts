import type { MemberRole } from '../../base/access.ts'

/** People of the demo company; numbers are from ranges reserved for fiction. */
export const people: readonly {
  name: string
  email: string
  role: MemberRole
  phone: string
  nightPhone: string
}[] = [
  {
    name: 'Ben Novak',
    email: 'ben@harbour-bakery.example',
    role: 'lead',
    phone: '+44 20 7946 0102',
    nightPhone: '+44 7700 900102',
  },
  {
    name: 'Carla Mendes',
    email: 'carla@harbour-bakery.example',
    role: 'responder',
    phone: '+44 20 7946 0103',
    nightPhone: '+44 7700 900103',
  },
  {
    name: 'Dev Patel',
    email: 'dev@fix-it.example',
    role: 'responder',
    phone: '+44 20 7946 0150',
    nightPhone: '+44 7700 900150',
  },
  {
    name: 'Elin Strand',
    email: 'elin@harbour-bakery.example',
    role: 'staff',
    phone: '+44 20 7946 0104',
    nightPhone: '',
  },
  {
    name: 'Farid Haddad',
    email: 'farid@law.example',
    role: 'counsel',
    phone: '+44 20 7946 0160',
    nightPhone: '+44 7700 900160',
  },
  {
    name: 'Grace Okoro',
    email: 'grace@audit.example',
    role: 'auditor',
    phone: '+44 20 7946 0170',
    nightPhone: '',
  },
]

/** What the monitoring of the demo company said last; the first belongs to the running incident. */
export const alerts = [
  {
    minutesAgo: 80,
    alertname: 'ManyFilesRenamed',
    instance: 'FILE01',
    severity: 'critical',
    summary: '4,200 files renamed within five minutes on FILE01',
  },
  {
    minutesAgo: 76,
    alertname: 'ManyFilesRenamed',
    instance: 'FILE01',
    severity: 'critical',
    summary: '4,200 files renamed within five minutes on FILE01',
  },
  {
    minutesAgo: 70,
    alertname: 'BackupFailed',
    instance: 'NAS01',
    severity: 'warning',
    summary: "Last night's backup of FILE01 did not finish",
  },
  {
    minutesAgo: 35,
    alertname: 'ManyFailedSignIns',
    instance: 'vpn',
    severity: 'warning',
    summary: '61 failed sign-ins to the VPN from one address',
  },
  {
    minutesAgo: 12,
    alertname: 'DiskAlmostFull',
    instance: 'QUAY-02',
    severity: 'info',
    summary: 'Disk of QUAY-02 is 91 % full',
  },
] as const
