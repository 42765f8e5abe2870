/** What each of the six phases and the annex on reporting says. */
import type { Playbook } from '../../playbooks/contract/playbook.ts'
import type { Block } from '../../../../base/document-blocks.ts'
import { annexOf, type AnnexRow } from './annex.ts'
import { wordsSaid } from './answers.ts'
import { listOf, spanWords } from './compose-parts.ts'
import { personOf, type PlanMaterial } from './material.ts'
import { contactSlots } from './words/contacts.ts'
import { dayWords } from './words/day-words.ts'
import { kindWords } from './words/kind-words.ts'
import { placeholder, planWords } from './words/plan-words.ts'
import { questionOf, type QuestionId } from './words/questions.ts'
import type { RankedKind } from './words/ranking.ts'
import type { SectionKey } from './words/sections.ts'
import type { PlanLanguage } from './words/words.ts'

type Make = (material: PlanMaterial, language: PlanLanguage) => Block[]

export const phaseBlocks: Readonly<Record<SectionKey, Make>> = {
  prepare,
  detect,
  contain,
  eradicate,
  recover,
  learn,
  reporting,
}

function prepare(material: PlanMaterial, language: PlanLanguage): Block[] {
  const said = (id: QuestionId) => blank(material, id, language)
  const w = planWords
  const ranking = material.ranking.map(({ kind, reasons }) => [
    kindWords(kind as RankedKind, language), // the ranking holds every kind but `other`
    reasons.map(({ because }) => because[language]).join('; '),
  ])
  return [
    {
      kind: 'list',
      isOrdered: false,
      items: [
        `${w.otherChannel[language]}: ${said('other_channel')}`,
        `${w.meetingPlace[language]}: ${said('meeting_place')}`,
        `${w.paperPlace[language]}: ${said('paper_place')}`,
        `${w.spendLimit[language]}: ${said('spend_limit')}`,
      ],
    },
    ...outside(material, language),
    { kind: 'heading', text: w.ranking[language] },
    { kind: 'table', head: [w.kind[language], w.because[language]], rows: ranking },
  ]
}

function outside(material: PlanMaterial, language: PlanLanguage): Block[] {
  const w = planWords
  const rows = material.contacts
    .filter(({ isNeeded, name }) => isNeeded || name !== '')
    .map(({ slot, name, phone, nightPhone, note }) => {
      const role = contactSlots.find(({ id }) => id === slot)?.words[language] ?? slot
      const open = placeholder(`${w.fillIn[language]}: ${role}`)
      return [
        role,
        name === '' ? open : name,
        phone === '' && nightPhone === '' ? open : phone,
        nightPhone,
        note,
      ]
    })
  if (rows.length === 0) return []
  const head = [w.what, w.who, w.byDay, w.atNight, w.note].map((word) => word[language])
  return [
    { kind: 'heading', text: w.outside[language] },
    { kind: 'table', head, rows },
  ]
}

function detect(material: PlanMaterial, language: PlanLanguage): Block[] {
  const signs = picked(material).flatMap(({ kind, playbook }) => {
    const [first, second] = playbook.recognise
    const seen = [first, second].filter((sign) => sign !== undefined)
    return seen.map((sign) => `${kindWords(kind, language)}: ${sign}`)
  })
  return [
    {
      kind: 'card',
      title: planWords.callFirst[language],
      lines: [blank(material, 'report_to', language)],
      isWarning: false,
    },
    ...listOf(planWords.signs[language], signs),
  ]
}

function contain(material: PlanMaterial, language: PlanLanguage): Block[] {
  const chosen = picked(material)
  // Whoever reads German and finds English steps is told why.
  const isForeign = chosen.some(({ playbook }) => (playbook.language ?? 'en') !== language)
  const told: Block[] = isForeign ? [{ kind: 'paragraph', text: planWords.asWritten[language] }] : []
  const cards = chosen.flatMap(({ kind, playbook }): Block[] => [
    { kind: 'heading', text: kindWords(kind, language) },
    {
      kind: 'card',
      title: planWords.first15[language],
      lines: playbook.first15Minutes.map((item, at) => `${at + 1}. ${item.do} ${item.how}`),
      isWarning: false,
    },
    {
      kind: 'card',
      title: planWords.doNot[language],
      lines: playbook.doNot.map(({ text, why }) => `${text} ${why}`),
      isWarning: true,
    },
  ])
  return [...told, ...cards]
}

function eradicate(material: PlanMaterial, language: PlanLanguage): Block[] {
  return picked(material).flatMap(({ kind, playbook }): Block[] => [
    { kind: 'heading', text: kindWords(kind, language) },
    {
      kind: 'card',
      title: planWords.evidence[language],
      lines: playbook.evidenceFirst.map(({ what, where }) => `${what} (${where})`),
      isWarning: true,
    },
    { kind: 'list', items: playbook.phases.eradicate.map(({ title }) => title), isOrdered: true },
  ])
}

