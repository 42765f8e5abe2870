import type { Fact } from '../contract/controls.ts'
import type { ControlState, FactName, PackName } from '../contract/words.ts'

interface EvidenceWords {
  readonly title: string
  readonly lead: string
  readonly version: string
  readonly compared: string
  readonly made: string
  readonly none: string
  readonly shownTitle: string
  readonly openTitle: string
  readonly heading: readonly [string, string, string, string, string, string, string, string, string]
  readonly kinds: Readonly<Record<'daily_use' | 'check', string>>
  readonly states: Readonly<Record<ControlState, string>>
  readonly packs: Readonly<Record<PackName, string>>
  readonly facts: Readonly<Record<FactName, string>>
  /** The same where it speaks against; '' for what never does. */
  readonly against: Readonly<Record<FactName, string>>
  /** Where the register has no supplier at all. */
  readonly noSuppliers: string
}

export const evidenceWords: Readonly<Record<'en' | 'de', EvidenceWords>> = {
  en: {
    title: 'What we can show',
    lead: 'Only what something shows today stands here as shown, with its day and the last day on which it can be said. It is no certificate and no score.',
    version: 'Version',
    compared: 'Ids compared on',
    made: 'Made on',
    none: 'Nothing of this can be shown today.',
    shownTitle: 'Shown',
    openTitle: 'Not shown today',
    heading: ['Control', 'Serves', 'State', 'What shows it', 'Kind', 'By', 'Day', 'Until', 'Where'],
    kinds: { daily_use: 'from daily use', check: 'check by a person' },
    states: {
      against: 'daily use says otherwise',
      no: 'not done',
      open: 'not answered',
      lapsed: 'evidence ran out',
      said: 'said, not shown',
      partly: 'partly done',
      shown: 'shown',
      not_applicable: 'does not apply',
    },
    packs: {
      web_applications: 'Pack against attacks on web applications',
      misconfiguration: 'Pack against wrong settings',
      downloads: 'Pack against bad downloads',
      own_devices: 'Pack for private devices',
      third_parties: 'Pack for outsiders with access',
    },
    facts: {
      roles_filled: 'Each role in an incident has a holder and a deputy.',
      rules_read: '{count} house rules are in force, and everybody read them.',
      things_listed: '{count} systems and devices stand in the register.',
      suppliers_reached: 'A way to reach {count} of {of} suppliers was tried within six months.',
      holes_open: 'No hole of CISA’s list waits for a look in what the register names.',
      second_factor: '{count} of {of} people sign in to Muster with a second factor.',
      staff_trained: '{count} of {of} people hold a training that counts.',
      copies_on_time: '{count} of {of} backups report in time.',
      copy_apart: '{count} of {of} backups are kept apart ({about}).',
      restore_proved: 'A restore from {count} of {of} backups was proved within a year.',
      plan_published: 'Version {count} of the incident plan is in force.',
      exercise_held: 'An incident was rehearsed to its end.',
      tree_tried: 'The call tree was tried in this quarter.',
      network_watched: 'Each part of the network is watched, and somebody made sure.',
      tools_heard: '{count} tools report on everything that is essential.',
      continuity_tried: '{count} of {of} plans for work without systems were gone through.',
      routine_done: 'The routine was done in time: {about}.',
    },
    noSuppliers: 'No supplier is written down, so nobody knows whom to call.',
    against: {
      roles_filled: "A role or a deputy is missing: {about}.",
      rules_read: "House rules that are old or not read by all: {about}.",
      things_listed: "",
      suppliers_reached: "No way to reach them was tried within six months: {about}.",
      holes_open: "{count} holes that attackers use are in something of the register, and nobody has looked since.",
      second_factor: "Only {count} of {of} people sign in to Muster with a second factor.",
      staff_trained: "Only {count} of {of} people hold a training that counts.",
      copies_on_time: "Backups that are late or failed: {about}.",
      copy_apart: "No backup is kept apart from the network.",
      restore_proved: "No restore was proved within a year from: {about}.",
      plan_published: "Version {count} of the plan is older than a year.",
      exercise_held: "The last rehearsal is more than a year ago.",
      tree_tried: "The call tree was not tried in this quarter.",
      network_watched: "{count} gaps in watching the network.",
      tools_heard: "No tool speaks of: {about}.",
      continuity_tried: "Only {count} of {of} plans for work without systems were gone through in time.",
      routine_done: "",
    },
  },
  de: {
    title: 'Was wir zeigen können',
    lead: 'Als gezeigt steht hier nur, was heute etwas zeigt, mit seinem Tag und dem letzten Tag, an dem man es sagen kann. Es ist kein Zeugnis und keine Note.',
    version: 'Fassung',
    compared: 'Nummern verglichen am',
    made: 'Erstellt am',
    none: 'Davon lässt sich heute nichts zeigen.',
    shownTitle: 'Gezeigt',
    openTitle: 'Heute nicht gezeigt',
    heading: ['Maßnahme', 'Dient', 'Stand', 'Was es zeigt', 'Art', 'Von', 'Tag', 'Bis', 'Wo'],
    kinds: { daily_use: 'aus dem Alltag', check: 'Prüfung durch einen Menschen' },
    states: {
      against: 'der Alltag sagt anderes',
      no: 'nicht getan',
      open: 'nicht beantwortet',
      lapsed: 'Nachweis abgelaufen',
      said: 'gesagt, nicht gezeigt',
      partly: 'teilweise getan',
      shown: 'gezeigt',
      not_applicable: 'trifft nicht zu',
    },
    packs: {
      web_applications: 'Paket gegen Angriffe auf Webanwendungen',
      misconfiguration: 'Paket gegen falsche Einstellungen',
      downloads: 'Paket gegen böse Downloads',
      own_devices: 'Paket für private Geräte',
      third_parties: 'Paket für Fremde mit Zugang',
    },
    facts: {
      roles_filled: 'Jede Rolle in einem Vorfall hat jemanden und eine Vertretung.',
      rules_read: '{count} Hausregeln gelten, und alle haben sie gelesen.',
      things_listed: '{count} Systeme und Geräte stehen im Register.',
      suppliers_reached: 'Bei {count} von {of} Lieferanten wurde binnen sechs Monaten ein Weg ausprobiert.',
      holes_open: 'Keine Lücke der Liste der CISA wartet in dem, was das Register nennt, auf einen Blick.',
      second_factor: '{count} von {of} Leuten melden sich bei Muster mit zweitem Faktor an.',
      staff_trained: '{count} von {of} Leuten haben eine Schulung, die zählt.',
      copies_on_time: '{count} von {of} Backups melden sich rechtzeitig.',
      copy_apart: '{count} von {of} Backups liegen getrennt ({about}).',
      restore_proved: 'Aus {count} von {of} Backups wurde binnen eines Jahres das Zurückspielen bewiesen.',
      plan_published: 'Fassung {count} des Plans gilt.',
      exercise_held: 'Ein Vorfall wurde bis zum Ende geübt.',
      tree_tried: 'Der Rufbaum wurde in diesem Quartal ausprobiert.',
      network_watched: 'Jeder Teil des Netzes wird überwacht, und jemand hat nachgesehen.',
      tools_heard: '{count} Werkzeuge berichten von allem Wesentlichen.',
      continuity_tried: '{count} von {of} Plänen für die Arbeit ohne Systeme wurden durchgegangen.',
      routine_done: 'Die Routine wurde rechtzeitig gemacht: {about}.',
    },
    noSuppliers: 'Kein Lieferant ist eingetragen, niemand weiß also, wen man anruft.',
    against: {
      roles_filled: "Eine Rolle oder Vertretung fehlt: {about}.",
      rules_read: "Hausregeln, die alt oder nicht von allen gelesen sind: {about}.",
      things_listed: "",
      suppliers_reached: "Seit sechs Monaten wurde kein Weg ausprobiert zu: {about}.",
      holes_open: "{count} Lücken, die Angreifer nutzen, sind in etwas aus dem Register, und seither hat niemand nachgesehen.",
      second_factor: "Nur {count} von {of} Leuten melden sich bei Muster mit zweitem Faktor an.",
      staff_trained: "Nur {count} von {of} Leuten haben eine Schulung, die zählt.",
      copies_on_time: "Backups, die verspätet sind oder scheiterten: {about}.",
      copy_apart: "Kein Backup liegt getrennt vom Netz.",
      restore_proved: "Seit einem Jahr kein bewiesenes Zurückspielen aus: {about}.",
      plan_published: "Fassung {count} des Plans ist älter als ein Jahr.",
      exercise_held: "Die letzte Übung ist länger als ein Jahr her.",
      tree_tried: "Der Rufbaum wurde in diesem Quartal nicht ausprobiert.",
      network_watched: "{count} Lücken beim Überwachen des Netzes.",
      tools_heard: "Kein Werkzeug spricht von: {about}.",
      continuity_tried: "Nur {count} von {of} Plänen für die Arbeit ohne Systeme wurden rechtzeitig durchgegangen.",
      routine_done: "",
    },
  },
}

