import { useText } from '../../../../../ui/text.ts'
import type { Questionnaire } from '../../contract/questionnaire.ts'
import { methods } from '../../rules/weighing.ts'
import classes from '../parts/duties.module.css'

/** Question by question, as it was answered. */
export function Answers({ one: { kind, answers, factsHash } }: { readonly one: Questionnaire }) {
  const text = useText('weighing')
  return (
    <>
      <dl>
        {answers.map(({ question, choice, reason }) => (
          <div key={question}>
            <dt>{text(`kind.${kind}.${question}.ask`)}</dt>
            <dd>
              {text(`kind.${kind}.${question}.${choice}`)}
              {reason !== '' && <span className={classes.dim}> · {reason}</span>}
            </dd>
          </div>
        ))}
      </dl>
      <p className={classes.dim}>
        {methods[kind].source.citation} ({text('unread')}). {text('facts', { hash: factsHash.slice(0, 12) })}
      </p>
    </>
  )
}
