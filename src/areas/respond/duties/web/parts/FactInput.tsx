import { Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useText, type Say } from '../../../../../ui/text.ts'
import { factWords } from '../../../../register/obligations/contract.ts'
import { kindOf, type FactDraft } from './fact-fields.ts'
import classes from './duties.module.css'

interface FactInputProps {
  readonly fact: string
  readonly label: string
  readonly draft: FactDraft
  readonly onChange: (draft: FactDraft) => void
  readonly error?: string | undefined
}

/** The input that fits a fact. */
export function FactInput({ fact, label, draft, onChange, error }: FactInputProps) {
  const text = useText('duties')
  const kind = kindOf(fact)
  const line = typeof draft === 'string' ? draft : ''
  if (kind === 'yes_no' || kind === 'choice') {
    const values = kind === 'yes_no' ? ['yes', 'no'] : (factWords[fact] ?? [])
    return (
      <OneOf
        legend={label}
        name={fact}
        value={line}
        options={values.map((value) => ({
          value,
          label: text(kind === 'yes_no' ? `say.${value}` : `risk.${value}`),
        }))}
        onChange={onChange}
        error={error}
      />
    )
  }
  if (kind === 'many')
    return (
      <AnyOf
        fact={fact}
        legend={label}
        values={typeof draft === 'string' ? [] : draft}
        onChange={onChange}
        error={error}
        text={text}
      />
    )
  const hint = hintOf(kind, text)
  if (kind === 'counts' || kind === 'contracts')
    return (
      <Textarea
        label={label}
        description={hint}
        autosize
        minRows={3}
        maxLength={20_000}
        value={line}
        onChange={(event) => onChange(event.currentTarget.value)}
        error={error}
      />
    )
  return (
    <TextInput
      label={label}
      description={hint}
      type={kind === 'moment' ? 'datetime-local' : 'text'}
      inputMode={kind === 'number' ? 'decimal' : undefined}
      value={line}
      maxLength={2000}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={error}
    />
  )
}

function hintOf(kind: ReturnType<typeof kindOf>, text: Say): string | undefined {
  return kind === 'counts' || kind === 'contracts' || kind === 'codes' || kind === 'code' || kind === 'moment'
    ? text(`hint.${kind}`)
    : undefined
}

interface OneOfProps {
  readonly legend: string
  readonly name: string
  readonly value: string
  readonly options: readonly { readonly value: string; readonly label: string }[]
  readonly onChange: (value: string) => void
  readonly error?: string | undefined
}

function OneOf({ legend, name, value, options, onChange, error }: OneOfProps) {
  return (
    <fieldset className={classes.choices}>
      <legend>{legend}</legend>
      {options.map((option) => (
        <label key={option.value} className={classes.choice}>
          <input
            type="radio"
            name={name}
            checked={value === option.value}
            onChange={() => onChange(option.value)}
          />
          <span>{option.label}</span>
        </label>
      ))}
      {error !== undefined && <p className={classes.fault}>{error}</p>}
    </fieldset>
  )
}

interface AnyOfProps {
  readonly fact: string
  readonly legend: string
  readonly values: readonly string[]
  readonly onChange: (values: readonly string[]) => void
  readonly error?: string | undefined
  readonly text: Say
}

/** A list longer than a screen is searched by typing. */
const longList = 12

function AnyOf({ fact, legend, values, onChange, error, text }: AnyOfProps) {
  const [search, setSearch] = useState('')
  const options = (factWords[fact] ?? []).map((value) => ({ value, label: text(`word.${value}`) }))
  const wanted = search.trim().toLocaleLowerCase()
  const shown = options.filter(
    ({ value, label }) => values.includes(value) || label.toLocaleLowerCase().includes(wanted),
  )
  const toggle = (value: string) =>
    onChange(values.includes(value) ? values.filter((one) => one !== value) : [...values, value])
  return (
    <fieldset className={classes.choices}>
      <legend>{legend}</legend>
      {options.length > longList && (
        <TextInput
          label={text('facts.search')}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      )}
      <div className={classes.many}>
        {shown.map(({ value, label }) => (
          <label key={value} className={classes.choice}>
            <input type="checkbox" checked={values.includes(value)} onChange={() => toggle(value)} />
            <span>{label}</span>
          </label>
        ))}
      </div>
      <p className={classes.dim}>{text('hint.many')}</p>
      {error !== undefined && <p className={classes.fault}>{error}</p>}
    </fieldset>
  )
}
