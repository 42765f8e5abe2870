/** What can be proved, and what of it is shown to somebody outside. */
import { dayAfter } from '../../../../base/calendar-day.ts'
import type { Proof } from '../contract.ts'
import { provedForMonths, type Known } from './failures.ts'

type Provable = Pick<Known, 'backups' | 'policies' | 'exercise' | 'today'>

/** Only what somebody looked at, each with the last day on which it can be said. */
export function proofsOf({ backups, policies, exercise, today }: Provable): Proof[] {
  const restores = backups.flatMap(({ id, name, lastProof, isBroken }): Proof[] => {
    if (lastProof === null || isBroken) return []
    const provedOn = lastProof.testedAt.slice(0, 10)
    const lapsesOn = dayAfter(provedOn, provedForMonths, 'months')
    return [
      {
        key: `restore ${id} ${name}`,
        kind: 'restore',
        name,
        shown: `${lastProof.restored}. ${lastProof.evidence}`,
        provedOn,
        lapsesOn,
        path: `/backups/${id}`,
      },
    ]
  })
  const attested = policies.flatMap(({ id, isInForce, attestations }) =>
    attestations.flatMap(({ statement, proof }): Proof[] =>
      !isInForce || proof === null
        ? []
        : [
            {
              key: `attestation ${id} ${statement}`,
              kind: 'attestation',
              name: statement,
              shown: proof.words,
              provedOn: proof.checkedOn,
              lapsesOn: proof.validUntil,
              path: `/policies/${id}`,
            },
          ],
    ),
  )
  const rehearsed: Proof[] =
    exercise === undefined
      ? []
      : [
          {
            key: 'exercise',
            kind: 'exercise',
            name: exercise.title,
            shown: `INC-${exercise.number}`,
            provedOn: exercise.day,
            lapsesOn: dayAfter(exercise.day, provedForMonths, 'months'),
            path: `/incidents/${exercise.id}`,
          },
        ]
  return [...restores, ...rehearsed, ...attested].filter(({ lapsesOn }) => lapsesOn >= today)
}

/**
 * What a page outside shows: of the proofs of this day those that were chosen. What cannot be said any more is left out,
 * and so is what goes by another name than the one that was looked at when it was chosen.
 */
export function shownOutside(
  proofs: readonly Proof[],
  chosen: readonly string[],
): Omit<Proof, 'key' | 'shown' | 'path'>[] {
  return proofs
    .filter(({ key }) => chosen.includes(key))
    .map(({ kind, name, provedOn, lapsesOn }) => ({
      ...{ kind, provedOn, lapsesOn },
      name: kind === 'exercise' ? '' : name,
    }))
}
