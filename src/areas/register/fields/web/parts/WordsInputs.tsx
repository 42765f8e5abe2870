import { TextInput } from '@mantine/core'
import type { Worded } from '../../../../../base/own-fields.ts'
import { languagesOffered } from '../../../../../ui/text.ts'
import classes from '../fields.module.css'

interface WordsInputsProps {
  readonly label: string
  readonly words: Worded
  readonly onChange: (words: Worded) => void
  readonly maxLength?: number
  readonly hint?: string | undefined
}

/** One line in each language that the program speaks; one of them is enough. */
export function WordsInputs({ label, words, onChange, maxLength = 120, hint }: WordsInputsProps) {
  return (
    <div className={classes.words}>
      {languagesOffered().map(({ code, name }, at) => (
        <TextInput
          key={code}
          label={`${label} (${name})`}
          description={at === 0 ? hint : undefined}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          maxLength={maxLength}
          lang={code}
          value={words[code] ?? ''}
          onChange={(event) => onChange({ ...words, [code]: event.currentTarget.value })}
        />
      ))}
    </div>
  )
}
