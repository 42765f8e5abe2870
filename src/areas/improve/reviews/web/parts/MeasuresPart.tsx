import { Button } from '@mantine/core'
import { useEntry } from '../../../../../ui/entry/use-entry.tsx'
import { dayWords } from '../../../../../ui/kit/time-words.ts'
import lines from '../../../../../ui/lists/lines.module.css'
import { StateMark, type Tone } from '../../../../../ui/marks/StateMark.tsx'
import { To } from '../../../../../ui/place.tsx'
import { peopleAmong, useEvery } from '../../../../../ui/register/known.ts'
import { useMay } from '../../../../../ui/session.ts'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import { listMembers } from '../../../../register/people/contract/people.ts'
import { elements, improvementKinds, strengths } from '../../../improvements/contract/words.ts'
import { proposeFromReview } from '../../contract/measures.ts'
import { getReview, type ReviewDetail } from '../../contract/review.ts'
import { OwnWords, PartFrame, WordsField } from './PartFrame.tsx'
import { useWriting } from './use-writing.ts'
import classes from '../reviews.module.css'

const tones: Readonly<Record<string, Tone>> = {
  proposed: 'unknown',
  accepted: 'active',
  in_progress: 'active',
  done: 'active',
  verified: 'good',
}

/** Q7: what prevents the next one. Something must hold by itself, or somebody says why nothing can. */
export function MeasuresPart({ review }: { readonly review: ReviewDetail }) {
  const text = useText('reviews')
  const language = useLanguage()
  const writing = useWriting(review, 'q7')
  const { body, change, mayWrite } = writing
  const mayPropose = useMay('improvement.propose') && review.state === 'planned'
  const { ask, dialog } = useEntry([getReview])
  const entry = useMeasureEntry(review.id)
  return (
    <PartFrame review={review} name="q7" writing={writing}>
      <div className={classes.stack}>
        <ul className={lines.list}>
          {review.measures.map(({ id, title, kind, strength, state, owner, dueOn }) => (
            <li key={id}>
              <span className={lines.words}>
                <strong>
                  <To path={`/improvements/${id}`}>{title}</To>
                </strong>
                <span className={lines.dim}>
                  {[
                    text(`measure.kind.${kind}`),
                    text(`measure.strength.${strength}`),
                    owner === '' ? text('nobody') : text('ownedBy', { name: owner }),
                    ...(dueOn === null ? [] : [text('dueOn', { day: dayWords(dueOn, language) })]),
                  ].join(' · ')}
                </span>
              </span>
              <StateMark tone={tones[state] ?? 'quiet'} word={text(`measure.state.${state}`)} />
            </li>
          ))}
        </ul>
        {review.measures.length === 0 && <p className={classes.ask}>{text('q7.none')}</p>}
        {mayPropose && (
          <div data-no-print>
            <Button onClick={() => ask(entry)}>{text('q7.propose')}</Button>
          </div>
        )}
        <WordsField
          label={text('q7.onlyTraining')}
          hint={text('q7.onlyTrainingHint')}
          value={body.onlyTraining}
          max={1000}
          mayWrite={mayWrite}
          onChange={(onlyTraining) => change({ onlyTraining })}
        />
        <OwnWords label={text('words')} writing={writing} />
      </div>
      {dialog}
    </PartFrame>
  )
}

/** The dialog that proposes one, with words to begin with. */
export function useMeasureEntry(id: string, title = '', strength: (typeof strengths)[number] = 'engineer') {
  const text = useText('reviews')
  const people = peopleAmong(useEvery(listMembers, {}))
  const choice = (name: 'kind' | 'strength' | 'element', values: readonly string[]) =>
    ({
      kind: 'choice',
      name,
      label: text(`measure.${name}Label`),
      hint: text(`measure.${name}Hint`),
      options: values.map((value) => ({ value, label: text(`measure.${name}.${value}`) })),
    }) as const
  return {
    title: text('q7.propose'),
    lead: text('q7.lead'),
    fields: [
      { kind: 'line', name: 'title', label: text('measure.title') },
      { kind: 'text', name: 'why', label: text('measure.why'), isOptional: true, max: 2000 },
      choice('kind', improvementKinds),
      choice('strength', strengths),
      choice('element', elements),
      {
        kind: 'choice',
        name: 'ownerId',
        label: text('measure.owner'),
        isOptional: true,
        options: people.options,
      },
      { kind: 'day', name: 'dueOn', label: text('measure.dueOn'), isOptional: true },
    ],
    initial: { title, strength, kind: 'prevent', element: 'equipment' },
    endpoint: proposeFromReview,
    given: { id },
    submit: text('q7.propose'),
  } as const
}
