/** Which remedies fit a case, and what to ask where only training was taken up against something that training does not stop. */
import type { Remedy } from '../contract/lessons.ts'
import type { ImprovementState, Strength } from '../contract/words.ts'
import { onlyTraining, trainingQuestion } from './training.ts'

interface TakenUp {
  readonly title: string
  readonly strength: Strength
  readonly kind: string
  readonly state: ImprovementState
}

/** Those of the way in before those of the factors, each once; what was taken up, whatever became of it, is left out. */
export function remediesFor(
  tables: readonly (readonly Remedy[] | undefined)[],
  takenUp: readonly Pick<TakenUp, 'title'>[],
): Remedy[] {
  const known = new Set(takenUp.map(({ title }) => title))
  const byKey = new Map(tables.flatMap((table) => table ?? []).map((remedy) => [remedy.key, remedy]))
  return [...byKey.values()].filter(({ title }) => !known.has(title.en) && !known.has(title.de))
}

/** What training alone does not stop, and what does. */
export function challengeFor(
  { vector, factors }: { readonly vector: string | null; readonly factors: readonly string[] },
  takenUp: readonly TakenUp[],
): Remedy['title'] | null {
  const stands = takenUp.filter(({ state }) => state !== 'refused')
  if (!onlyTraining(stands)) return null
  const isStolen =
    vector === 'stolen_credentials' ||
    factors.some((kind) => kind === 'weak_sign_in' || kind === 'reused_password')
  if (!isStolen) return trainingQuestion(stands) ?? null
  return {
    en: 'Training alone does not stop a stolen password. Add a second factor, or a password manager?',
    de: 'Schulung allein hält ein gestohlenes Passwort nicht auf. Einen zweiten Faktor oder einen Passwort-Manager ergänzen?',
  }
}
