import { memberRoles, type MemberRole } from '../../../../base/permissions.ts'
import type { FirstHourContacts } from '../../../register/insurance/public.ts'
import type { StandingNotice } from '../../../register/obligations/public.ts'
import type { Person } from '../../../register/people/public/people.ts'
import type { supplierReach } from '../../../register/vendors/public.ts'
import type { Playbook } from '../../playbooks/contract/playbook.ts'
import type { Block, HandoutSection } from '../contract.ts'
import type { HandoutWords } from './words.ts'

/** Who to call first stands first. */
const callFirst: readonly MemberRole[] = ['lead', 'owner', 'responder', 'counsel', 'staff', 'auditor']

/** Everyone who can be called, and, named apart, everyone who cannot. */
export function peopleSection(people: readonly Person[], words: HandoutWords): HandoutSection {
  const order = ({ role }: Person) => [...callFirst, ...memberRoles].indexOf(role)
  const own = people
    .filter(({ role }) => role !== 'guest')
    .toSorted((a, b) => order(a) - order(b) || a.name.localeCompare(b.name, 'en'))
  const hasNumber = ({ phone, nightPhone }: Person) => phone !== '' || nightPhone !== ''
  const reachable = own.filter(hasNumber)
  const mute = own.filter((person) => !hasNumber(person))
  const blocks: Block[] = [paragraph(words.peopleLead)]
  if (reachable.length === 0) blocks.push(paragraph(words.nobody, 'warn'))
  else
    blocks.push({
      kind: 'table',
      columns: [
        text(words.name),
        text(words.role),
        phone(words.byDay),
        phone(words.atNight),
        text(words.mail),
      ],
      rows: reachable.map((one) => [one.name, words.roles[one.role], one.phone, one.nightPhone, one.email]),
    })
  if (mute.length > 0)
    blocks.push(paragraph(`${words.noNumber}: ${mute.map(({ name }) => name).join(', ')}`, 'warn'))
  return { key: 'people', title: words.people, blocks }
}

/** The card of the first minutes of each playbook in use; at most eight steps each. */
export function cardsSection(playbooks: readonly Playbook[], words: HandoutWords): HandoutSection {
  const cards = playbooks
    .filter(({ first15Minutes }) => first15Minutes.length > 0)
    .map(({ title, plainTitle, first15Minutes, doNot }): Block => ({
      kind: 'card',
      // The term of art beside it: somebody may search for either.
      title: `${plainTitle} (${title})`,
      steps: first15Minutes.map((item) => ({
        do: item.do,
        how: item.not === undefined ? item.how : `${item.how} ${item.not}`,
        who: words.steps[item.who],
      })),
      not: doNot.map((item) => `${item.text} ${item.why}`),
    }))
  return { key: 'first_minutes', title: words.cards, blocks: [paragraph(words.cardsLead), ...cards] }
}

/** Insurer, firms on call and suppliers with their numbers. */
export function helpersSection(
  { policies, retainers }: FirstHourContacts,
  suppliers: Awaited<ReturnType<typeof supplierReach>>,
  words: HandoutWords,
): HandoutSection {
  const blocks: Block[] = [heading(words.insurer)]
  if (policies.length === 0) blocks.push(paragraph(words.noInsurer, 'warn'))
  for (const policy of policies) {
    blocks.push({
      kind: 'table',
      columns: [text(words.insurer), text(words.policy), phone(words.hotline), text(words.notice)],
      rows: [
        [
          policy.insurer,
          [policy.name, policy.number].filter((part) => part !== '').join(', '),
          policy.hotline,
          policy.noticeHours === null ? '' : words.noticeWithin(policy.noticeHours),
        ],
      ],
    })
    if (policy.consentWords !== '') blocks.push(paragraph(`${words.consent}: ${policy.consentWords}`, 'warn'))
    if (policy.panel.length > 0) blocks.push(paragraph(`${words.panel}: ${policy.panel.join(', ')}`))
  }
  if (retainers.length > 0)
    blocks.push(heading(words.firms), {
      kind: 'table',
      columns: [
        text(words.firm),
        phone(words.byDay),
        phone(words.atNight),
        text(words.mail),
        text(words.answers),
        text(words.authority),
      ],
      rows: retainers.map((one) => [
        one.name,
        one.phone,
        one.nightPhone,
        one.email,
        one.answerHours === null ? '' : words.hours(one.answerHours),
        one.authority,
      ]),
    })
  blocks.push(heading(words.suppliers), ...supplierBlocks(suppliers, words))
  return { key: 'helpers', title: words.helpers, blocks }
}

/** What the law of the country and the usual contracts demand, each with its source. */
export function clocksSection(
  { reviewedOn, notices }: { readonly reviewedOn: string; readonly notices: readonly StandingNotice[] },
  words: HandoutWords,
): HandoutSection {
  const blocks: Block[] = [paragraph(words.clocksLead)]
  for (const regime of new Set(notices.map((notice) => notice.regime))) {
    const own = notices.filter((notice) => notice.regime === regime)
    blocks.push(heading(regime), {
      kind: 'table',
      columns: [text(words.whom), text(words.within), text(words.from)],
      rows: own.map((notice) => [notice.recipient, withinWords(notice, words), notice.start]),
    })
    const [first] = own
    if (first)
      blocks.push(
        paragraph(
          words.source(
            first.citation,
            reviewedOn,
            own.every(({ isConfirmed }) => isConfirmed),
          ),
          'dim',
        ),
      )
  }
  return { key: 'clocks', title: words.clocks, blocks }
}

function supplierBlocks(suppliers: Awaited<ReturnType<typeof supplierReach>>, words: HandoutWords): Block[] {
  if (suppliers.length === 0) return [paragraph(words.noSupplier, 'dim')]
  const rows = suppliers.flatMap(({ name, does, contacts }) =>
    contacts.length === 0
      ? [[name, does, words.noNumber, '', '', '', '']]
      : contacts.map((one) => [name, does, one.name, one.phone, one.nightPhone, one.email, one.other]),
  )
  const columns = [
    text(words.supplier),
    text(words.does),
    text(words.contact),
    phone(words.byDay),
    phone(words.atNight),
    text(words.mail),
    text(words.other),
  ]
  return [{ kind: 'table', columns, rows }]
}

function withinWords({ deadline }: StandingNotice, words: HandoutWords): string {
  const { unit, value = 0, fixedRule } = deadline
  const span = words.units[unit]?.(value) ?? unit
  return fixedRule === undefined ? span : `${span} (${fixedRule})`
}

function text(title: string) {
  return { title, is: 'text' as const }
}

function phone(title: string) {
  return { title, is: 'phone' as const }
}

function heading(words: string): Block {
  return { kind: 'heading', text: words }
}

function paragraph(words: string, tone: 'plain' | 'dim' | 'warn' = 'plain'): Block {
  return { kind: 'paragraph', text: words, tone }
}
