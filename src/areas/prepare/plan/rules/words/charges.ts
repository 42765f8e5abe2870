import type { MemberRole } from '../../../../../base/permissions.ts'
import type { SectionKey } from './sections.ts'
import { words, type Words } from './words.ts'

/** A thing that must be done by somebody who answers for it, with another who can stand in. */
export interface Charge {
  readonly id: string
  readonly section: SectionKey
  readonly words: Words
  /** Who is proposed first, by what they may do in this organisation. */
  readonly fits: readonly MemberRole[]
}

const leading: readonly MemberRole[] = ['lead', 'owner', 'responder']
const owning: readonly MemberRole[] = ['owner', 'lead', 'counsel']
const doing: readonly MemberRole[] = ['responder', 'lead', 'owner']

/** The critical actions. Each needs one accountable person and a deputy before the plan can be published. */
export const charges = [
  {
    id: 'keep_plan',
    section: 'prepare',
    fits: leading,
    words: words('Keeps this plan true', 'Hält diesen Plan aktuell'),
  },
  {
    id: 'take_reports',
    section: 'detect',
    fits: leading,
    words: words('Takes reports, day and night', 'Nimmt Meldungen an, Tag und Nacht'),
  },
  {
    id: 'declare',
    section: 'detect',
    fits: leading,
    words: words(
      'Decides that it is an incident, and leads it',
      'Entscheidet, dass es ein Vorfall ist, und führt ihn',
    ),
  },
  {
    id: 'isolate',
    section: 'contain',
    fits: doing,
    words: words('Takes a computer off the network', 'Nimmt einen Rechner vom Netz'),
  },
  {
    id: 'shut_down',
    section: 'contain',
    fits: owning,
    words: words('Stops a service that customers use', 'Schaltet einen Dienst ab, den Kunden nutzen'),
  },
  {
    id: 'lock_accounts',
    section: 'contain',
    fits: doing,
    words: words('Locks accounts and changes passwords', 'Sperrt Konten und ändert Passwörter'),
  },
  {
    id: 'save_evidence',
    section: 'contain',
    fits: doing,
    words: words('Saves traces before anything is wiped', 'Sichert Spuren, bevor etwas gelöscht wird'),
  },
  {
    id: 'wipe',
    section: 'eradicate',
    fits: doing,
    words: words(
      'Decides that something is wiped and set up anew',
      'Entscheidet, dass etwas gelöscht und neu aufgesetzt wird',
    ),
  },
  {
    id: 'restore',
    section: 'recover',
    fits: doing,
    words: words('Brings data back from the backup', 'Holt Daten aus der Sicherung zurück'),
  },
  {
    id: 'release',
    section: 'recover',
    fits: leading,
    words: words(
      'Decides that a system may be used again',
      'Entscheidet, dass ein System wieder benützt wird',
    ),
  },
  {
    id: 'review',
    section: 'learn',
    fits: leading,
    words: words(
      'Holds the look back and sees that it changes something',
      'Hält den Rückblick und sorgt, dass sich etwas ändert',
    ),
  },
  {
    id: 'notify',
    section: 'reporting',
    fits: owning,
    words: words(
      'Tells authorities and those concerned, in time',
      'Verständigt Behörden und Betroffene, rechtzeitig',
    ),
  },
  {
    id: 'go_public',
    section: 'reporting',
    fits: owning,
    words: words('Speaks to customers, staff and press', 'Spricht mit Kunden, Mitarbeitenden und Presse'),
  },
  {
    id: 'engage_help',
    section: 'reporting',
    fits: leading,
    words: words('Calls in outside help and the insurer', 'Holt fremde Hilfe und ruft den Versicherer'),
  },
  {
    id: 'spend',
    section: 'reporting',
    fits: owning,
    words: words('Allows spending in the night', 'Erlaubt Ausgaben in der Nacht'),
  },
  {
    id: 'pay',
    section: 'reporting',
    fits: owning,
    words: words('Answers demands for ransom', 'Antwortet auf Lösegeldforderungen'),
  },
  {
    id: 'call_police',
    section: 'reporting',
    fits: owning,
    words: words('Calls the police', 'Ruft die Polizei'),
  },
] as const satisfies readonly Charge[]
export type ChargeId = (typeof charges)[number]['id']
export const chargeIds: readonly ChargeId[] = charges.map(({ id }) => id)
