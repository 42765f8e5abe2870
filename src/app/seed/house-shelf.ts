/** House rules, routines, money and plans for going on, as the demo company keeps them. */

/** Names of starters by key; who has read them since, and who was asked to agree. */
export const rules = [
  {
    key: 'reporting',
    daysAgo: 300,
    readers: ['owner', 'Ben Novak', 'Carla Mendes', 'Elin Strand', 'Dev Patel'],
  },
  { key: 'passwords', daysAgo: 400, readers: ['owner', 'Ben Novak', 'Carla Mendes'] },
  { key: 'payments', daysAgo: 280, readers: ['Carla Mendes', 'Elin Strand'] },
] as const

/** Of the rule on payments, once it was clear how the false invoice had got so far. */
export const secondThought = {
  daysAgo: 120,
  heading: 'Also when it is urgent',
  text: 'A mail that is in a hurry is a reason to call, not a reason to skip the call.',
  note: 'After the invoice of the flour mill: urgent is no excuse.',
  readers: ['Elin Strand'],
} as const

/** Begun, waiting for Ben to agree. */
export const draftRule = { key: 'own_devices', daysAgo: 12 } as const

/** Place in the list of routines to begin with; who does it; when it was done last; when it is next. */
export const routines = [
  { place: 0, owner: 'Dev Patel', doneDaysAgo: [62, 33], nextInDays: 2 },
  { place: 1, owner: 'Carla Mendes', doneDaysAgo: [40], nextInDays: undefined },
  { place: 2, owner: 'Dev Patel', doneDaysAgo: [75], nextInDays: undefined },
  { place: 4, owner: 'Ben Novak', doneDaysAgo: [], nextInDays: 20 },
] as const

export const budget = {
  note: 'Agreed at the kitchen table in spring; insurance stands apart, since the bank asks for it.',
  loss: {
    ...{ everyYearsLow: 5, everyYearsHigh: 12, daysLow: 2, daysHigh: 9 },
    ...{ perDayLow: 2800, perDayHigh: 5200, onceLow: 6000, onceHigh: 40_000 },
  },
  lines: [
    {
      name: 'Password manager for 17 people',
      kind: 'tools',
      planned: 640,
      spent: 640,
      plannedHours: 6,
      spentHours: 9,
    },
    { name: 'Cloud copy of the office server', kind: 'tools', planned: 480, spent: 420 },
    {
      name: 'Fix-IT Patel, hours for restore tests',
      kind: 'work',
      planned: 900,
      spent: 225,
      plannedHours: 12,
      spentHours: 3,
    },
    { name: 'Breakwater Response on call', kind: 'retainer', planned: 1500, spent: 1500 },
    {
      name: 'Half an hour each quarter for everybody',
      kind: 'training',
      planned: 0,
      spent: 0,
      plannedHours: 34,
      spentHours: 17,
    },
  ],
  acts: [
    {
      who: 'Ben Novak',
      kind: 'exercise_attended',
      daysAgo: 560,
      note: 'Table-top: ransomware on a Saturday',
    },
    { who: 'owner', kind: 'exercise_attended', daysAgo: 560, note: 'Table-top: ransomware on a Saturday' },
    { who: 'owner', kind: 'plan_signed', daysAgo: 184, note: 'First version of the plan' },
    { who: 'Ben Novak', kind: 'training_taken', daysAgo: 90, note: 'First hour, with the insurer' },
    { who: 'owner', kind: 'rule_agreed', daysAgo: 120, note: 'Payments: urgent is no excuse' },
  ],
} as const

export const plans = [
  {
    name: 'Sell for cash',
    kind: 'continuity',
    work: 'Sell in the shops',
    owner: 'Carla Mendes',
    deputy: 'Elin Strand',
    place: 'Red folder under each till',
    when: 'No card payment goes through for ten minutes.',
    steps: [
      'Hang the sign "Cash only today" on the door',
      'Fetch the change bag and the paper price list from the safe',
      'Write each sale on the pad: time, amount, initials',
      'Call the other shop and say what you know',
    ],
    triedDaysAgo: 371,
  },
  {
    name: 'Bake without the server',
    kind: 'continuity',
    work: 'Bake and deliver the morning order',
    owner: 'Ben Novak',
    deputy: 'Carla Mendes',
    place: 'Clipboard beside the oven',
    when: 'The order list cannot be opened at 22:00.',
    steps: [
      'Take yesterday’s printed list from the clipboard',
      'Call the six biggest cafés and ask what changes',
      'Bake by the list; drivers take the paper round sheet',
      'Note every change on the back, for the invoices',
    ],
    triedDaysAgo: undefined,
  },
  {
    name: 'Bring the office server back',
    kind: 'recovery',
    work: 'Bake and deliver the morning order',
    owner: 'Dev Patel',
    deputy: undefined,
    place: 'Fire safe, with the weekly disk',
    when: 'The server is lost or cannot be trusted.',
    steps: [
      'Wait until the lead says that nobody is in the network any more',
      'Set up the spare machine from clean media, off the network',
      'Restore from the weekly disk, then the nightly copy',
      'Print tomorrow’s list and compare it with the paper one',
    ],
    triedDaysAgo: undefined,
  },
] as const

/** The tills were down for three hours, and it worked; the night runs. */
export const uses = [
  {
    plan: 'Sell for cash',
    daysAgo: 370.6,
    decidedBy: 'Carla Mendes',
    why: 'No card goes through in either shop; the provider says it will take hours.',
    standsSinceMinutes: 20,
    steps: 4,
    backAfterMinutes: 190,
    outcome: 'Both shops sold until closing. The change bag was too small.',
  },
  {
    plan: 'Bake without the server',
    daysAgo: 0.014,
    decidedBy: 'Ben Novak',
    why: 'The order list is locked, and the first delivery leaves at five.',
    standsSinceMinutes: 70,
    steps: 2,
    backAfterMinutes: undefined,
    outcome: undefined,
  },
] as const
