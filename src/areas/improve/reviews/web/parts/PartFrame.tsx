import { Button, Textarea } from '@mantine/core'
import { useId, type ReactNode } from 'react'
import { Behind } from '../../../../../ui/kit/Behind.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { ReviewDetail } from '../../contract/review.ts'
import type { PartName } from '../../contract/words.ts'
import { textsIn } from '../../rules/ending.ts'
import type { Writing } from './use-writing.ts'
import classes from '../reviews.module.css'

interface FrameProps {
  readonly review: ReviewDetail
  readonly name: PartName
  readonly writing: Pick<
    Writing<PartName>,
    | 'state'
    | 'error'
    | 'hints'
    | 'isBehind'
    | 'theirs'
    | 'body'
    | 'writtenBy'
    | 'keepMine'
    | 'forget'
    | 'saveNow'
  >
  readonly children: ReactNode
}

/** A question: what it asks, what the record knows, what people write, and what is still missing in it. */
export function PartFrame({ review, name, writing, children }: FrameProps) {
  const text = useText('reviews')
  const { state, error, hints, isBehind } = writing
  const missing = review.missing.filter(({ part }) => part === name)
  return (
    <Section
      title={text(`part.${name}.title`)}
      actions={
        <span className={classes.saved} role="status">
          {state === 'saved' && review.parts[name].version === 0 ? '' : text(`saving.${state}`)}
        </span>
      }
    >
      <p className={classes.ask}>{text(`part.${name}.ask`)}</p>
      {children}
      {hints.map(({ words, better }) => (
        <Notice key={words} tone="warn" title={text('hint.title', { words })}>
          {text(`hint.${better}`)}
        </Notice>
      ))}
      {isBehind && (
        <Behind
          title={text('behind', { name: writing.writtenBy })}
          texts={{ theirs: textsIn(writing.theirs).join('\n'), mine: textsIn(writing.body).join('\n') }}
          onMine={writing.keepMine}
          onTheirs={writing.forget}
        />
      )}
      {error && !isBehind && (
        <Notice tone="bad">
          <p>{[error.message, ...error.faults.map(({ message }) => message)].join(' ')}</p>
          <Button variant="default" onClick={writing.saveNow}>
            {text('saving.again')}
          </Button>
        </Notice>
      )}
      {missing.length > 0 && review.state === 'planned' && (
        <ul className={classes.missing} aria-label={text('missing.title')} data-no-print>
          {missing.map(({ sentence, what, count, name: step }) => (
            <li key={sentence}>{text(`missing.${what}`, { count, name: step })}</li>
          ))}
        </ul>
      )}
    </Section>
  )
}

interface WordsProps {
  readonly label: string
  readonly value: string
  readonly onChange: (words: string) => void
  readonly mayWrite: boolean
  readonly hint?: string
  readonly max?: number
  readonly rows?: number
}

/** A field of words; read as a paragraph by whoever may not write. */
export function WordsField({ label, value, onChange, mayWrite, hint, max = 4000, rows = 2 }: WordsProps) {
  if (!mayWrite)
    return value === '' ? null : (
      <p className={classes.said}>
        <strong>{label}: </strong>
        {value}
      </p>
    )
  return (
    <Textarea
      label={label}
      description={hint}
      autosize
      minRows={rows}
      maxLength={max}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

interface OwnWordsProps {
  readonly label: string
  readonly writing: {
    readonly body: { readonly words: string }
    readonly mayWrite: boolean
    readonly change: (said: { words: string }) => void
  }
}

/** What people say beside all that a part asks. */
export function OwnWords({ label, writing: { body, mayWrite, change } }: OwnWordsProps) {
  return (
    <WordsField
      label={label}
      value={body.words}
      mayWrite={mayWrite}
      onChange={(words) => change({ words })}
    />
  )
}

interface OneOfProps<Value extends string> {
  readonly label: string
  /** What it is asked of, for whoever hears it; on the screen that stands above. */
  readonly about?: string
  readonly options: readonly { readonly value: Value; readonly label: string }[]
  readonly value: Value | null
  readonly onChange: (value: Value) => void
  readonly mayWrite: boolean
}

/** One of a few words, as buttons that a finger hits. */
export function OneOf<Value extends string>({
  label,
  about = '',
  options,
  value,
  onChange,
  mayWrite,
}: OneOfProps<Value>) {
  const group = useId()
  return (
    <fieldset
      className={classes.oneOf}
      disabled={!mayWrite}
      {...(about !== '' && { 'aria-label': `${about}: ${label}` })}
    >
      <legend>{label}</legend>
      <div className={classes.choices}>
        {options.map((option) => (
          <label key={option.value} data-chosen={option.value === value || undefined}>
            <input
              type="radio"
              checked={option.value === value}
              onChange={() => onChange(option.value)}
              name={group}
            />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
