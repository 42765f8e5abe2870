import { dayWords, spanWords } from '../../../../../ui/kit/time-words.ts'
import lines from '../../../../../ui/lists/lines.module.css'
import { To } from '../../../../../ui/place.tsx'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import type { ReviewDetail } from '../../contract/review.ts'
import { MomentText } from './MomentText.tsx'
import { OneOf, OwnWords, PartFrame, WordsField } from './PartFrame.tsx'
import { ToldTable } from './ToldTable.tsx'
import { useWriting } from './use-writing.ts'
import { yesNo } from './yes-no.ts'
import classes from '../reviews.module.css'

interface PartProps {
  readonly review: ReviewDetail
}

/** Q4: the risk that stood in the register that day, and whether it could have been foreseen. */
export function RisksPart({ review }: PartProps) {
  const text = useText('reviews')
  const language = useLanguage()
  const writing = useWriting(review, 'q4')
  const { body, change, mayWrite } = writing
  const risks = review.record?.risks ?? []
  return (
    <PartFrame review={review} name="q4" writing={writing}>
      <div className={classes.stack}>
        {risks.length === 0 && <p className={classes.ask}>{text('q4.none')}</p>}
        {risks.length > 0 && <p className={classes.ask}>{text('q4.today')}</p>}
        {risks.map(({ id, name, ageDays, likelihood, harm, measures, acceptedUntil, fits }) => (
          <div key={id} className={classes.known}>
            <h3>
              <To path={`/risks/${id}`}>{name}</To>
            </h3>
            <p>
              {ageDays < 0
                ? text('q4.after')
                : text('q4.age', { span: spanWords(ageDays * 86_400_000, language) })}{' '}
              · {text(`fits.${fits}`)} · {text(`likelihood.${likelihood}`)} · {text(`harm.${harm}`)}
            </p>
            {acceptedUntil !== null && (
              <p>{text('q4.accepted', { day: dayWords(acceptedUntil, language) })}</p>
            )}
            {measures !== '' && <p className={classes.said}>{measures}</p>}
          </div>
        ))}
        <OneOf
          label={text('q4.foreseen')}
          value={body.foreseen}
          mayWrite={mayWrite}
          onChange={(foreseen) => change({ foreseen })}
          options={[
            { value: 'yes', label: text('yes') },
            { value: 'partly', label: text('partly') },
            { value: 'no', label: text('no') },
          ]}
        />
        <OneOf
          label={text('q4.knownWeakness')}
          value={body.knownWeakness}
          mayWrite={mayWrite}
          onChange={(knownWeakness) => change({ knownWeakness })}
          options={yesNo(text)}
        />
        <OneOf
          label={text('q4.wasAccepted')}
          value={body.wasAccepted}
          mayWrite={mayWrite}
          onChange={(wasAccepted) => change({ wasAccepted })}
          options={yesNo(text)}
        />
        <OwnWords label={text('q4.words')} writing={writing} />
      </div>
    </PartFrame>
  )
}

/** Q5: each decision with what was known then; what became known later stands apart, as hindsight. */
export function DecisionsPart({ review }: PartProps) {
  const text = useText('reviews')
  const writing = useWriting(review, 'q5')
  const { body, change, mayWrite } = writing
  const decisions = review.record?.decisions ?? []
  const say = (decision: string, rather: string) =>
    change({
      decisions: [
        ...body.decisions.filter((one) => one.decision !== decision),
        ...(rather === '' ? [] : [{ decision, rather, words: '' }]),
      ],
    })
  return (
    <PartFrame review={review} name="q5" writing={writing}>
      <div className={classes.stack}>
        {decisions.length === 0 && <p className={classes.ask}>{text('q5.none')}</p>}
        {decisions.map((one) => (
          <div key={one.id} className={classes.entry}>
            <strong>{one.text}</strong>
            <p className={classes.ask}>
              <MomentText at={one.at} /> · {one.by}
              {one.options.length > 0 && ` · ${text('q5.options')}: ${one.options.join(', ')}`}
            </p>
            <div className={lines.beside}>
              <Facts title={text('q5.known')} none={text('q5.nothingKnown')} facts={one.known} />
              <div className={classes.known}>
                <h3>{text('q5.open')}</h3>
                {one.open.length === 0 ? (
                  <p>{text('q5.nothingOpen')}</p>
                ) : (
                  <ul>
                    {one.open.map((words) => (
                      <li key={words}>{words}</li>
                    ))}
                  </ul>
                )}
              </div>
              <Facts title={text('q5.later')} none={text('q5.nothingLater')} facts={one.later} isLater />
            </div>
            <WordsField
              label={text('q5.rather')}
              hint={text('q5.ratherHint')}
              value={body.decisions.find(({ decision }) => decision === one.id)?.rather ?? ''}
              max={1000}
              mayWrite={mayWrite}
              onChange={(rather) => say(one.id, rather)}
            />
          </div>
        ))}
        <OwnWords label={text('words')} writing={writing} />
      </div>
    </PartFrame>
  )
}

interface FactsProps {
  readonly title: string
  readonly none: string
  readonly facts: readonly { readonly at: string; readonly text: string }[]
  readonly isLater?: boolean
}

function Facts({ title, none, facts, isLater = false }: FactsProps) {
  return (
    <div className={isLater ? `${classes.known} ${classes.later}` : classes.known}>
      <h3>{title}</h3>
      {facts.length === 0 ? (
        <p>{none}</p>
      ) : (
        <ul>
          {facts.map(({ at, text: words }) => (
            <li key={`${at} ${words}`}>
              <MomentText at={at} />: {words}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** Q6: who was told what and when, and until when it would have been of use to them. */
export function ToldPart({ review }: PartProps) {
  const text = useText('reviews')
  const writing = useWriting(review, 'q6')
  const { body, change, mayWrite } = writing
  return (
    <PartFrame review={review} name="q6" writing={writing}>
      <div className={classes.stack}>
        <ToldTable
          told={review.record?.told ?? []}
          untold={review.record?.untold ?? []}
          partners={body.partners}
          mayWrite={mayWrite}
          onChange={(partners) => change({ partners })}
        />
        <To path="/settings/statements" className={lines.link}>
          {text('q6.rules')}
        </To>
        <OwnWords label={text('words')} writing={writing} />
      </div>
    </PartFrame>
  )
}
