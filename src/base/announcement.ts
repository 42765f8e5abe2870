/**
 * What one room tells to whoever listens, in the closed list of this program: it only says what happened,
 * never what somebody should do about it. Ids, and words that people in the organisation may read.
 */
import type { Severity } from './incident-words.ts'
import type { DateNear } from './date-near.ts'
import type { ExerciseTold } from './exercise-told.ts'
import type { ImprovementDue } from './improvement-due.ts'
import type { LookBackDue, ReviewDue } from './review-due.ts'

export type Announcement =
  | ReviewDue
  | LookBackDue
  | ImprovementDue
  | DateNear
  | ExerciseTold
  | {
      readonly kind: 'incident.opened'
      readonly incidentId: string
      readonly number: number
      readonly title: string
      readonly severity: Severity
    }
  | {
      readonly kind: 'incident.closed'
      readonly incidentId: string
      readonly number: number
      readonly title: string
      /** How it ended, as `resolved` or `false_alarm`. */
      readonly disposition: string
    }
  | {
      /** What came in is to be looked at: said once for what stands together. Names nothing of its content. */
      readonly kind: 'group.waiting'
      readonly signalId: string
    }
  | {
      readonly kind: 'severity.changed'
      readonly incidentId: string
      readonly number: number
      readonly title: string
      readonly from: Severity
      readonly to: Severity
    }
  | {
      readonly kind: 'role.assigned'
      readonly incidentId: string
      readonly number: number
      readonly title: string
      /** Its name as people read it. */
      readonly role: string
      readonly memberId: string
      readonly isDeputy: boolean
    }
  | {
      /** By the table of the organisation these people are to be called now. */
      readonly kind: 'people.called'
      readonly incidentId: string
      readonly number: number
      readonly title: string
      readonly severity: Severity
      readonly memberIds: readonly string[]
    }
  | {
      readonly kind: 'briefing.due'
      readonly incidentId: string
      readonly number: number
      readonly title: string
      readonly memberIds: readonly string[]
    }
  | {
      readonly kind: 'task.assigned'
      readonly incidentId: string
      readonly number: number
      readonly taskId: string
      readonly title: string
      /** Member who has it now. */
      readonly ownerId: string
    }
  | {
      /** A task's time comes near, has passed, or has passed for so long that a second person should know. */
      readonly kind: 'task.due'
      readonly stage: 'reminder' | 'overdue' | 'escalation'
      readonly incidentId: string
      readonly number: number
      readonly taskId: string
      readonly title: string
      /** Name of the one who has it; empty when nobody has. */
      readonly owner: string
      /** Member who is to hear of it. */
      readonly memberId: string
    }
  | {
      readonly kind: 'member.mentioned'
      readonly incidentId: string
      readonly number: number
      readonly memberIds: readonly string[]
      readonly by: string
    }
  | {
      readonly kind: 'situation.sent'
      readonly incidentId: string
      readonly number: number
      readonly title: string
      readonly version: number
      readonly memberIds: readonly string[]
    }
  | {
      readonly kind: 'evidence.alarmed'
      readonly incidentId: string
      readonly number: number
      readonly evidenceId: string
      readonly name: string
    }
  | {
      /** A stop-gap measure, a block, checks of a watch, or an unknown foothold ran out of time. */
      readonly kind: 'containment.due'
      readonly incidentId: string
      readonly number: number
      readonly what: 'measure' | 'block' | 'watch' | 'foothold'
      /** What people called it; '' where it has no name of its own. */
      readonly title: string
      /** Whose it is; empty where it is nobody's in particular. */
      readonly memberIds: readonly string[]
    }
  | {
      /** A system joined an incident, or stands otherwise in it now. */
      readonly kind: 'system.stands'
      readonly incidentId: string
      /** When it was so; earlier than now where somebody says it late. */
      readonly at: Date
    }
  | {
      /** Systems went over to another incident, or came back from it. */
      readonly kind: 'systems.moved'
      readonly from: string
      readonly to: string
      readonly systemIds: readonly string[]
    }
  | {
      /** The severity was set, and the table of the organisation names these clocks for it. */
      readonly kind: 'clocks.named'
      readonly incidentId: string
      readonly severity: Severity
      /** Of the table that names them. */
      readonly tableVersion: number
      readonly clocks: readonly { readonly name: string; readonly hours: number; readonly source: string }[]
      /** Why the severity changed; '' when the case was declared. */
      readonly reason: string
    }
  | {
      /** The end of a legal duty, or of a clock of the house, comes near or has passed. */
      readonly kind: 'duty.due'
      readonly stage: 'half' | 'quarter' | 'hour' | 'overdue'
      readonly incidentId: string
      readonly number: number
      /** Whom to tell, under which law; or the clock of the house by its name. */
      readonly duty: string
      /** Our own table says so, and no law. */
      readonly isOfHouse: boolean
      /** On the clock of the organisation, with its zone. */
      readonly dueAt: string
      readonly isExercise: boolean
      /** Whose duty it is; null while it is nobody's in particular. */
      readonly ownerId: string | null
      readonly memberIds: readonly string[]
    }
  | {
      /** A questionnaire of the law waits for counsel, or comes back to whoever filled it in. */
      readonly kind: 'law.weighed'
      readonly state: 'waiting' | 'sent_back'
      readonly incidentId: string
      readonly number: number
      readonly memberIds: readonly string[]
    }
  | {
      /** Somebody wrote down what a case costs. */
      readonly kind: 'cost.recorded'
      readonly incidentId: string
      readonly number: number
      readonly costId: string
      readonly text: string
      readonly loss: string
      readonly amount: string
      readonly currency: string
      readonly isExercise: boolean
    }
  | {
      /** The insurer has to agree to a cost that was written down, and nobody said that it did. */
      readonly kind: 'consent.due'
      readonly incidentId: string
      readonly number: number
      /** In one sentence, with whom to call. */
      readonly why: string
      readonly isExercise: boolean
    }
  | {
      /** Somebody who kept watch found that the attacker may be back. */
      readonly kind: 'watch.found'
      readonly incidentId: string
      readonly number: number
      readonly title: string
      /** It had been closed before this was found. */
      readonly wasClosed: boolean
    }
  | {
      readonly kind: 'owner.recovered'
      readonly memberId: string
      readonly name: string
    }
  | {
      /** Somebody reported something odd. Says nothing of who. */
      readonly kind: 'report.received'
      readonly signalId: string
      readonly title: string
    }
  | {
      /** Somebody is asked to look at a signal; a second person, when the first one has not taken it up in time. */
      readonly kind: 'signal.due'
      readonly stage: 'first' | 'second'
      readonly signalId: string
      readonly title: string
      readonly memberId: string
    }
  | {
      /** Whoever reported something added to it, or answered a question. Says nothing of who. */
      readonly kind: 'report.written'
      readonly signalId: string
      readonly title: string
      /** The case it belongs to: then only who sees that one hears of it. */
      readonly incidentId: string | null
    }
  | {
      /** Somebody is asked whether what was done with their account was them. */
      readonly kind: 'account.asked'
      readonly memberId: string
      readonly account: string
      readonly title: string
      /** The link that says no without signing in. */
      readonly url: string
      /** Where it is answered inside. */
      readonly path: string
    }
  | {
      readonly kind: 'account.answered'
      readonly answer: 'me' | 'not_me'
      /** Who was asked. */
      readonly name: string
      /** Member who asked; null for a key. */
      readonly askerId: string | null
      readonly title: string
      readonly path: string
    }
  | {
      readonly kind: 'source.silent'
      readonly sourceId: string
      readonly name: string
    }
  | {
      /** The call tree is tried: these people are to say that they were reached. */
      readonly kind: 'reach.asked'
      readonly testId: string
      readonly by: string
      readonly memberIds: readonly string[]
    }
  | {
      /** What a copy that should be made says of itself, or what a restore showed. */
      readonly kind: 'copy.told'
      readonly what: 'late' | 'failed' | 'back' | 'restore_failed'
      readonly copyId: string
      readonly name: string
      readonly memberId: string | null
    }
  | {
      /** It was announced as silent, and speaks again. */
      readonly kind: 'source.returned'
      readonly sourceId: string
      readonly name: string
    }
  | {
      /** A version of the plan counts from now on: everybody is asked to read it. */
      readonly kind: 'plan.published'
      readonly version: number
      readonly memberIds: readonly string[]
    }
  | {
      /** A version of the plan waits for the word of these. */
      readonly kind: 'plan.submitted'
      readonly version: number
      readonly memberIds: readonly string[]
    }
  | {
      readonly kind: 'backup.failed'
    }

export type AnnouncementKind = Announcement['kind']
export type AnnouncementOf<K extends AnnouncementKind> = Extract<Announcement, { kind: K }>
