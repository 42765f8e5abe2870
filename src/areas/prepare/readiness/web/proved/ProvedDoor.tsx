import { call } from '../../../../../ui/client.ts'
import { dayWords } from '../../../../../ui/kit/time-words.ts'
import { DeadLink, outside, useOutside, When } from '../../../../../ui/plain/outside.tsx'
import { PlainButton } from '../../../../../ui/plain/PlainForm.tsx'
import { PlainPage } from '../../../../../ui/plain/PlainPage.tsx'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import lines from '../../../../../ui/lists/lines.module.css'
import { viewReadinessPage } from '../../contract.ts'
import classes from './proved.module.css'

/** `/proved/{token}`: the lines that were chosen for one reader, as far as they hold today; made to be printed as well. */
export function ProvedDoor({ parts }: { readonly parts: Readonly<Record<string, string>> }) {
  const text = useText('proved')
  const language = useLanguage()
  const { answer, failure, again } = useOutside(() =>
    call(viewReadinessPage, { token: parts['token'] ?? '' }, outside),
  )
  if (failure) return <DeadLink failure={failure} onAgain={again} />
  if (!answer) return null
  const { organisation, name, asOf, expiresAt } = answer
  return (
    <PlainPage title={text('title', { organisation })} lead={text('lead', { name })} isWide>
      <div className={classes.stack}>
        <p className={lines.dim}>
          {text('asOf')} <When at={asOf} />
        </p>
        {answer.lines.length === 0 && <p>{text('none')}</p>}
        <ul className={lines.list}>
          {answer.lines.map((line) => (
            <li key={`${line.kind} ${line.name} ${line.provedOn}`}>
              <span className={lines.words}>
                <strong>
                  {text(line.kind, { name: line.name, day: dayWords(line.provedOn, language) })}
                </strong>
                <span className={lines.dim}>
                  {text('lapses', { day: dayWords(line.lapsesOn, language) })}
                </span>
              </span>
            </li>
          ))}
        </ul>
        <p className={lines.dim}>
          {text('proof', { organisation })} {text('until')} <When at={expiresAt} />. {text('counted')}
        </p>
        <div data-no-print>
          <PlainButton isQuiet onClick={() => print()}>
            {text('print')}
          </PlainButton>
        </div>
      </div>
    </PlainPage>
  )
}
