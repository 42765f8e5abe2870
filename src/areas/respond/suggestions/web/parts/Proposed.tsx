import { Button, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { useAct } from '../../../../../ui/answers.ts'
import { showDone } from '../../../../../ui/kit/notices.tsx'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import type { PanelSubject } from '../../../../../ui/panels.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../../ui/text.ts'
import {
  readSuggestions,
  takeSuggestion,
  type Purpose,
  type SuggestedSentence,
  type Suggestion,
} from '../../contract.ts'
import classes from '../suggestions.module.css'

interface ProposedProps {
  readonly item: Suggestion
  readonly purpose: Purpose
  readonly subject: Pick<PanelSubject, 'places' | 'onWords'>
}

/** What came of one question: by which program, when, and sentence by sentence what it rests on. */
export function Proposed(props: ProposedProps) {
  const text = useText('suggestions')
  const { item } = props
  const { state, trouble, model, host, askedBy, endedAt, askedAt, takenAt, takenBy } = item
  return (
    <article className={classes.proposed} aria-label={text('by', { model })}>
      <p className={classes.mark}>
        <strong>{text('by', { model })}</strong>{' '}
        <span className={classes.dim}>
          {host} · {text('askedBy', { name: askedBy })} · <TimeText at={endedAt ?? askedAt} form="absolute" />
        </span>
      </p>
      {state === 'sending' && <p className={classes.words}>{text('working')}</p>}
      {state === 'failed' && <Notice tone="warn">{text(`trouble.${trouble ?? 'lost'}`, { host })}</Notice>}
      {takenAt !== null && (
        <p className={classes.words}>
          {text('taken', { name: takenBy ?? '' })} <TimeText at={takenAt} form="absolute" />
        </p>
      )}
      {state === 'answered' && <Choice {...props} />}
    </article>
  )
}

/** Nothing is ticked that rests on nothing. */
function isTicked({ warnings }: SuggestedSentence): boolean {
  return warnings.length === 0
}

function Choice({ item, purpose, subject: { places = [], onWords } }: ProposedProps) {
  const text = useText('suggestions')
  const [chosen, setChosen] = useState(() =>
    item.sentences.flatMap((sentence, at) => (isTicked(sentence) ? [at] : [])),
  )
  const [place, setPlace] = useState(places[0]?.name ?? '')
  const take = useAct(takeSuggestion, {
    refreshes: [readSuggestions],
    onDone: () => {
      onWords?.(
        chosen.toSorted((a, b) => a - b).flatMap((at) => item.sentences[at]?.text ?? []),
        place,
      )
      showDone(text(onWords ? 'placed' : 'kept'))
    },
  })
  return (
    <>
      {item.takenAt === null && <p className={classes.dim}>{text('notYours')}</p>}
      <ul className={classes.sentences}>
        {item.sentences.map((sentence, at) => (
          <li key={`${at} ${sentence.text}`}>
            <label className={classes.check}>
              <input
                type="checkbox"
                checked={chosen.includes(at)}
                onChange={(event) =>
                  setChosen(
                    event.currentTarget.checked ? [...chosen, at] : chosen.filter((one) => one !== at),
                  )
                }
              />
              <span>{sentence.text}</span>
            </label>
            <Grounds sentence={sentence} />
          </li>
        ))}
      </ul>
      {take.error && <Notice tone="bad">{take.error.message}</Notice>}
      <div className={classes.buttons}>
        {places.length > 0 && (
          <NativeSelect
            label={text('where')}
            value={place}
            data={places.map(({ name, label }) => ({ value: name, label }))}
            onChange={(event) => setPlace(event.currentTarget.value)}
          />
        )}
        <Button
          variant="default"
          disabled={chosen.length === 0}
          loading={take.isPending}
          onClick={() => take.mutate({ id: item.id, sentences: chosen })}
        >
          {text(purpose === 'signal' ? 'keep' : 'take', { count: chosen.length })}
        </Button>
      </div>
    </>
  )
}

/** The lines it rests on, those that there are not, and what to look at twice. */
function Grounds({ sentence: { lines, struck, warnings } }: { readonly sentence: SuggestedSentence }) {
  const text = useText('suggestions')
  return (
    <div className={classes.grounds}>
      {warnings.map((warning) => (
        <span key={warning} className={classes.warn}>
          {text(`warning.${warning}`)}
        </span>
      ))}
      {struck.length > 0 && (
        <span className={classes.warn}>
          {text('struck', { count: struck.length, ids: struck.join(', ') })}
        </span>
      )}
      {lines.length > 0 && (
        <details>
          <summary>{text('rests', { ids: lines.map(({ id }) => nameOf(id)).join(', ') })}</summary>
          <ul>
            {lines.map(({ id, text: words }) => (
              <li key={id}>
                <strong>{nameOf(id)}</strong> {words}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}

/** Entries of the timeline are called there by their number. */
function nameOf(id: string): string {
  return /^L\d+$/.test(id) ? `#${id.slice(1)}` : id
}