function recover(material: PlanMaterial, language: PlanLanguage): Block[] {
  const w = planWords
  const order = material.essential.map(({ name, functions, longestOutageMinutes, cover, provedMinutes }) => [
    name,
    functions.join(', '),
    longestOutageMinutes === null ? '' : spanWords(longestOutageMinutes),
    provedMinutes === null ? w[cover][language] : `${w[cover][language]} (${spanWords(provedMinutes)})`,
  ])
  const backups = material.backups.map(({ name, place, lastProof, isolation }) => [
    name,
    place,
    lastProof === null ? w.never[language] : dayWords(lastProof, language),
    (isolation === 'none' ? w.no : w.yes)[language],
  ])
  const steps = picked(material).flatMap(({ kind, playbook }): Block[] => [
    { kind: 'heading', text: kindWords(kind, language) },
    { kind: 'list', items: playbook.phases.recover.map(({ title }) => title), isOrdered: true },
  ])
  return [
    { kind: 'heading', text: w.order[language] },
    order.length === 0
      ? { kind: 'paragraph', text: w.noEssential[language] }
      : {
          kind: 'table',
          head: [w.system, w.needed, w.longest, w.cover].map((word) => word[language]),
          rows: order,
        },
    ...(backups.length === 0
      ? []
      : ([
          { kind: 'heading', text: w.backups[language] },
          {
            kind: 'table',
            head: [w.what, w.place, w.lastProof, w.outOfReach].map((word) => word[language]),
            rows: backups,
          },
        ] satisfies Block[])),
    ...steps,
  ]
}

function learn(material: PlanMaterial, language: PlanLanguage): Block[] {
  const asked = picked(material).flatMap(({ playbook }) => playbook.learnMore.reviewQuestions)
  return listOf(planWords.reviewQuestions[language], [...new Set(asked)])
}

function reporting(material: PlanMaterial, language: PlanLanguage): Block[] {
  const w = planWords
  const rows = annexOf(material.duties, language)
  // Laws of single states hang on where each person lives: in a plan one sentence stands for all of them.
  const shown = rows.filter(({ key, isSure }) => isSure || !key.startsWith('us.'))
  const kept = material.charges.find(({ charge }) => charge === 'notify')
  const owner = personOf(material, kept?.accountableId ?? null)?.name ?? w.nobody[language]
  const head = [w.law, w.trigger, w.recipient, w.clock, w.form, w.owner].map((word) => word[language])
  const table = (some: readonly AnnexRow[]): Block => ({
    kind: 'table',
    head,
    rows: some.map((row) => [
      sourceOf(row, language),
      row.trigger,
      row.recipient,
      row.clock,
      row.form,
      owner,
    ]),
  })
  const [sure, possible] = [shown.filter(({ isSure }) => isSure), shown.filter(({ isSure }) => !isSure)]
  return [
    { kind: 'paragraph', text: `${w.speaks[language]}: ${blank(material, 'speaks', language)}` },
    { kind: 'heading', text: w.annex[language] },
    ...(language === 'en' ? [] : [{ kind: 'paragraph', text: w.lawLanguage[language] } as const]),
    sure.length === 0 ? { kind: 'paragraph', text: w.noDuties[language] } : table(sure),
    ...(possible.length === 0
      ? []
      : ([{ kind: 'heading', text: w.possible[language] }, table(possible)] satisfies Block[])),
    ...(shown.length === rows.length ? [] : [{ kind: 'paragraph', text: w.usStates[language] } as const]),
  ]
}

function sourceOf({ regime, citation, isConfirmed }: AnnexRow, language: PlanLanguage): string {
  return `${regime}, ${citation}${isConfirmed ? '' : ` (${planWords.unconfirmed[language]})`}`
}

function blank({ answers }: PlanMaterial, id: QuestionId, language: PlanLanguage): string {
  return (
    wordsSaid(answers, id) ?? placeholder(`${planWords.fillIn[language]}: ${questionOf(id).ask[language]}`)
  )
}

/** The kinds that stand in the plan in full, in their order, with what is in use for them. */
function picked({ ranking, playbooks }: PlanMaterial): { kind: RankedKind; playbook: Playbook }[] {
  return ranking.flatMap(({ kind, isPicked }) => {
    const playbook = kind === 'other' || !isPicked ? undefined : playbooks.get(kind)
    return kind === 'other' || playbook === undefined ? [] : [{ kind, playbook }]
  })
}
