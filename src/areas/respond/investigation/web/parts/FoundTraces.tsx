import { Button, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { useAct, useAnswer } from '../../../../../ui/answers.ts'
import { CallError } from '../../../../../ui/call-error.ts'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../../ui/text.ts'
import { listEvidence } from '../../../evidence/contract/evidence.ts'
import {
  addObservables,
  listObservables,
  searchEvidence,
  suggestObservables,
  type Suggestion,
} from '../../contract/observables.ts'
import { defang } from '../../../../../base/observables.ts'
import classes from './investigation.module.css'

interface FoundTracesProps {
  readonly id: string
  readonly onDone: () => void
}

/** What the record and sealed text files mention and nobody listed: a person picks what matters. */
export function FoundTraces({ id, onDone }: FoundTracesProps) {
  const text = useText('investigation')
  const sealed = useAnswer(listEvidence, { id })
  const inRecord = useAnswer(
    suggestObservables,
    { id },
    { live: { stream: id, kinds: ['note.', 'decision.', 'observable.', 'evidence.add'] } },
  )
  const [file, setFile] = useState('')
  const search = useAct(searchEvidence)
  const found = search.data ?? inRecord.data
  const fromFile = search.data === undefined ? undefined : search.variables?.evidence
  const files = sealed.data?.items ?? []
  return (
    <div className={classes.stack}>
      {files.length > 0 && (
        <div className={classes.buttons}>
          <NativeSelect
            aria-label={text('found.file')}
            value={file}
            onChange={(event) => setFile(event.currentTarget.value)}
            data={[
              { value: '', label: text('found.file') },
              ...files.map(({ id: value, name }) => ({ value, label: name })),
            ]}
          />
          <Button
            variant="default"
            loading={search.isPending}
            disabled={file === ''}
            onClick={() => search.mutate({ id, evidence: file })}
          >
            {text('found.search')}
          </Button>
        </div>
      )}
      {search.error instanceof CallError && <Notice tone="warn">{search.error.message}</Notice>}
      {fromFile !== undefined && found?.items.length === 0 && <p>{text('found.nothing')}</p>}
      {found !== undefined && found.items.length > 0 && (
        <PickTraces
          key={`${fromFile ?? 'record'} ${found.items.length}`}
          id={id}
          items={found.items}
          evidence={fromFile}
          onDone={() => {
            search.reset()
            onDone()
          }}
        />
      )}
    </div>
  )
}

interface PickTracesProps {
  readonly id: string
  readonly items: readonly Suggestion[]
  readonly evidence: string | undefined
  readonly onDone: () => void
}

function PickTraces({ id, items, evidence, onDone }: PickTracesProps) {
  const text = useText('investigation')
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const add = useAct(addObservables, { refreshes: [listObservables, suggestObservables], onDone })
  const keyOf = ({ kind, value }: Suggestion) => `${kind} ${value}`
  const toggle = (key: string) =>
    setPicked(new Set(picked.has(key) ? [...picked].filter((one) => one !== key) : [...picked, key]))
  const chosen = items.filter((item) => picked.has(keyOf(item))).slice(0, 200)
  return (
    <fieldset className={classes.choices}>
      <legend>{text('found.title', { count: items.length })}</legend>
      {items.slice(0, 100).map((item) => (
        <label key={keyOf(item)}>
          <input type="checkbox" checked={picked.has(keyOf(item))} onChange={() => toggle(keyOf(item))} />
          <span className={classes.value}>{defang(item.kind, item.value)}</span>
          {item.isInternal && <span className={classes.dim}>{text('found.internal')}</span>}
        </label>
      ))}
      {add.error instanceof CallError && <Notice tone="bad">{add.error.message}</Notice>}
      <Button
        loading={add.isPending}
        disabled={chosen.length === 0}
        onClick={() =>
          add.mutate({
            id,
            items: chosen.map(({ kind, value, isInternal }) => ({
              kind,
              value,
              verdict: isInternal ? 'ours' : 'suspicious',
            })),
            ...(evidence !== undefined && { evidence }),
            ...(evidence === undefined &&
              chosen.length === 1 &&
              chosen[0]?.entry !== null && { entry: chosen[0]?.entry }),
          })
        }
      >
        {text('found.take', { count: chosen.length })}
      </Button>
    </fieldset>
  )
}
