import type { Story } from './story.ts'

/** Two years of a small bakery chain, oldest first. The last two still run. */
export const stories: readonly Story[] = [
  {
    daysAgo: 702,
    title: 'Payslips sent to the wrong branch',
    kind: 'misdirected-data',
    severity: 'S3',
    moments: [
      { note: 'Seven payslips went to the office of the Quay branch. Elin noticed when a colleague called.' },
      {
        decision: 'Ask the branch to delete and confirm in writing',
        instead: ['Recall the mail and say nothing'],
      },
      {
        task: 'Get written confirmation of deletion',
        owner: 'Carla Mendes',
        dueHours: 24,
        done: 'Both people confirmed by mail.',
      },
      {
        task: 'Decide whether the authority must be told',
        owner: 'Farid Haddad',
        dueHours: 48,
        done: 'Not likely to be a risk; reasons are in the note.',
      },
    ],
    end: {
      summary:
        'Seven payslips were seen by two colleagues. Deleted and confirmed. Address groups were renamed.',
      vector: 'human_error',
    },
  },
  {
    daysAgo: 655,
    title: 'Supplier invoice with a new bank account',
    kind: 'business-email-compromise',
    severity: 'S2',
    moments: [
      {
        note: "The flour mill asks by mail to pay to a new account. Carla called the number on last year's invoice: it was not them.",
      },
      { run: 3 },
      { decision: 'Hold all payments to this supplier until Monday', instead: ['Pay to the old account'] },
      { system: 'Mailbox orders@', states: ['suspected', 'ruled_out'] },
      {
        task: 'Tell the mill that its mailbox is abused',
        owner: 'Ben Novak',
        done: 'Spoke to their owner. They reset the account.',
      },
    ],
    end: {
      summary:
        "Nothing was paid. The supplier's mailbox had been taken over. New account details are now always confirmed by telephone.",
      vector: 'supplier',
    },
  },
  {
    daysAgo: 611,
    title: 'Laptop left on the train',
    kind: 'lost-or-stolen-device',
    severity: 'S3',
    moments: [
      { note: 'Dev left the service laptop on the 18:40. Disk is encrypted, last sign-in this morning.' },
      {
        task: 'Sign the laptop out everywhere and lock it',
        owner: 'Dev Patel',
        dueHours: 1,
        done: 'Locked at 19:32, never came online again.',
      },
      {
        task: 'Report to lost property and police',
        owner: 'Dev Patel',
        dueHours: 24,
        done: 'Reference LP-55120.',
      },
    ],
    end: {
      summary: 'Encrypted laptop lost, locked within an hour, no sign of use.',
      vector: 'lost_or_stolen',
    },
  },
  {
    daysAgo: 560,
    title: 'Table-top: ransomware on a Saturday',
    kind: 'ransomware',
    severity: 'S1',
    mode: 'exercise',
    moments: [
      { run: 8 },
      { note: "It took nine minutes to find the insurer's number. It was in the mailbox." },
      {
        task: 'Print the call list and hang it in both offices',
        owner: 'Carla Mendes',
        dueHours: 72,
        done: 'Done, dated.',
      },
      { task: 'Put the policy number on the wallet card', owner: 'Ben Novak', dueHours: 72, done: 'Done.' },
    ],
    end: {
      summary:
        'Rehearsal with five people, 70 minutes. The team knew the first steps; telephone numbers were the weak point.',
      vector: 'unknown',
    },
  },
  {
    daysAgo: 498,
    title: 'Web shop shows a strange banner',
    kind: 'website-compromise',
    severity: 'S2',
    moments: [
      { note: 'A customer saw a casino banner under the opening hours.' },
      { run: 6 },
      {
        system: 'Web shop',
        states: ['suspected', 'affected', 'isolated', 'cleaned', 'verified', 'reconnected'],
      },
      {
        decision: 'Take the shop offline until the host has checked it',
        instead: ['Only remove the banner', 'Wait for Monday'],
      },
      {
        task: 'Rotate the passwords of hosting and shop',
        owner: 'Dev Patel',
        dueHours: 4,
        done: 'All four, from a clean PC.',
      },
      { task: 'Update the gallery plugin or remove it', owner: 'Dev Patel', dueHours: 24, done: 'Removed.' },
    ],
    end: {
      summary:
        'An old gallery plugin was used to place a banner. No orders or cards touched. Shop offline for five hours.',
      vector: 'exploited_vulnerability',
    },
  },
  {
    daysAgo: 430,
    title: 'Forty mails about a missed parcel',
    kind: 'phishing-campaign',
    severity: 'S3',
    moments: [
      { note: 'Staff reported the mail eleven times within twenty minutes. Thank you, all.' },
      {
        task: 'Block the sender and delete the mails',
        owner: 'Carla Mendes',
        dueHours: 2,
        done: 'Forty mails, one opened, nobody typed anything.',
      },
    ],
    end: { summary: 'Forty mails removed, nobody gave a password away.', vector: 'phishing' },
  },
  {
    daysAgo: 371,
    title: 'Till system down in both shops',
    kind: 'outage-and-key-person',
    severity: 'S2',
    moments: [
      { note: 'The payment provider has an outage. It is not us.' },
      { supplier: 'Tilly Tills', did: 'asked' },
      { supplier: 'Tilly Tills', did: 'unanswered', words: 'Rang out three times' },
      { decision: 'Sell for cash and write orders on paper', instead: ['Close the shops'] },
      { system: 'Till system', states: ['suspected', 'affected', 'verified'] },
    ],
    end: {
      summary: 'Outage of the provider for three hours. Paper forms worked; they are now in every shop.',
      vector: 'failure',
    },
  },
  {
    daysAgo: 288,
    title: 'Shared folder open to the internet',
    kind: 'cloud-misconfiguration',
    severity: 'S2',
    moments: [
      { note: 'A link to the folder "Recipes and contracts" worked without signing in.' },
      { run: 4 },
      {
        task: 'Close the link and list who opened it',
        owner: 'Carla Mendes',
        dueHours: 2,
        done: 'Closed. Four openings, all from our own offices.',
      },
      { severity: 'S3', because: 'The access list shows our own addresses only.' },
    ],
    end: {
      summary:
        'A link for everybody was made in 2023. Only colleagues used it. Sharing with everybody is now off.',
      vector: 'misconfiguration',
    },
  },
  {
    daysAgo: 214,
    title: 'Caller said he was from the bank',
    kind: 'impersonation-call',
    severity: 'S3',
    mode: 'near_miss',
    moments: [{ note: 'Elin hung up and called the number on the card. The bank knew nothing of it.' }],
    end: {
      summary: 'Nothing was given away. The story was told at the monthly meeting, with thanks to Elin.',
      vector: 'impersonation',
    },
  },
  {
    daysAgo: 133,
    title: 'Sign-in to the mail of the office from abroad',
    kind: 'stolen-cloud-credentials',
    severity: 'S2',
    moments: [
      { note: 'Alert: sign-in from another continent, then a new mailbox rule.' },
      { supplier: 'Fix-IT Patel', did: 'asked' },
      { supplier: 'Fix-IT Patel', did: 'answered', words: 'Dev, by telephone' },
      { supplier: 'Fix-IT Patel', did: 'knew', words: 'Their weekly report lists the sign-in' },
      { supplier: 'Fix-IT Patel', did: 'told_us', words: 'When we asked for that report' },
      { run: 7 },
      { system: 'Mailbox office@', states: ['affected', 'isolated', 'cleaned', 'verified', 'reconnected'] },
      { decision: 'Tell the twelve customers whose mails were read', instead: ['Wait until the review'] },
      {
        task: 'Turn on the second factor for everybody',
        owner: 'Dev Patel',
        dueHours: 48,
        done: 'All accounts, both shops.',
      },
      {
        task: 'Look for forwarding rules in all mailboxes',
        owner: 'Carla Mendes',
        dueHours: 24,
        done: 'None left.',
      },
    ],
    end: {
      summary:
        'A password used twice was tried elsewhere. One mailbox was read for six hours. Twelve customers were told.',
      vector: 'stolen_credentials',
    },
  },
  {
    daysAgo: 47,
    title: 'Alarm from the backup script was a full disk',
    kind: 'something-odd',
    severity: 'S4',
    moments: [
      { note: 'The disk of the backup box was full of old logs. Cleaned; a restore of one folder worked.' },
    ],
    end: { summary: 'No attack. Disk space is now watched.', vector: 'failure', as: 'false_alarm' },
  },
  {
    daysAgo: 2.4,
    title: 'Odd invoice opened in the Quay branch',
    kind: 'malicious-download',
    severity: 'S3',
    moments: [
      { note: 'The protection software stopped a file from a mail. One PC.' },
      { run: 5 },
      {
        answers: {
          classification: 'malicious-code/infected-system',
          branch: ['quay'],
          tills_down: true,
          till_hours: 1.5,
        },
      },
      { system: 'PC QUAY-02', states: ['affected', 'isolated', 'cleaned'] },
      { task: 'Check the other PCs of the branch', owner: 'Dev Patel', dueHours: 30 },
      { task: 'Thank Elin for the quick report', owner: 'Ben Novak', dueHours: 40, done: 'Done in person.' },
    ],
  },
  {
    daysAgo: 0.054,
    title: 'Files locked on the office server',
    kind: 'ransomware',
    severity: 'S1',
    moments: [
      {
        note: 'Elin cannot open the order list. Files end in .locked. A note on the desktop asks for money.',
      },
      { run: 4 },
      { answers: { classification: 'malicious-code', branch: ['office'] } },
      { system: 'Office server FILE01', states: ['affected', 'isolated'] },
      { system: 'PC OFFICE-01', states: ['suspected'] },
      {
        decision: 'Cut the office from the internet; the shops stay open with cash',
        instead: ['Only unplug the server', 'Close the shops'],
      },
      { task: 'Unplug the backup drive and check it on a clean PC', owner: 'Dev Patel', dueHours: 1 },
      {
        task: 'Call the insurer hotline',
        owner: 'Ben Novak',
        dueHours: 1,
        done: 'Case 20-771 opened, panel firm will call back.',
      },
      { task: 'Tell both shops to sell for cash', owner: 'Carla Mendes', dueHours: 1 },
    ],
  },
]
