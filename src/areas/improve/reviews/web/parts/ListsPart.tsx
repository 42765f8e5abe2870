import { Button } from '@mantine/core'
import { useState } from 'react'
import { useEntry } from '../../../../../ui/entry/use-entry.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import lines from '../../../../../ui/lists/lines.module.css'
import { Panels } from '../../../../../ui/panels.tsx'
import { useMay } from '../../../../../ui/session.ts'
import { useText } from '../../../../../ui/text.ts'
import type { PartBodies } from '../../contract/parts.ts'
import { getReview, type ReviewDetail } from '../../contract/review.ts'
import { MomentText } from './MomentText.tsx'
import { useMeasureEntry } from './MeasuresPart.tsx'
import { PartFrame, WordsField } from './PartFrame.tsx'
import { useWriting } from './use-writing.ts'
import classes from '../reviews.module.css'

type Listed = PartBodies['lists']['well'][number]
type Moments = NonNullable<ReviewDetail['record']>['timeline']['moments']

/** What went well and what to improve: two lists, neither empty, each entry tied to the moments it rests on. */
export function ListsPart({ review }: { readonly review: ReviewDetail }) {
  const text = useText('reviews')
  const writing = useWriting(review, 'lists')
  const { body, change, mayWrite } = writing
  const moments = review.record?.timeline.moments ?? []
  return (
    <PartFrame review={review} name="lists" writing={writing}>
      <div className={classes.stack}>
        {(['well', 'better'] as const).map((list) => (
          <OneList
            key={list}
            list={list}
            reviewId={review.id}
            items={body[list]}
            moments={moments}
            mayWrite={mayWrite}
            onChange={(items) => change({ [list]: items })}
          />
        ))}
        {review.incidentId !== null && mayWrite && (
          <Panels
            of="suggestions"
            subject={{
              id: review.incidentId,
              stream: review.incidentId,
              chosen: { purpose: 'lessons' },
              places: (['better', 'well'] as const).map((name) => ({ name, label: text(`lists.${name}`) })),
              onWords: (sentences, place) => {
                const list = place === 'well' ? 'well' : 'better'
                const added = sentences.map((words) => ({ text: words, moments: [], improvementId: null }))
                change({ [list]: [...body[list], ...added] })
              },
            }}
          />
        )}
      </div>
    </PartFrame>
  )
}

interface ListProps {
  readonly list: 'well' | 'better'
  readonly reviewId: string
  readonly items: readonly Listed[]
  readonly moments: Moments
  readonly mayWrite: boolean
  readonly onChange: (items: Listed[]) => void
}

function OneList({ list, reviewId, items, moments, mayWrite, onChange }: ListProps) {
  const text = useText('reviews')
  const [typed, setTyped] = useState('')
  const add = () => {
    if (typed.trim() === '') return
    onChange([...items, { text: typed.trim(), moments: [], improvementId: null }])
    setTyped('')
  }
  const set = (at: number, said: Partial<Listed>) =>
    onChange(items.map((one, place) => (place === at ? { ...one, ...said } : one)))
  return (
    <Section title={text(`lists.${list}`)}>
      {items.map((item, at) => (
        // Its place is all that names an entry while its words change.
        <ListedItem
          key={at}
          {...{ list, reviewId, item, moments, mayWrite }}
          onChange={(said) => set(at, said)}
          onDrop={() => onChange(items.filter((_one, place) => place !== at))}
        />
      ))}
      {items.length === 0 && <p className={classes.ask}>{text('lists.none')}</p>}
      {mayWrite && (
        <form
          data-no-print
          onSubmit={(event) => {
            event.preventDefault()
            add()
          }}
        >
          <WordsField
            label={text(`lists.${list}New`)}
            value={typed}
            max={1000}
            rows={1}
            mayWrite
            onChange={setTyped}
          />
          <Button type="submit" variant="default" mt="xs">
            {text('lists.add')}
          </Button>
        </form>
      )}
    </Section>
  )
}

interface ItemProps {
  readonly list: 'well' | 'better'
  readonly reviewId: string
  readonly item: Listed
  readonly moments: Moments
  readonly mayWrite: boolean
  readonly onChange: (said: Partial<Listed>) => void
  readonly onDrop: () => void
}

function ListedItem({ list, reviewId, item, moments, mayWrite, onChange, onDrop }: ItemProps) {
  const text = useText('reviews')
  const [isTying, setTying] = useState(false)
  const mayPropose = useMay('improvement.propose')
  const { ask, dialog } = useEntry([getReview])
  const entry = useMeasureEntry(reviewId, item.text.slice(0, 200), list === 'well' ? 'procedure' : 'engineer')
  const tied = moments.filter((one) => item.moments.includes(one.entry))
  return (
    <div className={classes.entry}>
      <WordsField
        label={text('lists.entry')}
        value={item.text}
        max={1000}
        rows={1}
        mayWrite={mayWrite}
        onChange={(words) => onChange({ text: words })}
      />
      {tied.map((one) => (
        <p key={one.entry} className={classes.ask}>
          #{one.entry} <MomentText at={one.at} /> · {one.words}
        </p>
      ))}
      {mayWrite && (
        <div className={lines.acts} data-no-print>
          {moments.length > 0 && (
            <Button variant="default" aria-expanded={isTying} onClick={() => setTying(!isTying)}>
              {text(item.moments.length === 0 ? 'lists.tie' : 'lists.tieMore')}
            </Button>
          )}
          {mayPropose && (
            <Button variant="default" className={classes.long} onClick={() => ask(entry)}>
              {text(list === 'well' ? 'lists.keep' : 'lists.change')}
            </Button>
          )}
          <Button variant="default" onClick={onDrop}>
            {text('drop')}
          </Button>
        </div>
      )}
      {isTying && mayWrite && (
        <MomentPicker
          moments={moments}
          chosen={item.moments}
          onChange={(next) => onChange({ moments: next })}
        />
      )}
      {dialog}
    </div>
  )
}

interface PickerProps {
  readonly moments: Moments
  readonly chosen: readonly number[]
  readonly onChange: (chosen: number[]) => void
}

function MomentPicker({ moments, chosen, onChange }: PickerProps) {
  const text = useText('reviews')
  return (
    <fieldset className={classes.oneOf}>
      <legend>{text('lists.moments')}</legend>
      <div className={classes.moments}>
        {moments.map(({ entry, at, words, by }) => (
          <label key={entry}>
            <input
              type="checkbox"
              checked={chosen.includes(entry)}
              onChange={(event) =>
                onChange(
                  event.currentTarget.checked
                    ? [...chosen, entry].slice(-20)
                    : chosen.filter((one) => one !== entry),
                )
              }
            />
            <span>
              #{entry} <MomentText at={at} /> · {by} · {words}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
