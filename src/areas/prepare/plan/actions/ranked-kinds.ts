import type * as z from 'zod'
import type { Context } from '../../../../platform/action.ts'
import type { Because } from '../contract/answers.ts'
import { kindWords } from '../rules/words/kind-words.ts'
import type { RankedKind } from '../rules/words/ranking.ts'
import { gatherAnswers } from './gather.ts'

type Both = z.infer<typeof Because>

/** A kind of incident that can happen here, with its words and why it matters here. */
interface RankedHere {
  readonly kind: RankedKind
  readonly name: Both
  readonly reasons: Both[]
}

/** The kinds that stand in the plan, most likely and worst first, as the answers rank them. */
export async function rankedKinds(context: Context): Promise<RankedHere[]> {
  const { ranking } = await gatherAnswers(context)
  return ranking.flatMap(({ kind, isPicked, reasons }) =>
    kind === 'other' || !isPicked
      ? []
      : [
          {
            kind,
            name: { en: kindWords(kind, 'en'), de: kindWords(kind, 'de') },
            reasons: reasons.map(({ because }) => because),
          },
        ],
  )
}
