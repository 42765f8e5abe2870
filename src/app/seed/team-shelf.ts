/** Whom the demo company reaches on a bad day, who may decide what, and who is on call. Numbers are reserved for fiction. */

const mobile = (value: string) => ({ kind: 'mobile', value, atNight: true, whenDown: true }) as const
const phone = (value: string) => ({ kind: 'phone', value, whenDown: true }) as const
const mail = (value: string) => ({ kind: 'work_mail', value }) as const

/** Who has no account here. The one without a number that works when all is down is a gap on purpose. */
export const outsiders = [
  {
    name: 'Hana Suzuki',
    kind: 'staff',
    organisation: 'Harbour Bakery',
    job: 'Head of the bakehouse, works 23:00 to 07:00',
    ways: [mobile('+44 7700 900111')],
    confirmedDaysAgo: 38,
  },
  {
    name: 'Jonas Weber',
    kind: 'staff',
    organisation: 'Harbour Bakery',
    job: 'Manager of the Market shop',
    ways: [mail('jonas@harbour-bakery.example')],
    confirmedDaysAgo: 120,
  },
  {
    name: 'Lena Fischer',
    kind: 'helper',
    organisation: 'Pier Web Studio',
    job: 'Built the web shop and can switch it off',
    ways: [mobile('+44 7700 900121'), mail('lena@pier-web.example')],
    confirmedDaysAgo: 38,
  },
  {
    name: 'Police, desk for computer crime',
    kind: 'authority',
    organisation: 'Harbour Police',
    job: 'Gives the crime number that the insurer asks for',
    ways: [phone('+44 20 7946 0130')],
    confirmedDaysAgo: 210,
  },
  {
    name: 'Data protection office',
    kind: 'authority',
    organisation: '',
    job: 'Has to be told within 72 hours when customers are at risk',
    ways: [phone('+44 20 7946 0131'), { kind: 'address', value: '1 Harbour Square' }],
    confirmedDaysAgo: undefined,
  },
] as const

/** What this room adds to people who have an account. */
export const additions = [
  {
    name: 'Ben Novak',
    ways: [{ kind: 'messenger', value: 'Signal +44 7700 900102', atNight: true, whenDown: true }],
    deputy: 'Carla Mendes',
    away: undefined,
  },
  { name: 'Carla Mendes', ways: [], deputy: 'Dev Patel', away: undefined },
  {
    name: 'Dev Patel',
    ways: [],
    deputy: undefined,
    // Not before the coming weeks, so that the rota has something to say about it.
    away: { fromInDays: 24, toInDays: 33 },
  },
] as const

/** Who calls whom; the owner stands for whoever owns the demo. */
export const tree = [
  { name: 'Ben Novak', calledBy: undefined },
  { name: 'owner', calledBy: 'Ben Novak' },
  { name: 'Carla Mendes', calledBy: 'Ben Novak' },
  { name: 'Dev Patel', calledBy: 'Ben Novak' },
  { name: 'Farid Haddad', calledBy: 'owner' },
  { name: 'Hana Suzuki', calledBy: 'Carla Mendes' },
  { name: 'Jonas Weber', calledBy: 'Carla Mendes' },
  { name: 'Lena Fischer', calledBy: 'Dev Patel' },
] as const

/** The trial of a Sunday evening: who was reached, by what, after how many minutes. One was not. */
export const trial = {
  daysAgo: 38,
  note: 'Sunday evening, nobody was warned',
  reached: [
    { name: 'Ben Novak', channel: 'app', minutes: 1 },
    { name: 'Carla Mendes', channel: 'mobile', minutes: 4 },
    { name: 'Dev Patel', channel: 'mobile', minutes: 6 },
    { name: 'owner', channel: 'mobile', minutes: 9 },
    { name: 'Hana Suzuki', channel: 'mobile', minutes: 11 },
    { name: 'Lena Fischer', channel: 'mobile', minutes: 27 },
    { name: 'Farid Haddad', channel: 'mobile', minutes: 41 },
  ],
} as const

/** Technology has nobody who stands in: Dev is the only one. */
export const roles = [
  { role: 'lead', holder: 'Ben Novak', deputy: 'owner' },
  { role: 'technical', holder: 'Dev Patel', deputy: undefined },
  { role: 'communications', holder: 'owner', deputy: 'Carla Mendes' },
  { role: 'legal', holder: 'Farid Haddad', deputy: 'owner' },
  { role: 'finance', holder: 'Elin Strand', deputy: 'owner' },
  { role: 'scribe', holder: 'Carla Mendes', deputy: 'Elin Strand' },
] as const

/** As they were written down, and as they stood in the first version of the plan. */
export const rights = [
  {
    decision: 'isolate',
    holder: 'Dev Patel',
    deputy: 'Ben Novak',
    note: 'Any machine, at once, without asking.',
  },
  {
    decision: 'shut_down',
    holder: 'Ben Novak',
    deputy: 'owner',
    note: 'Ask the bakehouse before the oven control.',
  },
  {
    decision: 'spend',
    holder: 'Elin Strand',
    deputy: 'owner',
    amount: 3000,
    note: 'Above that the owner signs.',
  },
  { decision: 'notify', holder: 'Farid Haddad', deputy: 'owner', note: '' },
  {
    decision: 'pay',
    holder: 'owner',
    deputy: 'Ben Novak',
    quorum: 2,
    note: 'Never on one voice, never before the insurer.',
  },
  { decision: 'go_public', holder: 'owner', deputy: 'Ben Novak', note: '' },
  {
    decision: 'engage_help',
    holder: 'Ben Novak',
    deputy: 'owner',
    amount: 1000,
    note: 'Panel firms only; above that the hotline has to agree.',
  },
  { decision: 'call_police', holder: 'Ben Novak', deputy: 'Carla Mendes', note: '' },
] as const

/**
 * Since the owner was taken out as deputy, money waits for Elin, who has no number for the night: the sentence that
 * every newcomer should stumble over.
 */
export const changedRight = {
  daysAgo: 90,
  decision: 'spend',
  holder: 'Elin Strand',
  amount: 3000,
  note: 'Above that the owner signs.',
} as const

/** One that ran out unnoticed, one that holds. */
export const mandates = [
  {
    title: 'Leads incidents',
    holder: 'Ben Novak',
    role: 'lead',
    decisions: ['shut_down', 'engage_help', 'call_police'],
    amount: 1000,
    limits: 'Not the oven control while bread is in it.',
    startedDaysAgo: 395,
    endsInDays: -30,
  },
  {
    title: 'May take machines off the network',
    holder: 'Dev Patel',
    role: 'technical',
    decisions: ['isolate'],
    amount: null,
    limits: 'The tills only with a word to the shop.',
    startedDaysAgo: 200,
    endsInDays: 165,
  },
] as const

export const rota = {
  daysAgo: 29,
  weeks: 20,
  order: ['Ben Novak', 'Carla Mendes', 'Dev Patel'],
  note: 'Whoever is on call keeps the phone loud at night and is within an hour of the office.',
} as const
