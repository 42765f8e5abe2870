/** All that a plan is made of, gathered from the rooms; the rules below it read nothing else. */
import type { Playbook } from '../../playbooks/contract/playbook.ts'
import type { DecisionRight, PowerWarning, StandingRole } from '../../../register/powers/contract/powers.ts'
import type { Mandate } from '../../../register/powers/contract/mandates.ts'
import type { ChargeId } from './words/charges.ts'
import type { ContactSlotId } from './words/contacts.ts'
import type { RankedKind } from './words/ranking.ts'
import type { SectionKey } from './words/sections.ts'
import type { RankedIncident } from '../contract/answers.ts'
import type { Coverage, SectionChange } from '../contract/plan.ts'
import type { JudgedDuty } from './annex.ts'
import type { Answers } from './answers.ts'

export interface PlanPerson {
  readonly id: string
  readonly name: string
  readonly role: string
  readonly phone: string
  readonly nightPhone: string
  readonly isActive: boolean
  /** Somebody who decides and has no account here: named, but not on the list of our own people. */
  readonly isOutside?: true
}

/** What is written under Who decides. */
export interface PlanPowers {
  readonly rights: readonly DecisionRight[]
  readonly roles: readonly StandingRole[]
  readonly mandates: readonly Pick<
    Mandate,
    'title' | 'holder' | 'decisions' | 'amount' | 'currency' | 'limits' | 'startsOn' | 'endsOn' | 'state'
  >[]
  readonly warnings: readonly PowerWarning[]
  /** Somebody began to write it down; before that one sentence says so, and not twenty. */
  readonly isBegun: boolean
}

export interface PlanSupplier {
  readonly id: string
  readonly name: string
  readonly does: string
  readonly isReliedOn: boolean
  readonly contacts: readonly {
    readonly name: string
    readonly phone: string
    readonly nightPhone: string
    /** The last day on which somebody tried it, and how; null for never. */
    readonly confirmedOn: string | null
    readonly confirmedHow: 'called' | 'mailed' | 'met' | 'portal' | null
    /** Not within six months. */
    readonly isStale: boolean
  }[]
}

/** Those outside who stand ready by contract, today. */
export interface PlanCover {
  readonly policies: readonly {
    readonly name: string
    readonly insurer: string
    readonly number: string
    readonly hotline: string
    readonly noticeHours: number | null
    readonly consentWords: string
    readonly panel: readonly string[]
  }[]
  readonly retainers: readonly {
    readonly name: string
    readonly phone: string
    readonly nightPhone: string
    readonly answerHours: number | null
    readonly authority: string
  }[]
}

export interface PlanMaterial {
  readonly organisation: string
  readonly today: string
  readonly answers: Answers
  readonly openQuestions: number
  readonly ranking: readonly RankedIncident[]
  /** Active first, by name; those whom something still names but who are gone come after. */
  readonly people: readonly PlanPerson[]
  readonly sections: readonly {
    readonly section: SectionKey
    readonly ownerId: string | null
    readonly reviewOn: string | null
    readonly words: string
    readonly changedSince: Date | null
    readonly changes: readonly SectionChange[]
  }[]
  readonly charges: readonly {
    readonly charge: ChargeId
    readonly accountableId: string | null
    readonly deputyId: string | null
    /** Written under Who decides, and changed there; '' for words of the plan. */
    readonly from: '' | 'powers'
  }[]
  readonly powers: PlanPowers
  readonly suppliers: readonly PlanSupplier[]
  readonly cover: PlanCover
  /** Somebody stands in the call tree. */
  readonly hasCallTree: boolean
  readonly coverage: readonly Coverage[]
  readonly contacts: readonly {
    readonly slot: ContactSlotId
    readonly name: string
    readonly phone: string
    readonly nightPhone: string
    readonly note: string
    readonly isNeeded: boolean
  }[]
  readonly playbooks: ReadonlyMap<RankedKind, Playbook>
  readonly duties: readonly JudgedDuty[]
  /** What has to come back, the first first. */
  readonly essential: readonly {
    readonly name: string
    readonly functions: readonly string[]
    readonly longestOutageMinutes: number | null
    readonly cover: 'proved' | 'unproved' | 'accepted' | 'open'
    readonly provedMinutes: number | null
  }[]
  readonly systems: readonly {
    readonly name: string
    readonly kind: string
    readonly place: string
    readonly ownerId: string | null
  }[]
  readonly backups: readonly {
    readonly name: string
    readonly place: string
    readonly lastProof: string | null
    readonly isolation: 'none' | 'offline' | 'immutable'
  }[]
  readonly quorum: number
  readonly approvers: number
  /** Of the version that counts; null before the first. */
  readonly unread: number | null
}

export function personOf(material: Pick<PlanMaterial, 'people'>, id: string | null): PlanPerson | undefined {
  return id === null ? undefined : material.people.find((person) => person.id === id)
}
