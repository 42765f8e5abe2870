import { NativeSelect, TextInput } from '@mantine/core'
import { incidentKinds } from '../../../../../base/incident-kinds.ts'
import { severities } from '../../../../../base/incident-words.ts'
import { choiceWords } from '../../../../../base/own-field-values.ts'
import { fieldKinds, type OwnField } from '../../../../../base/own-fields.ts'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import { Ticks } from '../../../../../ui/plain/Ticks.tsx'
import classes from '../fields.module.css'
import { ChoicesEditor } from './ChoicesEditor.tsx'
import { ConditionsEditor } from './ConditionsEditor.tsx'
import { WordsInputs } from './WordsInputs.tsx'

interface FieldFormProps {
  readonly field: OwnField
  readonly fields: readonly OwnField[]
  /** As it is in force; undefined for one that is being added. */
  readonly before: OwnField | undefined
  readonly onChange: (field: OwnField) => void
}

/** Everything about one field. */
export function FieldForm({ field, fields, before, onChange }: FieldFormProps) {
  const text = useText('fields')
  const change = (part: Partial<OwnField>) => onChange({ ...field, ...part })
  const isList = field.kind === 'choice' || field.kind === 'choices'
  return (
    <div className={classes.form}>
      <WordsInputs label={text('name')} words={field.name} onChange={(name) => change({ name })} />
      <WordsInputs
        label={text('help')}
        words={field.help}
        maxLength={300}
        hint={text('helpHint')}
        onChange={(help) => change({ help })}
      />
      <NativeSelect
        label={text('kind')}
        description={before === undefined ? text('kindHint') : text('kindStays')}
        disabled={before !== undefined}
        value={field.kind}
        onChange={(event) => {
          const kind = fieldKinds.find((one) => one === event.currentTarget.value) ?? 'text'
          const keepsList = kind === 'choice' || kind === 'choices'
          change({ kind, unit: '', bySeverity: {}, ...(!keepsList && { choices: [] }) })
        }}
        data={fieldKinds.map((value) => ({ value, label: text(`kinds.${value}`) }))}
      />
      {field.kind === 'number' && (
        <TextInput
          label={text('unit')}
          maxLength={20}
          value={field.unit}
          onChange={(event) => change({ unit: event.currentTarget.value })}
        />
      )}
      {isList && (
        <ChoicesEditor
          field={field}
          kept={new Set(before?.choices.map(({ key }) => key))}
          onChange={(choices) => change({ choices })}
        />
      )}
      {field.kind === 'choice' && <BySeverity field={field} onChange={change} />}
      <Ticks
        className={classes.ticks}
        legend={text('asked')}
        values={[
          ...(field.atDeclare ? (['declare'] as const) : []),
          ...(field.isNeeded ? (['close'] as const) : []),
        ]}
        onChange={(values) =>
          change({ atDeclare: values.includes('declare'), isNeeded: values.includes('close') })
        }
        options={(['declare', 'close'] as const).map((value) => ({ value, label: text(`askedAt.${value}`) }))}
      />
      <details className={classes.fold}>
        <summary>
          {field.kinds.length === 0 ? text('everyKind') : text('someKinds', { count: field.kinds.length })}
        </summary>
        <Ticks
          className={classes.ticks}
          legend={text('onlyKinds')}
          values={field.kinds}
          onChange={(kinds) => change({ kinds })}
          options={incidentKinds.map((value) => ({ value, label: text(`short.${value}`) }))}
        />
      </details>
      <ConditionsEditor field={field} fields={fields} onChange={(when) => change({ when })} />
    </div>
  )
}

interface BySeverityProps {
  readonly field: OwnField
  readonly onChange: (part: Pick<OwnField, 'bySeverity'>) => void
}

/** What a severity brings until somebody chooses. */
function BySeverity({ field, onChange }: BySeverityProps) {
  const text = useText('fields')
  const words = useText('ui')
  const language = useLanguage()
  const { bySeverity, choices } = field
  return (
    <details className={classes.fold}>
      <summary>{text('bySeverity')}</summary>
      <p className={classes.dim}>{text('bySeverityHint')}</p>
      <div className={classes.words}>
        {severities.map((severity) => (
          <NativeSelect
            key={severity}
            label={`${severity} ${words(`severity.${severity}`)}`}
            value={bySeverity[severity] ?? ''}
            onChange={(event) => {
              const { [severity]: _before, ...rest } = bySeverity
              const { value } = event.currentTarget
              onChange({ bySeverity: value === '' ? rest : { ...rest, [severity]: value } })
            }}
            data={[
              { value: '', label: text('bringsNothing') },
              ...choices
                .filter(({ isRetired }) => !isRetired)
                .map(({ key }) => ({ value: key, label: choiceWords(field, key, language) })),
            ]}
          />
        ))}
      </div>
    </details>
  )
}
