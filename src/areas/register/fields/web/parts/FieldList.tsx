import { Button } from '@mantine/core'
import { moved } from '../../../../../base/moved.ts'
import { wordsIn, type OwnField } from '../../../../../base/own-fields.ts'
import type { Fault } from '../../../../../base/refusal.ts'
import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import classes from '../fields.module.css'
import { keyOf } from './edit.ts'
import { FieldForm } from './FieldForm.tsx'
import { PlaceButtons } from './PlaceButtons.tsx'

interface FieldListProps {
  readonly fields: readonly OwnField[]
  /** The fields that are in force. */
  readonly before: readonly OwnField[]
  readonly faults: readonly Fault[]
  readonly mayChange: boolean
  readonly onChange: (fields: OwnField[]) => void
}

/** Fields in the order in which they are asked. */
export function FieldList({ fields, before, faults, mayChange, onChange }: FieldListProps) {
  const text = useText('fields')
  const add = () => {
    const key = keyOf(
      {},
      fields.map((one) => one.key),
      'field',
    )
    onChange([...fields, { ...emptyField, key }])
  }
  return (
    <>
      <ul className={classes.fields}>
        {fields.map((field, at) => (
          <Row
            key={field.key}
            field={field}
            at={at}
            fields={fields}
            before={before.find(({ key }) => key === field.key)}
            faults={faults.filter(({ path }) => path.startsWith(`fields.${at}.`))}
            mayChange={mayChange}
            onChange={onChange}
          />
        ))}
      </ul>
      {mayChange && (
        <div>
          <Button variant="default" onClick={add}>
            {text('addField')}
          </Button>
        </div>
      )}
    </>
  )
}

const emptyField: Omit<OwnField, 'key'> = {
  kind: 'text',
  name: {},
  help: {},
  unit: '',
  choices: [],
  kinds: [],
  when: [],
  atDeclare: false,
  isNeeded: false,
  bySeverity: {},
  isRetired: false,
}

interface RowProps extends Pick<FieldListProps, 'fields' | 'faults' | 'mayChange' | 'onChange'> {
  readonly field: OwnField
  readonly at: number
  readonly before: OwnField | undefined
}

function Row({ field, at, fields, before, faults, mayChange, onChange }: RowProps) {
  const text = useText('fields')
  const language = useLanguage()
  const name = wordsIn(field.name, language) || text('newField')
  const set = (changed: OwnField) => onChange(fields.map((one) => (one.key === field.key ? changed : one)))
  return (
    <li className={classes.field} data-retired={field.isRetired}>
      <details className={classes.fieldWords} open={before === undefined ? true : undefined}>
        <summary>
          <strong>{name}</strong> <span className={classes.dim}>{text(`kinds.${field.kind}`)}</span>
          <Marks field={field} />
          {faults.length > 0 && <StateMark tone="bad" word={text('faulty')} />}
        </summary>
        {faults.length > 0 && (
          <Notice tone="bad">{[...new Set(faults.map(({ message }) => message))].join(' ')}</Notice>
        )}
        <fieldset className={classes.plain} disabled={!mayChange}>
          <FieldForm field={field} fields={fields} before={before} onChange={set} />
        </fieldset>
      </details>
      {mayChange && (
        <span className={classes.entryVerbs}>
          <PlaceButtons
            name={name}
            isFirst={at === 0}
            isLast={at === fields.length - 1}
            onMove={(by) => onChange(moved(fields, at, by))}
          />
          <Button
            variant="subtle"
            aria-label={text(before ? (field.isRetired ? 'restoreOf' : 'retireOf') : 'removeOf', { name })}
            onClick={() =>
              before
                ? set({ ...field, isRetired: !field.isRetired })
                : onChange(fields.filter((one) => one.key !== field.key))
            }
          >
            {text(before ? (field.isRetired ? 'restore' : 'retire') : 'remove')}
          </Button>
        </span>
      )}
    </li>
  )
}

function Marks({ field }: { readonly field: OwnField }) {
  const text = useText('fields')
  return (
    <>
      {field.isRetired && <StateMark tone="quiet" word={text('retired')} />}
      {field.atDeclare && !field.isRetired && <StateMark tone="quiet" word={text('mark.declare')} />}
      {field.isNeeded && !field.isRetired && <StateMark tone="quiet" word={text('mark.close')} />}
      {(field.when.length > 0 || field.kinds.length > 0) && !field.isRetired && (
        <StateMark tone="quiet" word={text('mark.sometimes')} />
      )}
    </>
  )
}
