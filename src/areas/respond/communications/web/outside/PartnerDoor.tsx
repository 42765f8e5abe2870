import { call } from '../../../../../ui/client.ts'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { PlainPage } from '../../../../../ui/plain/PlainPage.tsx'
import { useText } from '../../../../../ui/text.ts'
import { viewPartnerPage } from '../../contract/outside.ts'
import { lineKinds } from '../../contract/statement-words.ts'
import { DeadLink, outside, useOutside, When } from '../../../../../ui/plain/outside.tsx'
import classes from './outside.module.css'

/** `/shared/{token}`: what one partner was given to read, and nothing beside it. */
export function PartnerDoor({ parts }: { readonly parts: Readonly<Record<string, string>> }) {
  const text = useText('outside')
  const { answer, failure, again } = useOutside(() =>
    call(viewPartnerPage, { token: parts['token'] ?? '' }, outside),
  )
  if (failure) return <DeadLink failure={failure} onAgain={again} />
  if (!answer) return null
  const { organisation, name, content, isExercise } = answer
  return (
    <PlainPage title={text('for', { name })} lead={text('shared', { organisation })} isWide>
      <div className={classes.stack}>
        {isExercise && <Notice tone="warn">{text('exercise')}</Notice>}
        <p className={classes.dim}>
          {text('asOf')} <When at={answer.sharedAt} />
        </p>
        {content.note !== '' && <p className={classes.words}>{content.note}</p>}
        {lineKinds.map((kind) => {
          const lines = content.lines.filter(({ what }) => what === kind)
          return (
            lines.length > 0 && (
              <section key={kind}>
                <h2>{text(`line.${kind}`)}</h2>
                <ul>
                  {lines.map((line) => (
                    <li key={line.text}>{line.text}</li>
                  ))}
                </ul>
              </section>
            )
          )
        })}
        <p className={classes.dim}>
          {text('private')} {text('doubt', { organisation })} {text('until')} <When at={answer.expiresAt} />.
        </p>
      </div>
    </PlainPage>
  )
}
