import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { To } from '../../../../../ui/place.tsx'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import type { Due } from '../../contract.ts'
import { dayWords } from '../../../../../ui/kit/time-words.ts'
import lines from '../../../../../ui/lists/lines.module.css'

/** Days with what is to be done, whose it is and how long it takes; each leads to where it is done. */
export function DueList({
  items,
  hasOwners,
}: {
  readonly items: readonly Due[]
  readonly hasOwners: boolean
}) {
  const text = useText('calendar')
  const language = useLanguage()
  return (
    <ul className={lines.list}>
      {items.map(({ kind, key, title, day, owner, minutes, path, state }) => {
        const sentence = text(`due.${kind}`, { title })
        const when = dayWords(day, language)
        return (
          <li key={`${kind} ${key}`}>
            <span className={lines.words}>
              <strong>{sentence}</strong>
              {state === 'overdue' && <StateMark tone="warn" word={text('overdueSince', { day: when })} />}
              <span className={lines.dim}>
                {[
                  state === 'overdue' ? '' : text('dueOn', { day: when }),
                  text('minutes', { count: minutes }),
                  hasOwners ? owner || text('nobody') : '',
                ]
                  .filter((word) => word !== '')
                  .join(' · ')}
              </span>
            </span>
            {kind !== 'routine' && (
              <To path={path} className={lines.link} aria-label={text('openOf', { title: sentence })}>
                {text('open')}
              </To>
            )}
          </li>
        )
      })}
    </ul>
  )
}