const phrases: Readonly<Record<string, Readonly<Record<'en' | 'de', string>>>> = {
  firewalls: { en: 'firewalls', de: 'Firewalls' },
  settings: { en: 'safe settings', de: 'sichere Einstellungen' },
  updates: { en: 'updates', de: 'Updates' },
  access: { en: 'access of people', de: 'Zugang von Leuten' },
  malware: { en: 'malware', de: 'Schadprogramme' },
  plan: { en: 'plan and prepare', de: 'planen und vorbereiten' },
  detect: { en: 'detect and report', de: 'entdecken und melden' },
  assess: { en: 'assess and decide', de: 'einschätzen und entscheiden' },
  respond: { en: 'respond', de: 'handeln' },
  learn: { en: 'learn', de: 'lernen' },
}

/** An id stands as it is; a theme or a phase in words of our own. */
export function placeWords(place: string, language: 'en' | 'de'): string {
  return phrases[place]?.[language] ?? place
}

/** What daily use says of a control, as a sentence. */
export function factSentence(
  { name, says, count, of, about }: Pick<Fact, 'name' | 'says' | 'count' | 'of' | 'about'>,
  language: 'en' | 'de',
): string {
  const { facts, against, noSuppliers } = evidenceWords[language]
  if (name === 'suppliers_reached' && of === 0) return noSuppliers
  return (says === 'against' ? against : facts)[name]
    .replace('{count}', String(count))
    .replace('{of}', String(of))
    .replace('{about}', about)
}
