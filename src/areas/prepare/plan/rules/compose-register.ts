/** The annexes that come from the registers: who may decide what, and the firms that help. */
import type { Block } from '../../../../base/document-blocks.ts'
import type { PlanSection } from '../contract/document.ts'
import { tableOf, titled } from './compose-parts.ts'
import { personOf, type PlanMaterial, type PlanSupplier } from './material.ts'
import { chargeOf, voicesIn } from './powers.ts'
import { wordsSaid } from './answers.ts'
import { charges } from './words/charges.ts'
import { dayWords } from './words/day-words.ts'
import { moneyWords } from './words/money-words.ts'
import { planWords } from './words/plan-words.ts'
import { howWords, registerWords, roleWords } from './words/register-words.ts'
import type { PlanLanguage } from './words/words.ts'

export function registerSections(material: PlanMaterial, language: PlanLanguage): PlanSection[] {
  const w = registerWords
  const annex = (key: string, title: string, lead: string, blocks: readonly Block[]): PlanSection => ({
    ...{ key, title, owner: '', reviewOn: '' },
    blocks: [{ kind: 'paragraph', text: lead }, ...blocks],
  })
  const firms = [
    ...insurance(material, language),
    ...retainers(material, language),
    ...suppliers(material, language),
  ]
  return [
    annex('powers', w.powers[language], w.powersLead[language], [
      rights(material, language),
      ...roles(material, language),
      ...mandates(material, language),
    ]),
    // A business that works with nobody has no page that says so.
    ...(firms.length === 0 ? [] : [annex('firms', w.firms[language], w.firmsLead[language], firms)]),
  ]
}

/** Of these three a sum is the question; of the others it would only puzzle. */
const costly: ReadonlySet<string> = new Set(['spend', 'pay', 'engage_help'])

function rights(material: PlanMaterial, language: PlanLanguage): Block {
  const w = registerWords
  const rows = material.powers.rights.map((right) => {
    const { decision, holder, quorum, amount, currency, note } = right
    const charge = charges.find(({ id }) => id === chargeOf(decision))
    const kept = material.charges.find((row) => row.charge === charge?.id)
    const who = (id: string | null | undefined) => personOf(material, id ?? null)?.name ?? ''
    const names = [charge?.words[language] ?? '', who(kept?.accountableId), who(kept?.deputyId)]
    if (holder === null) {
      const limit = decision === 'spend' ? (wordsSaid(material.answers, 'spend_limit') ?? '') : ''
      return [...names, limit, w.notWritten[language]]
    }
    const limit = amount === null ? '' : moneyWords(amount, currency, language)
    const open = costly.has(decision) ? w.noLimit[language] : ''
    const several = w.countOf[language]
      .replace('{count}', String(quorum))
      .replace('{names}', voicesIn(right, material).join(', '))
    const together = quorum > 1 ? several : w.alone[language]
    return [...names, [limit || open, note].filter(Boolean).join('; '), together]
  })
  return tableOf([w.decision, w.decides, planWords.deputy, w.upTo, w.together], rows, language)
}

function roles({ powers }: PlanMaterial, language: PlanLanguage): Block[] {
  const w = registerWords
  const rows = powers.roles.flatMap(({ role, name, holder, deputy }) => {
    const shipped = Object.entries(roleWords).find(([key]) => key === role)?.[1]
    const words = name || shipped?.[language] || role
    return holder === null ? [] : [[words, holder.name, deputy?.name ?? '']]
  })
  return titled(w.roles, tableOf([w.role, planWords.who, planWords.deputy], rows, language), language)
}

/** Only those that both have signed and that begin or run: a draft gives no power. */
function mandates({ powers }: PlanMaterial, language: PlanLanguage): Block[] {
  const w = registerWords
  const rows = powers.mandates
    .filter(({ state }) => state === 'in_force' || state === 'not_begun')
    .map(({ title, holder, decisions, amount, currency, limits, startsOn, endsOn }) => {
      const may = decisions.flatMap(
        (decision) => charges.find(({ id }) => id === chargeOf(decision))?.words[language] ?? [],
      )
      const sum = amount === null ? '' : moneyWords(amount, currency, language)
      return [
        title,
        holder,
        [...may, sum, limits].filter(Boolean).join('; '),
        `${dayWords(startsOn, language)}, ${dayWords(endsOn, language)}`,
      ]
    })
  return titled(w.mandates, tableOf([w.mandate, planWords.who, w.mayDo, w.until], rows, language), language)
}

function insurance({ cover }: PlanMaterial, language: PlanLanguage): Block[] {
  const w = registerWords
  const rows = cover.policies.map(({ name, insurer, number, hotline, noticeHours }) => [
    insurer === '' ? name : insurer,
    [name, number].filter(Boolean).join(', '),
    hotline,
    hoursWords(noticeHours, language),
  ])
  const asked = cover.policies.flatMap(({ consentWords, panel }): Block[] => {
    const title = w.consent[language]
    const firms: Block = { kind: 'paragraph', text: `${w.panel[language]}: ${panel.join(', ')}` }
    return [
      ...(consentWords === '' ? [] : [warning(title, consentWords)]),
      ...(panel.length === 0 ? [] : [firms]),
    ]
  })
  return [
    ...titled(w.insurer, tableOf([w.insurer, w.policy, w.hotline, w.notice], rows, language), language),
    ...asked,
  ]
}

function retainers({ cover }: PlanMaterial, language: PlanLanguage): Block[] {
  const w = registerWords
  const rows = cover.retainers.map(({ name, phone, nightPhone, answerHours, authority }) => [
    name,
    phone,
    nightPhone,
    hoursWords(answerHours, language),
    authority,
  ])
  const head = [w.firm, planWords.byDay, planWords.atNight, w.answers, w.authority]
  return titled(w.onCall, tableOf(head, rows, language), language)
}

/** So many are named: a list that nobody can look through at night helps nobody. */
const mostSuppliers = 100

/** Those on whom work depends stand first. */
function suppliers(material: PlanMaterial, language: PlanLanguage): Block[] {
  const w = registerWords
  const inOrder = material.suppliers.toSorted((a, b) => Number(b.isReliedOn) - Number(a.isReliedOn))
  const rows = inOrder.slice(0, mostSuppliers).flatMap((one) => supplierRows(one, language))
  const others = inOrder.length - mostSuppliers
  const head = [w.firm, w.does, w.contact, planWords.byDay, planWords.atNight, w.tried]
  return [
    ...titled(w.suppliers, tableOf(head, rows, language), language),
    ...(others <= 0
      ? []
      : [{ kind: 'paragraph', text: `${w.moreSuppliers[language]} ${others}` } satisfies Block]),
  ]
}

function supplierRows({ name, does, contacts }: PlanSupplier, language: PlanLanguage): string[][] {
  if (contacts.length === 0) return [[name, does, planWords.nobody[language], '', '', '']]
  return contacts.map(({ name: contact, phone, nightPhone, confirmedOn, confirmedHow }) => {
    const how = confirmedHow === null ? '' : ` (${howWords[confirmedHow][language]})`
    const tried = confirmedOn === null ? planWords.never[language] : dayWords(confirmedOn, language) + how
    return [name, does, contact, phone, nightPhone, tried]
  })
}

function warning(title: string, line: string): Block {
  return { kind: 'card', title, lines: [line], isWarning: true }
}

function hoursWords(hours: number | null, language: PlanLanguage): string {
  return hours === null ? '' : registerWords.hours[language].replace('{count}', String(hours))
}
