import { To } from '../../../../../ui/place.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { Gap } from '../../contract/plan.ts'
import { gapSentence } from '../../rules/gap-sentences.ts'
import lines from '../../../../../ui/lists/lines.module.css'
import classes from '../plan.module.css'
import { usePlanLanguage } from './language.ts'

/** What is missing, each with the one link to where it is mended. */
export function Gaps({ gaps }: { readonly gaps: readonly Gap[] }) {
  const text = useText('plan')
  const language = usePlanLanguage()
  return (
    <ul className={`${lines.list} ${classes.texts}`}>
      {gaps.map((gap) => {
        const sentence = gapSentence(gap, language)
        return (
          <li key={`${gap.kind} ${gap.about} ${gap.name} ${gap.day}`}>
            <span>{sentence}</span>
            <To path={gap.path} className={lines.link} aria-label={`${text('mend')}: ${sentence}`}>
              {text('mend')}
            </To>
          </li>
        )
      })}
    </ul>
  )
}
