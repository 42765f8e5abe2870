import { Button } from '@mantine/core'
import { useEffect, useId, useRef, useState } from 'react'
import { sharedLettersAtMost } from '../../../../../base/shared-text.ts'
import { useAskBeforeLeaving } from '../../../../../ui/form.ts'
import { useNow } from '../../../../../ui/kit/now.ts'
import { showDone } from '../../../../../ui/kit/notices.tsx'
import { StateMark, type Tone } from '../../../../../ui/marks/StateMark.tsx'
import { copyText } from '../../../../../ui/plain/copy-text.ts'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../../ui/text.ts'
import { writingSeconds } from '../../rules/keeping.ts'
import { bindText } from './bind-text.ts'
import type { SharedPage, Standing } from './shared-page.ts'
import { useStanding } from './use-shared-page.ts'
import classes from './notes.module.css'

interface EditorProps {
  readonly page: SharedPage
  readonly mayWrite: boolean
}

/** The words of a page, written in by all who have it open; beside them how they stand and who writes. */
export function Editor({ page, mayWrite }: EditorProps) {
  const text = useText('notes')
  const label = useId()
  const area = useRef<HTMLTextAreaElement>(null)
  const standing = useStanding(page)
  useEffect(() => (area.current === null ? undefined : bindText(area.current, page)), [page])
  // What waits here without a connection is kept in this browser; what was refused waits for somebody to copy it and let it go.
  useAskBeforeLeaving(standing.state === 'refused')
  return (
    <div className={classes.editor}>
      <div className={classes.bar}>
        <p className={classes.standing} role="status">
          <Stands standing={standing} mayWrite={mayWrite} />
          <Writing writing={standing.writing} />
        </p>
        {mayWrite && <Steps page={page} />}
      </div>
      {standing.refusal !== undefined && <Refused page={page} sentence={standing.refusal} />}
      <label id={label} className={classes.label} htmlFor={`${label}-area`}>
        {text(mayWrite ? 'words' : 'wordsToRead')}
      </label>
      <textarea
        ref={area}
        id={`${label}-area`}
        className={classes.area}
        readOnly={!mayWrite}
        maxLength={sharedLettersAtMost}
        placeholder={mayWrite ? text('placeholder') : text('empty')}
        spellCheck
      />
    </div>
  )
}

const tones: Readonly<Record<Standing['state'], Tone>> = {
  reading: 'quiet',
  safe: 'good',
  sending: 'active',
  waiting: 'warn',
  refused: 'bad',
}

function Stands({ standing: { state }, mayWrite }: { standing: Standing; mayWrite: boolean }) {
  const text = useText('notes')
  if (!mayWrite && state !== 'waiting') return <StateMark tone="quiet" word={text('state.reader')} />
  return <StateMark tone={tones[state]} word={text(`state.${state}`)} />
}

function Writing({ writing }: Pick<Standing, 'writing'>) {
  const text = useText('notes')
  const now = useNow(2000)
  const lately = writing.filter(({ at }) => now - Date.parse(at) < writingSeconds * 1000)
  if (lately.length === 0) return null
  const names = lately.map(({ name }) => name).join(', ')
  return <span className={classes.writing}>{text('writing', { names, count: lately.length })}</span>
}

/** One's own steps back and forth; on a phone there are no keys for it. */
function Steps({ page }: Pick<EditorProps, 'page'>) {
  const text = useText('notes')
  const [can, setCan] = useState({ undo: false, redo: false })
  useEffect(() => {
    const { undo } = page
    const look = () => setCan({ undo: undo.canUndo(), redo: undo.canRedo() })
    undo.on('stack-item-added', look)
    undo.on('stack-item-popped', look)
    undo.on('stack-cleared', look)
    return () => {
      undo.off('stack-item-added', look)
      undo.off('stack-item-popped', look)
      undo.off('stack-cleared', look)
    }
  }, [page])
  return (
    <div className={classes.steps}>
      <Button variant="default" disabled={!can.undo} onClick={() => page.undo.undo()}>
        {text('undo')}
      </Button>
      <Button variant="default" disabled={!can.redo} onClick={() => page.undo.redo()}>
        {text('redo')}
      </Button>
    </div>
  )
}

function Refused({ page, sentence }: { readonly page: SharedPage; readonly sentence: string }) {
  const text = useText('notes')
  const copy = async () => {
    if (await copyText(page.text.toJSON())) showDone(text('copied'))
  }
  return (
    <Notice tone="bad" title={text('refused')}>
      <p>{sentence}</p>
      <p>{text('refusedHint')}</p>
      <Button variant="default" onClick={() => void copy()}>
        {text('copy')}
      </Button>
      <Button variant="default" onClick={() => void page.letGo().then(() => location.reload())}>
        {text('letGo')}
      </Button>
    </Notice>
  )
}
