/** What of a review goes to whom: allow-listed sections first, then the sharing rules and what a line gives away. Pure. */
import type { FieldClass } from '../../../respond/communications/contract/statement-words.ts'
import type { EditionLine, EditionView } from '../contract/editions.ts'
import type { EditionAudience } from '../contract/words.ts'

/** A line that a review has, with the class by which the sharing rules judge it. */
export interface Material extends EditionLine {
  readonly field: FieldClass
}

/** What judges a line for one audience. */
interface Reader {
  readonly barred: string
  readonly whyWithheld: (line: Pick<Material, 'field' | 'text'>) => string | undefined
}

/** What an audience has use for at all. What stands in no list is shown to nobody outside the review. */
const sectionsFor: Readonly<Record<EditionAudience, readonly EditionLine['section'][]>> = {
  board: ['happened', 'learned', 'well', 'better', 'changes', 'causes', 'costs'],
  staff: ['happened', 'learned', 'well', 'changes'],
  customers: ['happened', 'learned', 'changes'],
  insurer: ['happened', 'learned', 'better', 'changes', 'causes', 'costs'],
  partners: ['happened', 'learned', 'changes', 'causes', 'signs'],
}

const insideAudiences: readonly EditionAudience[] = ['board', 'staff']

/** The lines that this audience may read now, and those kept from it, each with the rule that keeps it. */
export function editionFor(
  material: readonly Material[],
  audience: EditionAudience,
  { reader, isExercise }: { readonly reader: Reader; readonly isExercise: boolean },
): Pick<EditionView, 'lines' | 'withheld' | 'barred'> {
  const isOutside = !insideAudiences.includes(audience)
  const barred =
    isExercise && isOutside ? 'This is a rehearsal: nothing of it goes to people outside.' : reader.barred
  const judged = material
    .filter(({ section }) => sectionsFor[audience].includes(section))
    .map((line) => ({ line, why: reader.whyWithheld(line) }))
  return {
    barred,
    lines: judged.flatMap(({ line: { section, text }, why }) =>
      why === undefined ? [{ section, text }] : [],
    ),
    withheld: judged.flatMap(({ line: { section, text }, why }) =>
      why === undefined ? [] : [{ section, text, why }],
    ),
  }
}
