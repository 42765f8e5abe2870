/** What the monitoring of the demo company said, and what its people reported. */

/** Paused, since a company that does not exist has no mail server that would answer. */
export const askedMailbox = {
  kind: 'mail',
  name: 'Odd mail',
  mailbox: {
    isOn: false,
    everyMinutes: 15,
    host: 'imap.harbour-bakery.example',
    user: 'odd@harbour-bakery.example',
    secret: 'nothing that opens anything',
    folder: 'INBOX',
    afterwards: 'move',
    moveTo: 'Read by Muster',
  },
} as const

/** The first two belong to the running incident. */
export const alerts = [
  {
    minutesAgo: 80,
    alertname: 'ManyFilesRenamed',
    instance: 'FILE01',
    severity: 'critical',
    summary: '4,200 files renamed within five minutes on FILE01',
  },
  {
    minutesAgo: 79,
    alertname: 'ManyFilesRenamed',
    instance: 'FILE01',
    severity: 'critical',
    summary: '4,200 files renamed within five minutes on FILE01',
  },
  {
    minutesAgo: 78,
    alertname: 'BackupFailed',
    instance: 'NAS01',
    severity: 'warning',
    summary: "Last night's backup of FILE01 did not finish",
  },
  {
    minutesAgo: 21,
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
  {
    minutesAgo: 1320,
    alertname: 'CertificateEndsSoon',
    instance: 'shop.harbour-bakery.example',
    severity: 'warning',
    summary: 'The certificate of the web shop ends in nine days',
  },
  {
    minutesAgo: 1900,
    alertname: 'PrinterOffline',
    instance: 'MARKET-PRN',
    severity: 'info',
    summary: 'The label printer of the Market shop does not answer',
  },
  {
    minutesAgo: 6800,
    alertname: 'SignInFromNewDevice',
    instance: 'mail',
    severity: 'warning',
    summary: 'Elin signed in to the mail of the office from a device never seen before',
  },
] as const

/** What Ben made of some of them. */
export const verdicts = [
  {
    minutesAgo: 6700,
    q: 'device never seen',
    reason: 'Elin has a new telephone; she confirmed it in person.',
  },
  { minutesAgo: 1850, q: 'label printer', snoozedDays: 6 },
] as const

export const maintenance = {
  thing: 'host QUAY-02',
  reason: 'Dev puts a larger disk in; it restarts a few times.',
  startsInDays: 3,
  hours: 4,
} as const

/** The last two wait for an answer. */
export const reports = [
  {
    daysAgo: 20.5,
    who: 'Carla Mendes',
    anonymous: false,
    told: {
      kind: 'near_miss',
      what: 'A caller asked for the sign-in code that had just come to my phone.',
      stoppedBy: 'I remembered the card: nobody asks for a code.',
      wouldHelp: 'The same card in the Market shop.',
    },
    answer: { q: 'caller asked', outcome: 'mended', text: 'Thank you. The card hangs there since noon.' },
  },
  {
    daysAgo: 6.3,
    who: 'Elin Strand',
    anonymous: false,
    told: { kind: 'mail', what: 'A mail says that a parcel could not be delivered. We expect none.' },
    answer: {
      q: 'parcel could not',
      outcome: 'harmless',
      text: 'It was real: flour bags for the Quay shop. Well asked.',
    },
  },
  {
    daysAgo: 1.2,
    who: 'Elin Strand',
    anonymous: true,
    told: {
      kind: 'weakness',
      what: 'The cupboard with the server stands open at night. The key hangs beside it.',
      where: 'Office, corridor',
    },
    answer: undefined,
  },
  {
    daysAgo: 0.15,
    who: 'Elin Strand',
    anonymous: false,
    told: {
      kind: 'mail',
      what: 'The bank wants us to confirm the account by tonight. I did not click.',
      stillGoing: 'yes',
    },
    answer: undefined,
  },
] as const
