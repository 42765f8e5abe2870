import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { To } from '../../../../../ui/place.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { Interview } from '../../contract/answers.ts'
import { kindWords } from '../../rules/words/kind-words.ts'
import type { RankedKind } from '../../rules/words/ranking.ts'
import lines from '../../../../../ui/lists/lines.module.css'
import classes from '../plan.module.css'
import { usePlanLanguage } from './language.ts'

/** What can happen to this business, the likeliest first, each with its reasons. No number: unlike things do not add up. */
export function Ranking({ interview }: { readonly interview: Interview }) {
  const text = useText('plan')
  const language = usePlanLanguage()
  return (
    <>
      <p className={lines.dim}>
        {text('ranking.lead', {
          clocks: interview.brings.clocks.length,
          contacts: interview.brings.contacts.length,
        })}
      </p>
      <ol className={`${lines.list} ${classes.texts}`}>
        {interview.ranking.map(({ kind, isPicked, reasons }) => (
          <li key={kind}>
            <span>
              {/* The ranking holds every kind but `other`. */}
              <To path={`/playbooks/${kind}`}>{kindWords(kind as RankedKind, language)}</To>
              <br />
              <span className={lines.dim}>{reasons.map(({ because }) => because[language]).join('. ')}.</span>
            </span>
            {isPicked && <StateMark tone="active" word={text('ranking.picked')} />}
          </li>
        ))}
      </ol>
    </>
  )
}
