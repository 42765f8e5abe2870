import { Button } from '@mantine/core'
import { useId } from 'react'
import { wordsIn, type Choice, type OwnField } from '../../../../../base/own-fields.ts'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import classes from '../fields.module.css'
import { keyOf, movedChoice, withChoice } from './edit.ts'
import { PlaceButtons } from './PlaceButtons.tsx'
import { WordsInputs } from './WordsInputs.tsx'

interface ChoicesEditorProps {
  readonly field: OwnField
  /** Keys that are in force already: these are retired, others can still be taken away. */
  readonly kept: ReadonlySet<string>
  readonly onChange: (choices: Choice[]) => void
}

/** The entries of a list in their order, on two levels at most. */
export function ChoicesEditor({ field, kept, onChange }: ChoicesEditorProps) {
  const text = useText('fields')
  const { choices } = field
  const tops = choices.filter(({ under }) => under === null)
  const add = (under: string | null) => {
    const key = keyOf(
      {},
      choices.map((one) => one.key),
      'entry',
    )
    onChange(withChoice(choices, { key, name: {}, under, isRetired: false }))
  }
  const set = (changed: Choice) => onChange(choices.map((one) => (one.key === changed.key ? changed : one)))
  const shared = {
    kept,
    onSet: set,
    onMove: (key: string, by: 1 | -1) => onChange(movedChoice(choices, key, by)),
  }
  const remove = (key: string) => onChange(choices.filter((one) => one.key !== key && one.under !== key))
  return (
    <fieldset className={classes.plain}>
      <legend>{text('entries')}</legend>
      <ul className={classes.entries}>
        {tops.map((top, at) => {
          const below = choices.filter(({ under }) => under === top.key)
          return (
            <li key={top.key}>
              <Entry {...shared} choice={top} at={at} count={tops.length} onRemove={remove} />
              {below.length > 0 && (
                <ul className={classes.entries}>
                  {below.map((one, index) => (
                    <li key={one.key}>
                      <Entry {...shared} choice={one} at={index} count={below.length} onRemove={remove} />
                    </li>
                  ))}
                </ul>
              )}
              {kept.has(top.key) && !top.isRetired && <AddUnder top={top} onAdd={() => add(top.key)} />}
            </li>
          )
        })}
      </ul>
      <Button variant="default" onClick={() => add(null)}>
        {text('addEntry')}
      </Button>
    </fieldset>
  )
}

function AddUnder({ top, onAdd }: { readonly top: Choice; readonly onAdd: () => void }) {
  const text = useText('fields')
  const language = useLanguage()
  return (
    <Button variant="subtle" size="compact-md" className={classes.under ?? ''} onClick={onAdd}>
      {text('addUnder', { name: wordsIn(top.name, language) })}
    </Button>
  )
}

interface EntryProps {
  readonly choice: Choice
  readonly at: number
  readonly count: number
  readonly kept: ReadonlySet<string>
  readonly onSet: (choice: Choice) => void
  readonly onMove: (key: string, by: 1 | -1) => void
  readonly onRemove: (key: string) => void
}

function Entry({ choice, at, count, kept, onSet, onMove, onRemove }: EntryProps) {
  const text = useText('fields')
  const language = useLanguage()
  const id = useId()
  const isKept = kept.has(choice.key)
  const name = wordsIn(choice.name, language) || text('newEntry')
  return (
    <div className={classes.entry} data-retired={choice.isRetired}>
      <details className={classes.entryWords} open={isKept ? undefined : true}>
        <summary id={id}>
          {name}
          {choice.isRetired && <span className={classes.dim}> · {text('retired')}</span>}
        </summary>
        <WordsInputs
          label={text('name')}
          words={choice.name}
          onChange={(words) => onSet({ ...choice, name: words })}
        />
      </details>
      <span className={classes.entryVerbs}>
        <PlaceButtons
          name={name}
          isFirst={at === 0}
          isLast={at === count - 1}
          onMove={(by) => onMove(choice.key, by)}
        />
        <Button
          variant="subtle"
          size="compact-md"
          aria-describedby={id}
          onClick={() => (isKept ? onSet({ ...choice, isRetired: !choice.isRetired }) : onRemove(choice.key))}
        >
          {text(isKept ? (choice.isRetired ? 'restore' : 'retire') : 'remove')}
        </Button>
      </span>
    </div>
  )
}
