/** What is missing or doubtful in the plan: concrete things with the page on which each is mended. Never a score. */
import { dayAfter } from '../../../../base/calendar-day.ts'
import type { PlanDocument } from '../contract/document.ts'
import { gapKinds, type Gap } from '../contract/plan.ts'
import { personOf, type PlanMaterial } from './material.ts'
import { registerGaps } from './register-gaps.ts'
import { charges } from './words/charges.ts'

const blocking: ReadonlySet<Gap['kind']> = new Set([
  'placeholder',
  'no_accountable',
  'no_deputy',
  'gone',
  'no_playbook',
  'no_kind_owner',
  'no_contact',
  'no_number',
  'no_section_owner',
  'no_review_day',
  'too_few_approvers',
  'mandate_expired',
] satisfies readonly Gap['kind'][])

/** What blocks first, then in the order of the list of kinds. */
export function gapsOf(material: PlanMaterial, document: PlanDocument): Gap[] {
  return [
    ...ofWords(document),
    ...ofCharges(material),
    ...ofSections(material),
    ...ofContacts(material),
    ...ofCoverage(material),
    ...ofApproval(material),
    ...registerGaps(material).map(({ kind, path, ...rest }) => gap(kind, path, rest)),
  ].toSorted(
    (a, b) =>
      Number(b.isBlocking) - Number(a.isBlocking) || gapKinds.indexOf(a.kind) - gapKinds.indexOf(b.kind),
  )
}

function gap(kind: Gap['kind'], path: string, rest: Partial<Gap> = {}): Gap {
  return { kind, path, about: '', name: '', day: '', count: 0, isBlocking: blocking.has(kind), ...rest }
}

/** `[[fill in: …]]`, and what people leave standing when they mean to come back: `TODO`, `TBD`, `____`, `xxx`. */
const leftOpen = /\[\[([^\]]{1,300})\]\]|\b(?:TODO|TBD|FIXME)\b|_{3,}|\bx{3,}\b|\.{5,}/gi

/** Every place of the words where something is still to be filled in, once each. Annexes repeat what stands before. */
export function placeholdersIn(document: PlanDocument): { section: string; words: string }[] {
  const found = new Map<string, { section: string; words: string }>()
  for (const { key, blocks } of document.sections)
    for (const text of blocks.flatMap(textsOf))
      for (const match of text.matchAll(leftOpen)) {
        const words = match[1] ?? match[0]
        if (!found.has(words)) found.set(words, { section: key, words })
      }
  return [...found.values()]
}

function textsOf(block: PlanDocument['sections'][number]['blocks'][number]): readonly string[] {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return [block.text]
    case 'list':
      return block.items
    case 'table':
      return block.rows.flat()
    case 'card':
      return block.lines
  }
}

/** People and contacts that are missing have sentences of their own. */
function ofWords(document: PlanDocument): Gap[] {
  const own = placeholdersIn(document).filter(({ words }) => !isCovered(words, document))
  return own.map(({ section, words }) =>
    gap('placeholder', isQuestion(words) ? '/plan/interview' : `/plan/sections/${section}`, {
      about: section,
      name: words.replace(/^[^:]{3,20}: /, ''),
    }),
  )
}

function isQuestion(words: string): boolean {
  return words.endsWith('?')
}

/** Whether it stands in a table of people, where the sentence on the person says it. */
function isCovered(words: string, document: PlanDocument): boolean {
  const cell = `[[${words}]]`
  return document.sections.some(({ blocks }) =>
    blocks.some((block) => block.kind === 'table' && block.rows.some((row) => row.includes(cell))),
  )
}

function ofCharges(material: PlanMaterial): Gap[] {
  return charges.flatMap(({ id }) => {
    const kept = material.charges.find(({ charge }) => charge === id)
    const path = kept?.from === 'powers' ? '/powers' : '/plan/people'
    const about = id
    const found: Gap[] = []
    const accountable = personOf(material, kept?.accountableId ?? null)
    const deputy = personOf(material, kept?.deputyId ?? null)
    if (accountable === undefined) found.push(gap('no_accountable', path, { about }))
    if (deputy === undefined) found.push(gap('no_deputy', path, { about }))
    for (const person of [accountable, deputy])
      if (person?.isActive === false) found.push(gap('gone', path, { about, name: person.name }))
    return found
  })
}

function ofSections({ sections, today, openQuestions }: PlanMaterial): Gap[] {
  const each = sections.flatMap(({ section: about, ownerId, reviewOn, changedSince, changes }) => {
    const path = `/plan/sections/${about}`
    const found: Gap[] = []
    if (ownerId === null) found.push(gap('no_section_owner', path, { about }))
    if (reviewOn === null) found.push(gap('no_review_day', path, { about }))
    else if (reviewOn < today) found.push(gap('review_over', path, { about, day: reviewOn }))
    if (changedSince !== null)
      found.push(
        gap('section_changed', path, {
          about,
          count: changes.length,
          name: changes.at(-1)?.name ?? '',
          day: changedSince.toISOString().slice(0, 10),
        }),
      )
    return found
  })
  return openQuestions === 0
    ? each
    : [...each, gap('question_open', '/plan/interview', { count: openQuestions })]
}

function ofContacts({ contacts }: PlanMaterial): Gap[] {
  return contacts
    .filter(({ isNeeded }) => isNeeded)
    .flatMap(({ slot: about, name, phone, nightPhone }) => {
      if (name === '') return [gap('no_contact', '/plan/contacts', { about })]
      return phone === '' && nightPhone === '' ? [gap('no_number', '/plan/contacts', { about, name })] : []
    })
}

function ofCoverage({ coverage, today }: PlanMaterial): Gap[] {
  const longAgo = dayAfter(today, -12, 'months')
  return coverage.flatMap(({ kind: about, playbook, ownerId, trainedOn, provedOn, isPicked }) => {
    const path = '/plan/coverage'
    const found: Gap[] = []
    if (playbook === '') found.push(gap('no_playbook', path, { about }))
    if (ownerId === null) found.push(gap('no_kind_owner', path, { about }))
    if (!isPicked) return found
    if (provedOn === null) found.push(gap('never_exercised', path, { about }))
    else if (provedOn < longAgo) found.push(gap('exercised_long_ago', path, { about, day: provedOn }))
    if (trainedOn === null) found.push(gap('never_trained', path, { about }))
    return found
  })
}

function ofApproval({ quorum, approvers, unread }: PlanMaterial): Gap[] {
  return [
    ...(approvers < quorum ? [gap('too_few_approvers', '/people', { count: quorum })] : []),
    ...(unread !== null && unread > 0 ? [gap('unread', '/plan/versions', { count: unread })] : []),
  ]
}
