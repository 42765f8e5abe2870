import { Button } from '@mantine/core'
import { useState } from 'react'
import { useAct } from '../../../../../ui/answers.ts'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { LongField, LooseLine } from '../../../../../ui/plain/fields.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../../ui/text.ts'
import { tryConnection, type Connection } from '../../contract.ts'
import { answerLeaves, jsonOf } from '../../rules/answer.ts'
import classes from '../connections.module.css'

type Shown = Connection['shown']

interface TryOutProps {
  readonly connection: Connection
  readonly isSaving: boolean
  readonly onShow: (shown: Shown) => void
}

const mostShown = 12

/** An answer as it really comes, or pasted from a documentation, on which people click what they want to see. */
export function TryOut({ connection, isSaving, onShow }: TryOutProps) {
  const text = useText('connections')
  const { id, purpose, kinds, blanks, host } = connection
  const [value, setValue] = useState('')
  const [inputs, setInputs] = useState<Readonly<Record<string, string>>>({})
  const [pasted, setPasted] = useState('')
  const trial = useAct(tryConnection)
  const sample = pasted.trim() === '' ? (trial.data?.text ?? '') : pasted
  const json = sample === '' ? undefined : jsonOf(sample)
  return (
    <div className={classes.stack}>
      <p className={classes.dim}>{text('answer.lead')}</p>
      {purpose === 'look_up' && (
        <>
          {kinds.length > 0 && <LooseLine label={text('answer.value')} value={value} onChange={setValue} />}
          {blanks.map((name) => (
            <LooseLine
              key={name}
              label={name}
              value={inputs[name] ?? ''}
              onChange={(next) => setInputs({ ...inputs, [name]: next })}
            />
          ))}
          <div className={classes.buttons}>
            <Button
              variant="default"
              loading={trial.isPending}
              onClick={() => {
                setPasted('')
                trial.mutate({ id, value, inputs })
              }}
            >
              {text('answer.try', { host })}
            </Button>
          </div>
          {trial.error && <ErrorState error={trial.error} />}
          {trial.data && (
            <Notice tone={trial.data.status !== null && trial.data.status < 300 ? 'good' : 'bad'}>
              {trial.data.status === null
                ? text(`trouble.${trial.data.trouble ?? 'broken_off'}`)
                : text('answer.came', { status: trial.data.status })}
              {trial.data.isCut && ` ${text('answer.cut')}`}
            </Notice>
          )}
        </>
      )}
      <LongField
        label={text('answer.paste')}
        isOptional
        name="sample"
        rows={3}
        value={pasted}
        error={undefined}
        onChange={(next) => setPasted(typeof next === 'string' ? next : next.currentTarget.value)}
      />
      {sample !== '' && json === undefined && (
        <>
          <Notice tone="active">{text('answer.noJson')}</Notice>
          <pre className={classes.text}>{sample.slice(0, 3000)}</pre>
        </>
      )}
      <Drawn
        key={connection.version}
        connection={connection}
        json={json}
        isSaving={isSaving}
        onShow={onShow}
      />
    </div>
  )
}

/** What is shown now, each with its name; the values of the sample put more on the list. */
function Drawn({ connection, json, isSaving, onShow }: TryOutProps & { readonly json: unknown }) {
  const text = useText('connections')
  const [shown, setShown] = useState<Shown>(connection.shown)
  const leaves = json === undefined ? [] : answerLeaves(json)
  const isOn = (pointer: string) => shown.some((one) => one.pointer === pointer)
  const toggle = (pointer: string) =>
    setShown(
      isOn(pointer)
        ? shown.filter((one) => one.pointer !== pointer)
        : [...shown, { pointer, label: (pointer.split('/').at(-1) ?? pointer).slice(0, 60) || '/' }].slice(
            0,
            mostShown,
          ),
    )
  return (
    <>
      {shown.map(({ pointer, label }) => (
        <div key={pointer} className={classes.drawn}>
          <LooseLine
            label={text('answer.label', { pointer })}
            value={label}
            onChange={(next) =>
              setShown(
                shown.map((one) => (one.pointer === pointer ? { ...one, label: next.slice(0, 60) } : one)),
              )
            }
          />
          <Button
            variant="default"
            onClick={() => toggle(pointer)}
            aria-label={text('answer.dropOf', { pointer })}
          >
            {text('answer.drop')}
          </Button>
        </div>
      ))}
      {leaves.length > 0 && (
        <ul className={classes.values} aria-label={text('answer.values')}>
          {leaves.map(({ pointer, value }) => (
            <li key={pointer}>
              <button type="button" aria-pressed={isOn(pointer)} onClick={() => toggle(pointer)}>
                <span>{pointer === '' ? '/' : pointer}</span>
                <strong>{value}</strong>
              </button>
            </li>
          ))}
        </ul>
      )}
      {shown !== connection.shown && (
        <div className={classes.buttons}>
          <Button
            loading={isSaving}
            disabled={shown.some(({ label }) => label.trim() === '')}
            onClick={() => onShow(shown)}
          >
            {text('answer.save')}
          </Button>
        </div>
      )}
    </>
  )
}
