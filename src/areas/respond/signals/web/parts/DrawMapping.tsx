import { Button } from '@mantine/core'
import { useState } from 'react'
import type * as z from 'zod'
import { useAct, useAnswer } from '../../../../../ui/answers.ts'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../../ui/kit/Loading.tsx'
import { SelectField, TextField } from '../../../../../ui/plain/fields.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../../ui/text.ts'
import { meanings, type Meaning } from '../../contract/mapping.ts'
import { mapSource, readSample } from '../../contract/setup.ts'
import { listSources, type Source } from '../../contract/signals.ts'
import { entryOf, leavesOf, listsOf, parsedSample, type Leaf } from '../../rules/sample-paths.ts'
import { MappedReads, WordMeanings, type Drawn } from './MappingResult.tsx'
import classes from '../signals.module.css'

/** What the fields of a tool's own JSON mean, drawn on the message that came last. */
export function DrawMapping({ source }: { readonly source: z.output<typeof Source> }) {
  const text = useText('signals')
  const sample = useAnswer(readSample, { id: source.id })
  if (sample.error) return <ErrorState error={sample.error} onRetry={() => void sample.refetch()} />
  if (!sample.data) return <Loading lines={3} />
  const body = sample.data.text === null ? undefined : parsedSample(sample.data.text)
  if (body === undefined)
    return (
      <p className={classes.dim}>{text(sample.data.text === null ? 'draw.nothing' : 'draw.unreadable')}</p>
    )
  return <Drawing key={sample.data.receivedAt} source={source} body={body} />
}

function Drawing({ source, body }: { readonly source: z.output<typeof Source>; readonly body: unknown }) {
  const text = useText('signals')
  const [drawn, setDrawn] = useState<Drawn>(source.mapping ?? {})
  const [asking, setAsking] = useState<Meaning>('title')
  const save = useAct(mapSource, { refreshes: [listSources] })
  const lists = listsOf(body)
  const leaves = leavesOf(entryOf(body, drawn.list))
  const { title } = drawn
  const choose = (path: string) => {
    setDrawn({ ...drawn, [asking]: drawn[asking] === path ? undefined : path })
    const next = meanings[meanings.indexOf(asking) + 1]
    if (drawn[asking] !== path && next !== undefined) setAsking(next)
  }
  return (
    <div className={classes.stack}>
      <p className={classes.words}>{text('draw.lead')}</p>
      {lists.length > 0 && (
        <SelectField
          label={text('draw.list')}
          name="list"
          value={drawn.list ?? ''}
          error={undefined}
          onChange={(next) => {
            const list = typeof next === 'string' ? next : next.currentTarget.value
            setDrawn(list === '' ? {} : { list })
          }}
          options={[
            { value: '', label: text('draw.whole') },
            ...lists.map((path) => ({ value: path, label: path })),
          ]}
        />
      )}
      <Meanings drawn={drawn} asking={asking} onAsk={setAsking} />
      <Values leaves={leaves} drawn={drawn} asking={asking} onChoose={choose} />
      <WordMeanings drawn={drawn} leaves={leaves} onChange={setDrawn} />
      {drawn.state !== undefined && (
        <TextField
          label={text('draw.ended')}
          hint={text('draw.endedHint')}
          isOptional
          name="ended"
          value={(drawn.ended ?? []).join(', ')}
          error={undefined}
          onChange={(next) => setDrawn({ ...drawn, ended: wordsOf(next) })}
        />
      )}
      <div className={classes.choices} data-no-print>
        <Button
          loading={save.isPending}
          disabled={title === undefined}
          onClick={() =>
            title !== undefined && save.mutate({ id: source.id, mapping: { ...whole(drawn), title } })
          }
        >
          {text('draw.save')}
        </Button>
        {source.mapping !== null && (
          <Button
            variant="default"
            onClick={() => {
              setDrawn({})
              save.mutate({ id: source.id, mapping: null })
            }}
          >
            {text('draw.drop')}
          </Button>
        )}
      </div>
      {save.error && <Notice tone="bad">{save.error.message}</Notice>}
      {save.data && <MappedReads result={save.data} />}
    </div>
  )
}

function Meanings({
  drawn,
  asking,
  onAsk,
}: {
  readonly drawn: Drawn
  readonly asking: Meaning
  readonly onAsk: (meaning: Meaning) => void
}) {
  const text = useText('signals')
  return (
    <fieldset className={classes.group}>
      <legend>{text('draw.which')}</legend>
      <div className={classes.choices}>
        {meanings.map((meaning) => (
          <label key={meaning}>
            <input type="radio" name="meaning" checked={asking === meaning} onChange={() => onAsk(meaning)} />
            <span>
              {text(`draw.${meaning}`)}
              {drawn[meaning] !== undefined && <span className={classes.from}>{drawn[meaning]}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

function Values({
  leaves,
  drawn,
  asking,
  onChoose,
}: {
  readonly leaves: readonly Leaf[]
  readonly drawn: Drawn
  readonly asking: Meaning
  readonly onChoose: (path: string) => void
}) {
  const text = useText('signals')
  const what = text(`draw.${asking}`)
  return (
    <ul className={classes.values} aria-label={text('draw.values')}>
      {leaves.map(({ path, value }) => {
        const means = meanings.filter((meaning) => drawn[meaning] === path)
        return (
          <li key={path}>
            <button
              type="button"
              aria-pressed={drawn[asking] === path}
              aria-label={text('draw.choose', { path, what })}
              onClick={() => onChoose(path)}
            >
              <span>{path}</span>
              <strong>{value}</strong>
              {means.length > 0 && <em>{means.map((each) => text(`draw.${each}`)).join(', ')}</em>}
            </button>
          </li>
        )
      })}
    </ul>
  )
}

function wordsOf(next: string | { readonly currentTarget: { readonly value: string } }): string[] {
  const words = typeof next === 'string' ? next : next.currentTarget.value
  return words
    .split(',')
    .map((word) => word.trimStart())
    .slice(0, 30)
}

/** Empty words of a list that is being typed are none. */
function whole({ ended = [], ...rest }: Drawn): Drawn {
  return { ...rest, ended: ended.map((word) => word.trim()).filter((word) => word !== '') }
}
