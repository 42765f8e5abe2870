import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { answerKey, pagesOf, useAct, useAnswer } from '../../../../../ui/answers.ts'
import { CallError } from '../../../../../ui/call-error.ts'
import { ConfirmDialog } from '../../../../../ui/kit/ConfirmDialog.tsx'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../../ui/kit/Loading.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { showDone } from '../../../../../ui/kit/notices.tsx'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import lines from '../../../../../ui/lists/lines.module.css'
import { useLiveQuery } from '../../../../../ui/live.ts'
import { useText } from '../../../../../ui/text.ts'
import {
  keepNoteVersion,
  listNoteVersions,
  readNotePage,
  readNoteVersion,
  type NoteVersion,
} from '../../contract.ts'
import { changesWithGaps, lineChanges } from '../../rules/line-changes.ts'
import type { SharedPage } from './shared-page.ts'
import classes from './notes.module.css'

interface VersionsProps {
  readonly page: SharedPage
  readonly at: { readonly id: string; readonly page: string }
  readonly mayWrite: boolean
}

/** What was kept of a page: who wrote when, what each changed, and the way back to it. */
export function Versions({ at, page, mayWrite }: VersionsProps) {
  const text = useText('notes')
  const list = useInfiniteQuery(pagesOf(listNoteVersions, at))
  useLiveQuery(at.id, answerKey(listNoteVersions), ['note_page.keep'])
  const [shown, setShown] = useState<number>()
  const items = list.data ?? []
  return (
    <Section title={text('versions')} actions={mayWrite && <KeepButton at={at} page={page} />}>
      <p className={lines.dim}>{text('versionsLead')}</p>
      {list.error && items.length === 0 && (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      )}
      {list.isPending && <Loading lines={3} />}
      {list.data && items.length === 0 && <p>{text('noVersion')}</p>}
      <ul className={lines.list}>
        {items.map((version) => (
          <Row
            key={version.number}
            at={at}
            page={page}
            version={version}
            isShown={shown === version.number}
            onShow={() => setShown(shown === version.number ? undefined : version.number)}
            mayBringBack={mayWrite && version.number !== items[0]?.number}
          />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {text('older')}
        </Button>
      )}
    </Section>
  )
}

const refreshes = [listNoteVersions, readNotePage]

function KeepButton({ at, page }: Pick<VersionsProps, 'at' | 'page'>) {
  const text = useText('notes')
  const keep = useAct(keepNoteVersion, {
    refreshes,
    onDone: ({ number }) => showDone(text('kept', { number })),
  })
  const [isBehind, setBehind] = useState(false)
  // What was typed a moment ago belongs into it.
  const press = async () => {
    const isSettled = await page.settle()
    setBehind(!isSettled)
    if (isSettled) keep.mutate(at)
  }
  return (
    <div className={lines.acts}>
      <Button variant="default" loading={keep.isPending} onClick={() => void press()}>
        {text('keep')}
      </Button>
      {(isBehind || keep.error) && (
        <span role="alert">{isBehind ? text('notKept') : keep.error?.message}</span>
      )}
    </div>
  )
}

interface RowProps extends Pick<VersionsProps, 'at' | 'page'> {
  readonly version: NoteVersion
  readonly isShown: boolean
  readonly onShow: () => void
  readonly mayBringBack: boolean
}

function Row({ at, page, version, isShown, onShow, mayBringBack }: RowProps) {
  const text = useText('notes')
  const [isAsking, setAsking] = useState(false)
  const bringBack = useAct(keepNoteVersion, { refreshes })
  const { number, why, broughtBack, keptAt, keptBy, writers } = version
  const restore = async () => {
    if (!(await page.settle())) throw new CallError('offline', text('notKept'))
    await bringBack.mutateAsync({ ...at, bringBack: number })
    showDone(text('broughtBack', { number }))
  }
  return (
    <li className={classes.version}>
      <span className={lines.words}>
        <strong>
          {text('version', { number })} · <TimeText at={keptAt} form="absolute" />
        </strong>
        {writers.length > 0 && <span>{text('writtenBy', { names: writers.join(', ') })}</span>}
        <span className={lines.dim}>{text(`why.${why}`, { name: keptBy, number: broughtBack ?? 0 })}</span>
      </span>
      <span className={lines.acts}>
        <Button
          variant="default"
          aria-expanded={isShown}
          aria-label={text(isShown ? 'hideOf' : 'showOf', { number })}
          onClick={onShow}
        >
          {text(isShown ? 'hide' : 'show')}
        </Button>
        {mayBringBack && (
          <Button
            variant="default"
            aria-label={text('bringBackOf', { number })}
            onClick={() => setAsking(true)}
          >
            {text('bringBack')}
          </Button>
        )}
      </span>
      {isShown && <Changes at={at} number={number} />}
      <ConfirmDialog
        isOpen={isAsking}
        title={text('bringBackTitle', { number })}
        confirmLabel={text('bringBack')}
        onConfirm={restore}
        onClose={() => setAsking(false)}
      >
        <p>{text('bringBackMeans')}</p>
      </ConfirmDialog>
    </li>
  )
}

function Changes({ at, number }: { readonly at: VersionsProps['at']; readonly number: number }) {
  const text = useText('notes')
  const [isWhole, setWhole] = useState(false)
  const version = useAnswer(readNoteVersion, { ...at, number })
  if (version.error) return <ErrorState error={version.error} onRetry={() => void version.refetch()} />
  if (!version.data) return <Loading lines={3} />
  const { before, text: after } = version.data
  return (
    <div className={classes.changes}>
      {isWhole ? <p className={classes.whole}>{after}</p> : <Lines before={before} after={after} />}
      <Button variant="subtle" onClick={() => setWhole(!isWhole)}>
        {text(isWhole ? 'showChanges' : 'showWhole')}
      </Button>
    </div>
  )
}

function Lines({ before, after }: { readonly before: string; readonly after: string }) {
  const text = useText('notes')
  const shown = changesWithGaps(lineChanges(before, after))
  return (
    <ol className={classes.lines}>
      {shown.map((line, at) =>
        // Lines of a version that never changes: their place is their name.
        line === 'gap' ? (
          <li key={at} className={classes.gap} aria-label={text('gap')}>
            …
          </li>
        ) : (
          <li key={at} data-how={line.how}>
            {line.how !== 'same' && <span className={classes.how}>{text(`line.${line.how}`)}</span>}
            {line.text === '' ? ' ' : line.text}
          </li>
        ),
      )}
    </ol>
  )
}
