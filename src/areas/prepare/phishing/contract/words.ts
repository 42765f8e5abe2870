/** The words of rehearsals, and what is shown of them. */
import * as z from 'zod'
import { Id } from '../../../../base/ids.ts'

export const languages = ['en', 'de'] as const
export type Language = (typeof languages)[number]
/** How hard it is to see through: many signs, some, few and well fitted to the work. */
export const difficulties = ['easy', 'moderate', 'hard'] as const
export type Difficulty = (typeof difficulties)[number]
/** What the link leads to: straight to what the signs were, or first to a form that takes nothing. */
export const landingPages = ['none', 'sign_in'] as const
export type LandingPage = (typeof landingPages)[number]
export const rehearsalStates = ['planned', 'running', 'ended', 'declined', 'stopped'] as const
export const pauses = ['incident', 'domain', 'mail'] as const
/** What those who speak for the people who work here said: there are none, were told, or agreed. What claims least stands first. */
export const councils = ['none', 'informed', 'agreed'] as const

/** Nothing is shown of fewer people: so few can be told apart. */
export const smallestGroup = 8

/** A mail to choose, as the shelf holds it or as somebody here wrote it. */
export const OwnTemplate = z.object({
  id: Id,
  name: z.string(),
  language: z.enum(languages),
  difficulty: z.enum(difficulties),
  subject: z.string(),
  body: z.string(),
  linkWords: z.string(),
  page: z.enum(landingPages),
  signs: z.array(z.string()),
})
export type OwnTemplate = z.infer<typeof OwnTemplate>

/** As it stood when the rehearsal was planned. */
export interface FrozenTemplate {
  readonly name: string
  readonly language: Language
  readonly subject: string
  readonly body: string
  readonly linkWords: string
  readonly page: LandingPage
  /** What would have given it away, for a reader of either language. */
  readonly signs: Readonly<Record<Language, readonly string[]>>
}

export const Domain = z.object({
  id: Id,
  domain: z.string(),
  isVerified: z.boolean(),
  /** The TXT record that proves it. */
  recordName: z.string(),
  recordValue: z.string(),
  checkedAt: z.string().nullable(),
})
export type Domain = z.infer<typeof Domain>

export const Group = z.object({
  id: Id,
  name: z.string(),
  memberIds: z.array(Id),
})
export type Group = z.infer<typeof Group>

/** Whom a line of results tells of: everybody, one group, or several together. A group may have any name. */
export const resultKinds = ['everybody', 'group', 'joint'] as const

/** Never of fewer than {@link smallestGroup} whom the mail reached. */
export const Result = z.object({
  kind: z.enum(resultKinds),
  /** Name of the one group; '' for the others. */
  group: z.string(),
  /** Mails that went out, and those of them that were taken. */
  people: z.number().int(),
  delivered: z.number().int(),
  reported: z.number().int(),
  /** At most all but one: that all of them did it would name each. */
  opened: z.number().int(),
  given: z.number().int(),
  /** Links that programs opened; nobody is counted for them. */
  machines: z.number().int(),
  /** From the first mail to the first report; null where nobody reported it. */
  firstReportMinutes: z.number().int().nullable(),
})
export type Result = z.infer<typeof Result>

export const Rehearsal = z.object({
  id: Id,
  name: z.string(),
  state: z.enum(rehearsalStates),
  templateName: z.string(),
  difficulty: z.enum(difficulties),
  language: z.enum(languages),
  /** '' for everybody. */
  groups: z.string(),
  startsOn: z.string(),
  endsOn: z.string(),
  /** Last day on which reports count; after it everything is counted and every link dies. */
  closesOn: z.string(),
  council: z.enum(councils),
  plannedAt: z.string(),
  plannedBy: z.string(),
  decidedBy: z.string(),
  pausedWhy: z.enum(pauses).nullable(),
  /** Why mails wait: the mail server does not take this sender, or takes nothing just now. */
  trouble: z.enum(['sender', 'server']).nullable(),
  endedAt: z.string().nullable(),
  recipients: z.number().int(),
  /** Of everybody; null while it runs, and where they were too few. */
  total: Result.nullable(),
})
export type Rehearsal = z.infer<typeof Rehearsal>
