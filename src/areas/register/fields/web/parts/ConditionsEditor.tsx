import { Button, NativeSelect } from '@mantine/core'
import { choiceWords } from '../../../../../base/own-field-values.ts'
import { severities } from '../../../../../base/incident-words.ts'
import { closedKinds, wordsIn, type Condition, type OwnField } from '../../../../../base/own-fields.ts'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import { Ticks } from '../../../../../ui/plain/Ticks.tsx'
import classes from '../fields.module.css'

interface ConditionsEditorProps {
  readonly field: OwnField
  readonly fields: readonly OwnField[]
  readonly onChange: (when: Condition[]) => void
}

/** When the field is asked: the answers of others, or the severity, that must all hold. */
export function ConditionsEditor({ field, fields, onChange }: ConditionsEditorProps) {
  const text = useText('fields')
  const language = useLanguage()
  const others = fields.filter((one) => one.key !== field.key && closedKinds.includes(one.kind))
  // A retired one stands only where it was chosen before.
  const offered = (of: string) => others.filter(({ key, isRetired }) => !isRetired || key === of)
  const set = (at: number, next: Condition) =>
    onChange(field.when.map((one, index) => (index === at ? next : one)))
  return (
    <fieldset className={classes.plain}>
      <legend>{text('when')}</legend>
      {field.when.length === 0 && <p className={classes.dim}>{text('always')}</p>}
      {field.when.map((condition, at) => (
        // Conditions have no key of their own, and only ever grow at the end.
        <div key={at} className={classes.condition}>
          <NativeSelect
            label={text('whenOf')}
            value={condition.of}
            onChange={(event) => set(at, { of: event.currentTarget.value, any: [] })}
            data={[
              { value: 'severity', label: text('severity') },
              ...offered(condition.of).map((one) => ({ value: one.key, label: wordsIn(one.name, language) })),
            ]}
          />
          <AnswerTicks
            condition={condition}
            other={others.find(({ key }) => key === condition.of)}
            onChange={(any) => set(at, { ...condition, any })}
          />
          <Button variant="subtle" onClick={() => onChange(field.when.filter((_one, index) => index !== at))}>
            {text('removeCondition')}
          </Button>
        </div>
      ))}
      {field.when.length < 5 && (
        <Button variant="default" onClick={() => onChange([...field.when, { of: 'severity', any: [] }])}>
          {text('addCondition')}
        </Button>
      )}
    </fieldset>
  )
}

interface AnswerTicksProps {
  readonly condition: Condition
  readonly other: OwnField | undefined
  readonly onChange: (any: string[]) => void
}

function AnswerTicks({ condition, other, onChange }: AnswerTicksProps) {
  const text = useText('fields')
  const words = useText('ui')
  const language = useLanguage()
  const answers =
    other === undefined
      ? severities.map((value) => ({ value, label: `${value} ${words(`severity.${value}`)}` }))
      : other.kind === 'yes_no'
        ? ['yes', 'no'].map((value) => ({ value, label: words(`ownField.${value}`) }))
        : other.choices.map(({ key }) => ({ value: key, label: choiceWords(other, key, language) }))
  return (
    <Ticks
      className={classes.ticks}
      legend={text('whenAny')}
      options={answers}
      values={condition.any}
      onChange={onChange}
    />
  )
}
