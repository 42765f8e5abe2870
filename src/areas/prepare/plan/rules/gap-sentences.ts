/** What is missing, as a sentence that says what it is about and what to do. The list and a refusal say the same. */
import type { Gap } from '../contract/plan.ts'
import { charges } from './words/charges.ts'
import { contactSlots } from './words/contacts.ts'
import { dayWords } from './words/day-words.ts'
import { kindWords } from './words/kind-words.ts'
import { registerWords, roleWords } from './words/register-words.ts'
import { usual, type RankedKind } from './words/ranking.ts'
import { sections, sectionKeys } from './words/sections.ts'
import { words, type PlanLanguage, type Words } from './words/words.ts'

/** `{about}`, `{name}`, `{names}` (with how many more), `{day}` and `{count}` are filled in. */
const sentences: Readonly<Record<Gap['kind'], Words>> = {
  placeholder: words('“{about}” has a blank: {name}', '„{about}“ hat eine Lücke: {name}'),
  no_accountable: words('Nobody answers for this: {about}', 'Dafür steht niemand ein: {about}'),
  no_deputy: words('Nobody stands in for this: {about}', 'Dafür gibt es keine Vertretung: {about}'),
  gone: words(
    '{name} is not here any more and was to do this: {about}',
    '{name} ist nicht mehr da und sollte das tun: {about}',
  ),
  no_playbook: words('There is no playbook for this: {about}', 'Dafür gibt es keine Anleitung: {about}'),
  no_kind_owner: words(
    'Nobody looks after the playbook for this: {about}',
    'Die Anleitung dafür pflegt niemand: {about}',
  ),
  no_contact: words('Nobody is named for this: {about}', 'Dafür ist niemand genannt: {about}'),
  no_number: words(
    'There is no telephone number of {name} ({about})',
    'Es gibt keine Telefonnummer von {name} ({about})',
  ),
  no_section_owner: words(
    'Nobody keeps the section “{about}” true',
    'Den Abschnitt „{about}“ hält niemand aktuell',
  ),
  no_review_day: words(
    'The section “{about}” has no day on which somebody looks at it again',
    'Der Abschnitt „{about}“ hat keinen Tag, an dem ihn jemand wieder ansieht',
  ),
  too_few_approvers: words(
    'Fewer people may approve than the {count} who must. Invite another lead, or ask for fewer',
    'Weniger Menschen dürfen zustimmen als die {count}, die es müssen. Laden Sie noch jemanden ein oder verlangen Sie weniger',
  ),
  mandate_expired: words(
    'The mandate “{about}” ran out on {day}. Renew it, or end it',
    'Die Vollmacht „{about}“ ist am {day} abgelaufen. Erneuern oder beenden Sie sie',
  ),
  powers_open: words(
    'Nobody has written down who may decide what, up to what sum and with whom',
    'Niemand hat festgehalten, wer was entscheiden darf, bis zu welcher Summe und mit wem',
  ),
  right_open: words(
    'Nobody is named under Who decides for this: {about}',
    'Unter „Wer entscheidet“ ist dafür niemand genannt: {about}',
  ),
  right_quorum: words(
    'More people have to agree than there are: {about}',
    'Es müssen mehr Menschen zustimmen, als da sind: {about}',
  ),
  role_nobody: words('Nobody holds this role: {about}', 'Diese Rolle hat niemand: {about}'),
  role_left: words(
    'Whoever held this role is not here any more: {about}',
    'Wer diese Rolle hatte, ist nicht mehr da: {about}',
  ),
  role_no_deputy: words(
    'Nobody stands in for {name} in this role: {about}',
    'In dieser Rolle vertritt niemand {name}: {about}',
  ),
  mandate_unsigned: words(
    'The mandate “{about}” waits for a signature and gives no power yet',
    'Die Vollmacht „{about}“ wartet auf eine Unterschrift und gilt noch nicht',
  ),
  mandate_missing: words(
    '{name} has no signed mandate for this role: {about}',
    '{name} hat keine unterschriebene Vollmacht für diese Rolle: {about}',
  ),
  no_call_tree: words(
    'Nobody stands in the call tree: say who calls whom when mail is down',
    'In der Telefonkette steht niemand: Sagen Sie, wer wen anruft, wenn die Mail ausfällt',
  ),
  supplier_no_number: words(
    'There is no telephone number of a supplier you depend on: {names}',
    'Es gibt keine Telefonnummer von Lieferanten, auf die Sie angewiesen sind: {names}',
  ),
  supplier_no_night: words(
    'There is no number for the night of a supplier you depend on: {names}',
    'Es gibt keine Nummer für die Nacht von Lieferanten, auf die Sie angewiesen sind: {names}',
  ),
  supplier_untried: words(
    'Nobody has tried the contact of a supplier you depend on for six months: {names}',
    'Seit sechs Monaten hat niemand den Kontakt von Lieferanten erprobt, auf die Sie angewiesen sind: {names}',
  ),
  section_changed: words(
    'Something on which “{about}” rests has changed since {day}. Look at it and say so',
    'Etwas, worauf „{about}“ beruht, hat sich seit {day} geändert. Sehen Sie es an und sagen Sie es',
  ),
  review_over: words(
    '“{about}” should have been looked at by {day}',
    '„{about}“ hätte bis {day} angesehen werden sollen',
  ),
  never_exercised: words('This was never rehearsed: {about}', 'Das wurde nie geübt: {about}'),
  exercised_long_ago: words(
    'This was last rehearsed on {day}: {about}',
    'Das wurde zuletzt am {day} geübt: {about}',
  ),
  never_trained: words('Staff were never shown this: {about}', 'Das wurde nie gezeigt: {about}'),
  question_open: words(
    '{count} questions on your business are open',
    '{count} Fragen zu Ihrem Betrieb sind offen',
  ),
  unread: words(
    '{count} people have not said that they read the plan',
    '{count} Menschen haben noch nicht gesagt, dass sie den Plan gelesen haben',
  ),
}

export function gapSentence(gap: Gap, language: PlanLanguage = 'en'): string {
  const values: Readonly<Record<string, string>> = {
    about: aboutWords(gap.about, language),
    name: gap.name,
    names: gap.count === 0 ? gap.name : andMore(gap, language),
    day: dayWords(gap.day, language),
    count: String(gap.count),
  }
  return sentences[gap.kind][language].replaceAll(/\{(\w+)\}/g, (_, key: string) => values[key] ?? '')
}

function andMore({ name, count }: Gap, language: PlanLanguage): string {
  return registerWords.andMore[language].replace('{names}', name).replace('{count}', String(count))
}

/** A section, an action, a contact, a role or a kind of incident, as people call it. */
function aboutWords(about: string, language: PlanLanguage): string {
  const section = sectionKeys.find((key) => key === about)
  if (section !== undefined) return sections[section].title[language]
  const charge = charges.find(({ id }) => id === about)
  if (charge !== undefined) return charge.words[language]
  const slot = contactSlots.find(({ id }) => id === about)
  if (slot !== undefined) return slot.words[language]
  const role = Object.entries(roleWords).find(([key]) => key === about)?.[1]
  if (role !== undefined) return role[language]
  return about in usual ? kindWords(about as RankedKind, language) : about // a key of the table
}
