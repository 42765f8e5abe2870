/** Training alone rarely holds: what to ask where nothing but training was taken up. */
import type { Strength } from '../contract/words.ts'

/** Whether a list holds training and nothing that holds without people remembering it. An empty list is no training. */
export function onlyTraining(list: readonly { readonly strength: Strength }[]): boolean {
  return list.length > 0 && list.every(({ strength }) => strength === 'train')
}

/** Why a list of preventive improvements cannot stand as it is; undefined when it can. */
export function trainingQuestion(
  list: readonly { readonly strength: Strength; readonly kind: string }[],
): { readonly en: string; readonly de: string } | undefined {
  if (!onlyTraining(list)) return undefined
  return {
    en: 'All of this is training. What would hold even when somebody is tired? Add one thing that works by itself, or say why there is none.',
    de: 'Das alles ist Schulung. Was hielte auch, wenn jemand müde ist? Ergänzen Sie etwas, das von selbst wirkt, oder sagen Sie, warum es nichts gibt.',
  }
}
