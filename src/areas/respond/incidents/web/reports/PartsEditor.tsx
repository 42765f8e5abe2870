import { Button, NativeSelect, TextInput, Textarea } from '@mantine/core'
import { useLayoutEffect, useRef, useState } from 'react'
import { useText } from '../../../../../ui/text.ts'
import type { TemplatePart } from '../../contract/report-templates.ts'
import { reportChapters, reportVariables } from '../../contract/report-words.ts'
import classes from './reports.module.css'

interface PartsEditorProps {
  readonly parts: TemplatePart[]
  readonly onChange: (parts: TemplatePart[]) => void
}

/** The parts of a report in their order, each moved by two buttons, so that a keyboard and a thumb do it alike. */
export function PartsEditor({ parts, onChange }: PartsEditorProps) {
  const text = useText('reports')
  const nameOf = (part: TemplatePart) =>
    part.kind === 'chapter' ? text(`chapter.${part.chapter}`) : part.title || text('edit.words')
  const { list, said, move } = useMoving(parts, onChange, nameOf)
  const left = reportChapters.filter(
    (chapter) => !parts.some((part) => part.kind === 'chapter' && part.chapter === chapter),
  )
  return (
    <fieldset className={classes.parts}>
      <legend>{text('edit.parts')}</legend>
      {parts.length === 0 && <p className={classes.dim}>{text('edit.noParts')}</p>}
      <ol ref={list}>
        {parts.map((part, at) => (
          // Parts have no name of their own that stays while it is typed.
          <li key={at}>
            <div className={classes.partHead}>
              <strong>{nameOf(part)}</strong>
              <span className={classes.partVerbs}>
                <Verb word="up" name={nameOf(part)} isOff={at === 0} onClick={() => move(at, at - 1)} />
                <Verb
                  word="down"
                  name={nameOf(part)}
                  isOff={at === parts.length - 1}
                  onClick={() => move(at, at + 1)}
                />
                <Verb
                  word="out"
                  name={nameOf(part)}
                  onClick={() => onChange(parts.filter((_one, index) => index !== at))}
                />
              </span>
            </div>
            {part.kind === 'words' && (
              <OwnWords
                part={part}
                onChange={(next) => onChange(parts.map((one, index) => (index === at ? next : one)))}
              />
            )}
          </li>
        ))}
      </ol>
      <p className="m-hidden-but-read" aria-live="polite">
        {said}
      </p>
      <div className={classes.adding}>
        {left.length > 0 && (
          <NativeSelect
            label={text('edit.addChapter')}
            value=""
            onChange={(event) => {
              const chapter = left.find((one) => one === event.currentTarget.value)
              if (chapter !== undefined) onChange([...parts, { kind: 'chapter', chapter }])
            }}
            data={[
              { value: '', label: text('edit.choose') },
              ...left.map((value) => ({ value, label: text(`chapter.${value}`) })),
            ]}
          />
        )}
        <Button
          variant="default"
          onClick={() => onChange([...parts, { kind: 'words', title: '', text: '' }])}
        >
          {text('edit.addWords')}
        </Button>
      </div>
    </fieldset>
  )
}

/** Moves a part, keeps the focus on the button that moved it, and says where it stands now. */
function useMoving(
  parts: TemplatePart[],
  onChange: (parts: TemplatePart[]) => void,
  nameOf: (part: TemplatePart) => string,
) {
  const text = useText('reports')
  const list = useRef<HTMLOListElement>(null)
  const [moved, setMoved] = useState<{ to: number; verb: 'up' | 'down'; said: string }>()
  useLayoutEffect(() => {
    if (moved === undefined) return
    const row = list.current?.children[moved.to]
    const wanted = row?.querySelector<HTMLButtonElement>(`[data-verb="${moved.verb}"]:not(:disabled)`)
    const other = row?.querySelector<HTMLButtonElement>('[data-verb]:not(:disabled)')
    ;(wanted ?? other)?.focus()
  }, [moved])
  const move = (from: number, to: number) => {
    const part = parts[from]
    if (part === undefined) return
    onChange(parts.toSpliced(from, 1).toSpliced(to, 0, part))
    const said = text('edit.stands', { name: nameOf(part), at: to + 1, of: parts.length })
    setMoved({ to, verb: to < from ? 'up' : 'down', said })
  }
  return { list, said: moved?.said, move }
}

interface VerbProps {
  readonly word: 'up' | 'down' | 'out'
  readonly name: string
  readonly isOff?: boolean
  readonly onClick: () => void
}

function Verb({ word, name, isOff = false, onClick }: VerbProps) {
  const text = useText('reports')
  return (
    <Button
      variant="default"
      data-verb={word}
      disabled={isOff}
      aria-label={text(`edit.${word}Of`, { name })}
      onClick={onClick}
    >
      {text(`edit.${word}`)}
    </Button>
  )
}

type Words = Extract<TemplatePart, { kind: 'words' }>

interface OwnWordsProps {
  readonly part: Words
  readonly onChange: (part: Words) => void
}

function OwnWords({ part, onChange }: OwnWordsProps) {
  const text = useText('reports')
  return (
    <div className={classes.ownWords}>
      <TextInput
        label={text('edit.heading')}
        maxLength={120}
        value={part.title}
        onChange={(event) => onChange({ ...part, title: event.currentTarget.value })}
      />
      <Textarea
        label={text('edit.words')}
        autosize
        minRows={3}
        maxLength={10_000}
        value={part.text}
        onChange={(event) => onChange({ ...part, text: event.currentTarget.value })}
      />
      <NativeSelect
        label={text('edit.fill')}
        description={text('edit.fillHint')}
        value=""
        onChange={(event) => {
          const name = event.currentTarget.value
          if (name !== '') onChange({ ...part, text: `${part.text}{{${name}}}` })
        }}
        data={[
          { value: '', label: text('edit.choose') },
          ...reportVariables.map((value) => ({ value, label: text(`variable.${value}`) })),
        ]}
      />
    </div>
  )
}
