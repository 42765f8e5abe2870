/** The annexes that are made of other sections: the matrix, what we are ready for, people and systems. */
import type { Block } from '../../../../base/document-blocks.ts'
import type { PlanSection } from '../contract/document.ts'
import { matrixOf } from './compose-parts.ts'
import { registerSections } from './compose-register.ts'
import { byLastProof } from './coverage.ts'
import { personOf, type PlanMaterial } from './material.ts'
import { dayWords } from './words/day-words.ts'
import { kindWords } from './words/kind-words.ts'
import { planWords } from './words/plan-words.ts'
import type { PlanLanguage } from './words/words.ts'

export function annexSections(material: PlanMaterial, language: PlanLanguage): PlanSection[] {
  const w = planWords
  const annex = (key: string, title: string, blocks: Block[]): PlanSection => ({
    key,
    title,
    owner: '',
    reviewOn: '',
    blocks,
  })
  const lead = (text: string): Block => ({ kind: 'paragraph', text })
  return [
    annex('matrix', w.matrix[language], [
      lead(w.matrixLead[language]),
      ...matrixOf(material, undefined, language).slice(1),
    ]),
    ...registerSections(material, language),
    annex('coverage', w.coverage[language], [lead(w.coverageLead[language]), coverage(material, language)]),
    annex('people', w.people[language], [people(material, language)]),
    annex('systems', w.systems[language], systems(material, language)),
  ]
}

function coverage(material: PlanMaterial, language: PlanLanguage): Block {
  const w = planWords
  const rows = byLastProof(material.coverage).map(
    ({ kind, playbook, edition, ownerId, trainedOn, provedOn }) => [
      kindWords(kind, language),
      edition === 'own' ? `${playbook} (${w.edition[language]})` : playbook,
      personOf(material, ownerId)?.name ?? w.nobody[language],
      provedOn === null ? w.never[language] : dayWords(provedOn, language),
      trainedOn === null ? w.never[language] : dayWords(trainedOn, language),
    ],
  )
  const head = [w.kind, w.playbook, w.owner, w.exercised, w.trained].map((word) => word[language])
  return { kind: 'table', head, rows }
}

function people(material: PlanMaterial, language: PlanLanguage): Block {
  const w = planWords
  const rows = material.people
    .filter(({ isActive, isOutside }) => isActive && isOutside !== true)
    .map(({ name, phone, nightPhone }) => [name, phone, nightPhone])
  if (rows.length === 0) return { kind: 'paragraph', text: w.none[language] }
  return { kind: 'table', head: [w.who, w.byDay, w.atNight].map((word) => word[language]), rows }
}

/** From so many on single PCs and phones are counted and not named: nobody looks for one of them on paper. */
const mostNamed = 200

function systems(material: PlanMaterial, language: PlanLanguage): Block[] {
  const w = planWords
  const isMany = material.systems.length > mostNamed
  const named = material.systems.filter(({ kind }) => !isMany || (kind !== 'computer' && kind !== 'phone'))
  const rows = named.map(({ name, place, ownerId }) => [name, place, personOf(material, ownerId)?.name ?? ''])
  const others = material.systems.length - named.length
  if (material.systems.length === 0) return [{ kind: 'paragraph', text: w.none[language] }]
  return [
    ...(rows.length === 0
      ? []
      : [
          {
            kind: 'table',
            head: [w.system, w.place, w.who].map((word) => word[language]),
            rows,
          } satisfies Block,
        ]),
    ...(others === 0
      ? []
      : [{ kind: 'paragraph', text: `${w.andDevices[language]} ${others}` } satisfies Block]),
  ]
}
