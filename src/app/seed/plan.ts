import * as interview from '../../areas/prepare/plan/actions/answer-interview.ts'
import { planWith } from '../../areas/prepare/plan/actions/change-plan.ts'
import * as versions from '../../areas/prepare/plan/actions/publish-plan.ts'
import { lastRehearsals } from '../../areas/respond/incidents/public/incidents.ts'
import type { Diary } from './diary.ts'

const ports = { lastRehearsals }
const { change } = planWith(ports)
const publish = versions.publishWith(ports)

/** A plan that was published half a year ago and read by some, so that there is one to open, print and bring up to date. */
export function writePlan(diary: Diary): void {
  diary.on(190, (act) =>
    act(interview.answerInterview, {
      answers: Object.entries(answers).map(([question, value]) => ({ question, value })),
    }),
  )
  diary.on(185, (act) =>
    act(change, { fillEmpty: true, contacts: contacts.map((contact) => ({ ...contact })) }),
  )
  diary.on(184, (act) => act(publish, { note: 'The first version' }))
  diary.on(180, (act) => act(versions.acknowledge, { version: 1 }), 'Carla Mendes')
}

const answers: Readonly<Record<string, string | string[]>> = {
  abroad: ['none'],
  hours: 'long',
  card_payments: 'yes',
  online_shop: 'yes',
  serves_other_firms: 'no',
  writes_software: 'no',
  special_rules: ['none'],
  pays_by_mail: 'yes',
  calls_back: 'no',
  data_kinds: ['customer', 'staff', 'payment'],
  people_count: '500',
  sends_data: 'no',
  platforms: ['microsoft365', 'windows', 'android', 'wordpress', 'woocommerce', 'hosting'],
  own_servers: 'yes',
  remote_access: 'yes',
  private_devices: 'no',
  laptops_leave: 'yes',
  website_edit: 'agency',
  needs_online: 'day',
  second_factor: 'some',
  own_installs: 'no',
  outside_it: 'yes',
  it_people: 'one',
  leavers_closed: 'unknown',
  staff_know_where: 'yes',
  had_before: ['fraud'],
  report_to: 'Ben Novak, 020 7946 0101, or the red button in Muster',
  other_channel: 'The telephone chain on the card beside the oven',
  meeting_place: 'The back room of the harbour shop',
  paper_place: 'Red folder beside the till, and at the home of each lead',
  spend_limit: '3,000 pounds a day',
  speaks: 'The owner',
}

const contacts = [
  { slot: 'bank', name: 'Harbour Bank, fraud desk', phone: '020 7946 0550' },
  { slot: 'police', name: 'Police, cybercrime', phone: '101' },
  { slot: 'card_bank', name: 'Till Payments Ltd', phone: '020 7946 0551' },
  { slot: 'data_authority', name: 'Information Commissioner', phone: '020 7946 0552' },
  { slot: 'web_firm', name: 'Pier Web Studio', phone: '020 7946 0553' },
  { slot: 'it_firm', name: 'Quayside IT', phone: '020 7946 0554', nightPhone: '020 7946 0555' },
  { slot: 'insurer', name: 'Harbour Mutual', phone: '020 7946 0556' },
] as const
