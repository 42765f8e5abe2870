import { Button, Checkbox, Modal } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { CallError } from '../../../../../ui/call-error.ts'
import { answerKey } from '../../../../../ui/answers.ts'
import { To } from '../../../../../ui/place.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../../ui/text.ts'
import { upload } from '../../../../../ui/transfer.ts'
import { fileOutcomes, importArticles, listArticles, type FileReport } from '../../contract.ts'
import lines from '../../../../../ui/lists/lines.module.css'
import classes from '../articles.module.css'

const mostFiles = 500
const mostShown = 300

/** Brings in Markdown files, a folder of them, or a zip: one after the other, and says of each what became of it. */
export function ImportFiles({ onClose }: { readonly onClose: () => void }) {
  const text = useText('articles')
  const ui = useText('ui')
  const client = useQueryClient()
  const stop = useRef<AbortController>(undefined)
  const [isRight, setRight] = useState(false)
  const [progress, setProgress] = useState<{ readonly done: number; readonly of: number }>()
  const [reports, setReports] = useState<readonly FileReport[]>()
  const take = async (chosen: readonly File[]) => {
    const files = chosen.filter(({ name }) => !name.startsWith('.')).slice(0, mostFiles)
    if (files.length === 0) return
    const stopping = new AbortController()
    stop.current = stopping
    const found: FileReport[] = []
    for (const [done, file] of files.entries()) {
      if (stopping.signal.aborted) break
      setProgress({ done, of: files.length })
      found.push(...(await sent(file, { as: isRight ? 'in_use' : 'draft', signal: stopping.signal })))
    }
    setProgress(undefined)
    setReports(found)
    void client.invalidateQueries({ queryKey: answerKey(listArticles) })
  }
  const close = () => {
    stop.current?.abort()
    onClose()
  }
  return (
    <Modal
      opened
      onClose={close}
      title={text('import.title')}
      centered
      size="lg"
      closeButtonProps={{ 'aria-label': ui('action.close') }}
      styles={{ title: { fontSize: '1.1875rem', fontWeight: 650 } }}
    >
      <div className={classes.stack}>
        {reports === undefined && progress === undefined && (
          <>
            <p>{text('import.lead')}</p>
            <Checkbox
              label={text('import.isRight')}
              description={text('import.isRightHint')}
              checked={isRight}
              onChange={(event) => setRight(event.currentTarget.checked)}
            />
            <label className={classes.stack}>
              {text('import.files')}
              <input
                type="file"
                multiple
                accept=".md,.markdown,.txt,.zip,.tar,.gz,.tgz"
                className={classes.file}
                onChange={(event) => void take([...(event.currentTarget.files ?? [])])}
              />
            </label>
          </>
        )}
        {progress && (
          <>
            <p role="status">{text('import.busy', { done: progress.done, count: progress.of })}</p>
            <progress
              value={progress.done}
              max={progress.of}
              className={classes.progress}
              aria-label={text('import.title')}
            />
            <Button variant="default" onClick={() => stop.current?.abort()}>
              {text('import.stop')}
            </Button>
          </>
        )}
        {reports && <Report files={reports} />}
        {reports && <Button onClick={close}>{ui('action.close')}</Button>}
      </div>
    </Modal>
  )
}

async function sent(
  file: File,
  { as, signal }: { readonly as: 'draft' | 'in_use'; readonly signal: AbortSignal },
): Promise<readonly FileReport[]> {
  const name = file.name.slice(-200)
  try {
    return (await upload(importArticles, { name, as }, file, { signal })).files
  } catch (error) {
    const sentence = error instanceof CallError ? error.message : ''
    return [{ file: name, outcome: 'left_out', title: '', sentence, articleId: null }]
  }
}

function Report({ files }: { readonly files: readonly FileReport[] }) {
  const text = useText('articles')
  const count = (wanted: FileReport['outcome']) => files.filter(({ outcome }) => outcome === wanted).length
  const said = fileOutcomes.filter((outcome) => count(outcome) > 0)
  // What was left out comes first: it is what somebody has to do something about.
  const sorted = files.toSorted((a, b) => Number(b.outcome === 'left_out') - Number(a.outcome === 'left_out'))
  return (
    <>
      <Notice tone={count('left_out') > 0 ? 'warn' : 'good'}>
        <p role="status">
          {said.map((outcome) => text(`import.${outcome}`, { count: count(outcome) })).join(' ')}
        </p>
      </Notice>
      <ul className={lines.list}>
        {sorted.slice(0, mostShown).map(({ file, outcome, title, sentence, articleId }) => (
          <li key={file}>
            <span className={lines.words}>
              <strong>{articleId === null ? file : <To path={`/articles/${articleId}`}>{title}</To>}</strong>
              <span className={lines.dim}>
                {text(`outcome.${outcome}`)} {sentence}
              </span>
            </span>
          </li>
        ))}
      </ul>
      {files.length > mostShown && <p>{text('import.moreFiles', { count: files.length - mostShown })}</p>}
    </>
  )
}
