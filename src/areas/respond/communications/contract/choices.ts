/** What reaches a person, and how: each chooses for themselves, but for what nobody may miss. */
import * as z from 'zod'
import { endpoint } from '../../../../base/endpoint.ts'
import { isTimeZone } from '../../../../base/time.ts'

/** In the order in which they stand on the page. */
export const newsGroups = [
  'incidents',
  'assigned',
  'reminders',
  'alerts',
  'clocks',
  'statements',
  'readiness',
] as const
export type NewsGroup = (typeof newsGroups)[number]

/**
 * `usual`: at once where it is urgent, else only where no push message was accepted within a minute. `at_once`: always.
 * `digest`: in the summary. `never`: the inbox keeps it.
 */
export const mailChoices = ['usual', 'at_once', 'digest', 'never'] as const

export const digestLanguages = ['en', 'de'] as const
export type DigestLanguage = (typeof digestLanguages)[number]

const NewsChoice = z.strictObject({
  push: z.boolean(),
  mail: z.enum(mailChoices),
  phone: z
    .boolean()
    .default(false)
    .describe('What has to be read may also wake me by text message and call, once I proved my number'),
})
export type NewsChoice = z.infer<typeof NewsChoice>

const Choices = z.strictObject({
  incidents: NewsChoice,
  assigned: NewsChoice,
  reminders: NewsChoice,
  alerts: NewsChoice,
  clocks: NewsChoice,
  statements: NewsChoice,
  readiness: NewsChoice,
} satisfies Record<NewsGroup, typeof NewsChoice>)
export type Choices = z.infer<typeof Choices>

const DigestTime = z.strictObject({
  every: z.enum(['day', 'week']),
  weekday: z.int().min(1).max(7).describe('Of a weekly summary; Monday is 1'),
  hour: z.int().min(0).max(23).describe('On the clock of the zone'),
  zone: z.string().trim().max(60).refine(isTimeZone, 'must be a time zone like Europe/Vienna'),
  language: z.enum(digestLanguages),
})
export type DigestTime = z.infer<typeof DigestTime>

const MyNews = z.object({
  choices: Choices,
  digest: DigestTime,
  isChosen: z.boolean().describe('False: all comes as Muster proposes'),
  nextDigestAt: z.string().nullable(),
  lastDigest: z
    .object({
      at: z.string(),
      state: z.enum(['waiting', 'reached', 'not reached']),
      why: z.string(),
    })
    .nullable(),
  mailOn: z.boolean(),
  devices: z.number().int(),
})
export type MyNews = z.infer<typeof MyNews>

export const readMyNews = endpoint({
  name: 'readMyNews',
  method: 'GET',
  path: '/me/news',
  permission: 'inbox.own',
  input: z.strictObject({}),
  output: MyNews,
  summary: 'What reaches me, how, and when the next summary goes out',
})

export const chooseMyNews = endpoint({
  name: 'chooseMyNews',
  method: 'PUT',
  path: '/me/news',
  permission: 'inbox.own',
  input: z.strictObject({ choices: Choices, digest: DigestTime }),
  output: MyNews,
  summary: 'Choose what reaches me; calls in a crisis, my own legal clocks and news about sign-in always do',
})
