import type { LeafKind } from '../../../../../base/leaf-kinds.ts'
import { words, type Words } from './words.ts'

/** The six phases and the annex on reporting: each has an owner and a day of review. */
export const sectionKeys = [
  'prepare',
  'detect',
  'contain',
  'eradicate',
  'recover',
  'learn',
  'reporting',
] as const
export type SectionKey = (typeof sectionKeys)[number]

export interface SectionWords {
  readonly title: Words
  readonly lead: Words
}

export const sections: Readonly<Record<SectionKey, SectionWords>> = {
  prepare: {
    title: words('Prepare', 'Vorbereiten'),
    lead: words(
      'Whom to call, how to talk, and what can happen to us.',
      'Wen man ruft, wie man redet und was uns passieren kann.',
    ),
  },
  detect: {
    title: words('Notice', 'Bemerken'),
    lead: words(
      'Anybody may report anything odd. Nobody is blamed for a false alarm.',
      'Alle dürfen alles Seltsame melden. Niemand wird für einen Fehlalarm getadelt.',
    ),
  },
  contain: {
    title: words('Stop it', 'Stoppen'),
    lead: words(
      'The first fifteen minutes for what is most likely here. Do the steps in their order.',
      'Die ersten fünfzehn Minuten für das, was hier am ehesten passiert. Gehen Sie der Reihe nach vor.',
    ),
  },
  eradicate: {
    title: words('Remove the cause', 'Ursache entfernen'),
    lead: words(
      'Save traces first. Nothing is wiped before somebody who answers for it says so.',
      'Zuerst Spuren sichern. Nichts wird gelöscht, bevor es die verantwortliche Person sagt.',
    ),
  },
  recover: {
    title: words('Get back to work', 'Zurück zur Arbeit'),
    lead: words(
      'What comes back first, from which backup, and who lets it back in.',
      'Was zuerst zurückkommt, aus welcher Sicherung und wer es freigibt.',
    ),
  },
  learn: {
    title: words('Learn', 'Lernen'),
    lead: words(
      'Within two weeks of the end: what helped, what hindered, what changes. No blame.',
      'Innerhalb von zwei Wochen nach dem Ende: was half, was hinderte, was sich ändert. Ohne Schuldfrage.',
    ),
  },
  reporting: {
    title: words('Whom we must tell', 'Wen wir verständigen müssen'),
    lead: words(
      'Which law or contract asks for what by when. This is information: a person decides, with a lawyer where it counts.',
      'Welches Gesetz oder welcher Vertrag was bis wann verlangt. Das ist Information: Ein Mensch entscheidet, wo es darauf ankommt mit Rechtsbeistand.',
    ),
  },
}

const everywhere: readonly SectionKey[] = sectionKeys
type Noun = LeafKind extends `${infer N}.${string}` ? N : never

/**
 * On what the sections rest, by the noun of the ledger's leaves: whatever of these changes, they need another look.
 * A noun that is not named here changes nothing that the plan says.
 */
const restsOn: Readonly<Partial<Record<Noun, readonly SectionKey[]>>> = {
  tenant: ['reporting'],
  profile: ['contain', 'eradicate', 'reporting'],
  answer: everywhere,
  member: ['prepare', 'detect'],
  contact: ['prepare'],
  calltree: ['prepare'],
  mandate: ['prepare', 'contain'],
  power: ['prepare', 'contain'],
  asset: ['contain', 'recover'],
  function: ['recover'],
  vendor: ['prepare', 'contain'],
  vendor_contact: ['prepare'],
  contract: ['reporting'],
  policy: ['prepare', 'reporting'],
  retainer: ['prepare'],
  copy: ['recover'],
  gap: ['recover'],
  playbook: ['contain', 'eradicate', 'recover', 'learn'],
  risk: ['prepare', 'contain', 'recover'],
}
const restingOn: ReadonlyMap<string, readonly SectionKey[]> = new Map(Object.entries(restsOn))

/** Leaves of these nouns that change nothing on which a plan rests: proofs, signs of life, drafts, prints, what happens in an incident. */
const harmless: ReadonlySet<string> = new Set([
  'answer.give',
  'calltree.print',
  'contact.confirm',
  'contract.apart',
  'contract.near',
  'contract.part',
  'copy.beat',
  'copy.fail',
  'copy.late',
  'copy.link',
  'copy.sight',
  'copy.unlink',
  'function.accept',
  'function.stop',
  'mandate.near',
  'mandate.print',
  'member.invite',
  'playbook.create',
  'playbook.discard',
  'playbook.draft',
  'playbook.export',
  'policy.near',
  'retainer.near',
  'vendor_contact.confirm',
] satisfies readonly LeafKind[])

/** The sections that a change of this kind may make untrue. */
export function sectionsRestingOn(kind: LeafKind): readonly SectionKey[] {
  if (harmless.has(kind)) return []
  return restingOn.get(kind.split('.')[0] ?? '') ?? []
}
