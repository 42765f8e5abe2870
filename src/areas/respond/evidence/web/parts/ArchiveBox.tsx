import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { pagesOf, useAct } from '../../../../../ui/answers.ts'
import { sizeWords } from '../../../../../ui/kit/size-words.ts'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import { listTimeline } from '../../../incidents/contract/incident.ts'
import { listEvidence, unpackEvidence, type Evidence } from '../../contract/evidence.ts'
import classes from './evidence.module.css'

/** An archive: unpack it into evidence of its own, and look at what came of it. */
export function ArchiveBox({ archive }: { readonly archive: Evidence }) {
  const text = useText('evidence')
  const [isOpen, setOpen] = useState(false)
  const unpack = useAct(unpackEvidence, { refreshes: [listEvidence, listTimeline] })
  const asked = { id: archive.incidentId, evidence: archive.id }
  return (
    <details className={classes.wanted} open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{text('archive.title')}</summary>
      <div className={classes.stack}>
        <p className={classes.dim}>{text('archive.means')}</p>
        <div className={classes.verbs}>
          <Button
            variant="default"
            size="compact-md"
            loading={unpack.isPending}
            onClick={() => unpack.mutate(asked)}
          >
            {text('archive.unpack')}
          </Button>
        </div>
        {unpack.isPending && <span role="status">{text('archive.working')}</span>}
        {unpack.error && (
          <Notice tone="warn">
            <p>{unpack.error.message}</p>
            <ul>
              {unpack.error.faults.map(({ path, message }) => (
                <li key={path}>
                  {path}: {message}
                </li>
              ))}
            </ul>
          </Notice>
        )}
        {unpack.data && (
          <Notice tone={unpack.data.leftOut.length === 0 ? 'good' : 'warn'}>
            <p>{text('archive.done', { count: unpack.data.sealed })}</p>
            <ul>
              {unpack.data.leftOut.map(({ path, why }) => (
                <li key={path}>{text('archive.leftOut', { path, why })}</li>
              ))}
            </ul>
          </Notice>
        )}
        {isOpen && <Entries archive={archive} />}
      </div>
    </details>
  )
}

function Entries({ archive }: { readonly archive: Evidence }) {
  const text = useText('evidence')
  const language = useLanguage()
  const entries = useInfiniteQuery(
    pagesOf(listEvidence, { id: archive.incidentId, source: archive.id, limit: 100 }),
  )
  const items = entries.data ?? []
  if (items.length === 0) return <p className={classes.dim}>{text('archive.none')}</p>
  return (
    <>
      <ul className={classes.history}>
        {items.map(({ id, path, size, sha256 }) => (
          <li key={id}>
            <span>
              {path} <span className={classes.dim}>{sizeWords(size, language)}</span>
            </span>
            <code title={sha256}>{sha256.slice(0, 12)}…</code>
          </li>
        ))}
      </ul>
      {entries.hasNextPage && (
        <Button
          variant="default"
          loading={entries.isFetchingNextPage}
          onClick={() => void entries.fetchNextPage()}
        >
          {text('more')}
        </Button>
      )}
    </>
  )
}
