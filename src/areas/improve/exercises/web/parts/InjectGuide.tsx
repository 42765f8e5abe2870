import { useText } from '../../../../../ui/text.ts'
import type { Inject } from '../../contract/scenario.ts'
import classes from '../exercises.module.css'

/** An inject with all that whoever leads has to know of it. */
export function InjectGuide({ inject }: { readonly inject: Inject }) {
  const text = useText('exercises')
  const minutes = inject.at.map((minute) => (minute === null ? '–' : String(minute))).join(' / ')
  return (
    <article className={classes.inject}>
      <Head inject={inject} minutes={text('inject.minutes', { minutes })} />
      <p className={classes.artefact} data-look={inject.look}>
        {inject.text}
      </p>
      <GuideLines inject={inject} />
    </article>
  )
}

function Head({ inject, minutes }: { readonly inject: Inject; readonly minutes: string }) {
  const text = useText('exercises')
  const { title, look, from, to, decision, after } = inject
  return (
    <>
      <h3>{title}</h3>
      <span className={classes.chips}>
        <span className={classes.chip}>{minutes}</span>
        <span className={classes.chip}>{text(`look.${look}`)}</span>
        <span className={classes.chip}>{text('inject.fromTo', { from, to: text(`role.${to}`) })}</span>
        {decision !== undefined && (
          <span className={classes.chip} data-tone="warn">
            {text('inject.forces', { decision: text(`decision.${decision}`) })}
          </span>
        )}
        {after !== undefined && (
          <span className={classes.chip}>
            {text('inject.after', { inject: after.inject, choice: after.choice })}
          </span>
        )}
      </span>
    </>
  )
}

/** What is expected, asked, hinted at and to be noted down. */
export function GuideLines({ inject }: { readonly inject: Inject }) {
  const text = useText('exercises')
  const { expected, questions, hints, redFlags, choices } = inject
  const parts = [
    ['expected', expected],
    ['questions', questions],
    ['hints', hints],
    ['redFlags', redFlags],
  ] as const
  return (
    <>
      {parts.map(([name, words]) =>
        words.length === 0 ? null : (
          <div key={name}>
            <strong>{text(`inject.${name}`)}</strong>
            <ul>
              {words.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </div>
        ),
      )}
      {choices.length > 0 && (
        <div>
          <strong>{text('inject.choices')}</strong>
          <ul>
            {choices.map(({ key, label, outcome }) => (
              <li key={key}>
                {key}) {label} <span className={classes.dim}>→ {outcome}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  )
}
