/** Parts that several sections of the plan are made of. */
import type { Block } from '../../../../base/document-blocks.ts'
import { personOf, type PlanMaterial } from './material.ts'
import { charges } from './words/charges.ts'
import { placeholder, planWords } from './words/plan-words.ts'
import type { SectionKey } from './words/sections.ts'
import type { PlanLanguage, Words } from './words/words.ts'

/** Who answers for what in one section, or in all. */
export function matrixOf(
  material: PlanMaterial,
  section: SectionKey | undefined,
  language: PlanLanguage,
): Block[] {
  const rows = charges
    .filter((charge) => section === undefined || charge.section === section)
    .map((charge) => {
      const kept = material.charges.find((row) => row.charge === charge.id)
      const who = (id: string | null | undefined) =>
        personOf(material, id ?? null)?.name ??
        placeholder(`${planWords.fillIn[language]}: ${charge.words[language]}`)
      return [charge.words[language], who(kept?.accountableId), who(kept?.deputyId)]
    })
  if (rows.length === 0) return []
  const head = [planWords.what[language], planWords.accountable[language], planWords.deputy[language]]
  return [
    { kind: 'heading', text: planWords.answersFor[language] },
    { kind: 'table', head, rows },
  ]
}

/** `90` as `1 h 30 min`. */
export function spanWords(minutes: number): string {
  const days = Math.floor(minutes / 1440)
  const hours = Math.floor((minutes % 1440) / 60)
  const rest = minutes % 60
  return [[days, 'd'] as const, [hours, 'h'] as const, [rest, 'min'] as const]
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(' ')
}

/** A list, or nothing when there is nothing to list. */
export function listOf(title: string, items: readonly string[], isOrdered = false): Block[] {
  if (items.length === 0) return []
  return [
    { kind: 'heading', text: title },
    { kind: 'list', items: [...items], isOrdered },
  ]
}

type Table = Extract<Block, { kind: 'table' }>

export function tableOf(head: readonly Words[], rows: readonly string[][], language: PlanLanguage): Table {
  return { kind: 'table', head: head.map((word) => word[language]), rows: [...rows] }
}

/** A heading with its table, or nothing where the table has no row. */
export function titled(title: Words, table: Table, language: PlanLanguage): Block[] {
  return table.rows.length === 0 ? [] : [{ kind: 'heading', text: title[language] }, table]
}
