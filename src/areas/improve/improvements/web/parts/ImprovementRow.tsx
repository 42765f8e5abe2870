import type { ReactNode } from 'react'
import { dayWords } from '../../../../../ui/kit/time-words.ts'
import { To } from '../../../../../ui/place.tsx'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import type { Improvement } from '../../contract/improvements.ts'
import { ImprovementMarks } from './ImprovementMarks.tsx'
import lines from '../../../../../ui/lists/lines.module.css'

/** Where it is read: what hangs on a case stands under it. */
export function pathOf({ id, origin }: Pick<Improvement, 'id' | 'origin'>): string {
  return origin.incidentId === null
    ? `/improvements/${id}`
    : `/incidents/${origin.incidentId}/improvements/${id}`
}

/** One in a list: what becomes better, whose it is by when, and how it stands. */
export function ImprovementRow({
  improvement,
  children,
}: {
  readonly improvement: Improvement
  /** Verbs of the list that it stands in. */
  readonly children?: ReactNode
}) {
  const text = useText('improvements')
  const language = useLanguage()
  const { title, owner, dueOn, kind, origin } = improvement
  const facts = [
    text(`kind.${kind}`),
    owner === '' ? text('nobody') : text('ownedBy', { name: owner }),
    dueOn === null ? '' : text('dueBy', { day: dayWords(dueOn, language) }),
    origin.incidentNumber === null ? '' : text('ofCase', { number: origin.incidentNumber }),
  ].filter((one) => one !== '')
  return (
    <li>
      <span className={lines.words}>
        <strong>
          <To path={pathOf(improvement)}>{title}</To>
        </strong>
        <span className={lines.dim}>{facts.join(' · ')}</span>
      </span>
      <span className={lines.acts}>
        <ImprovementMarks improvement={improvement} />
        {children}
      </span>
    </li>
  )
}
