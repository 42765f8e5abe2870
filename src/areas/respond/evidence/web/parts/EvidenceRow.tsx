import { Button } from '@mantine/core'
import { useState } from 'react'
import { CallError } from '../../../../../ui/call-error.ts'
import { callForFile } from '../../../../../ui/client.ts'
import { sizeWords } from '../../../../../ui/kit/size-words.ts'
import { absoluteWords, regionalTag } from '../../../../../ui/kit/time-words.ts'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { CopyButton } from '../../../../../ui/plain/secrets.tsx'
import { useSession } from '../../../../../ui/session.ts'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import { download, saveFile } from '../../../../../ui/transfer.ts'
import { openEvidence, openLocked, type Evidence } from '../../contract/evidence.ts'
import { ArchiveBox } from './ArchiveBox.tsx'
import classes from './evidence.module.css'

/** Above this many bytes a file goes straight to the disk and not through this page's memory. */
const throughPage = 256_000_000

/** One sealed file: what it is, who took it and sealed it, its fingerprint, the way to get it. */
export function EvidenceRow({
  evidence,
  onCustody,
}: {
  readonly evidence: Evidence
  readonly onCustody: () => void
}) {
  const text = useText('evidence')
  const ui = useText('ui')
  const language = useLanguage()
  const { tenant } = useSession()
  const opening = useOpening(evidence)
  const when = absoluteWords(Date.parse(evidence.acquiredAt), tenant.timeZone, regionalTag(language))
  return (
    <li>
      <div className={classes.words}>
        <span>
          <strong>{evidence.name}</strong>{' '}
          <span className={classes.dim}>{sizeWords(evidence.size, language)}</span>
        </span>
        <Marks evidence={evidence} />
        <span>{text('row.custody', { who: evidence.acquiredBy, when, by: evidence.addedBy })}</span>
        <span className={classes.dim}>{text('row.where', { words: evidence.where })}</span>
        <Origin dates={evidence.dates} />
        <span className={classes.dim}>{text('row.why', { words: evidence.why })}</span>
        <span className={classes.hash}>
          <span className={classes.dim}>{text('row.hash')}</span>
          <code title={evidence.sha256}>{evidence.sha256.slice(0, 12)}…</code>
          <CopyButton spokenLabel={ui('copy.of', { label: text('row.hash') })} value={evidence.sha256} />
        </span>
        {evidence.can.unpack && <ArchiveBox archive={evidence} />}
        {opening.isBusy && <span role="status">{text('row.checking')}</span>}
        {evidence.can.open && !evidence.can.openPlain && (
          <span className={classes.dim}>{text('row.lockedHint')}</span>
        )}
        {opening.failure !== undefined && (
          <Notice tone="warn">
            <p>{opening.failure}</p>
            {opening.isDamaged && <p>{text('damaged')}</p>}
          </Notice>
        )}
      </div>
      <div className={classes.rowButtons} data-no-print>
        {evidence.can.open && (
          <Button
            variant="default"
            size="compact-md"
            loading={opening.isBusy}
            onClick={() => void opening.open()}
            aria-label={text(evidence.can.openPlain ? 'row.downloadOf' : 'row.lockedOf', {
              name: evidence.name,
            })}
          >
            {text(evidence.can.openPlain ? 'row.download' : 'row.locked')}
          </Button>
        )}
        <Button
          variant="subtle"
          size="compact-md"
          onClick={onCustody}
          aria-label={text('custody.openOf', { name: evidence.name })}
        >
          {text('custody.open')}
        </Button>
      </div>
    </li>
  )
}

/** What the system that it came from said of it; an intruder may have set it. */
function Origin({ dates }: Pick<Evidence, 'dates'>) {
  const text = useText('evidence')
  const language = useLanguage()
  const { tenant } = useSession()
  const tag = regionalTag(language)
  const words = (['createdAt', 'modifiedAt', 'accessedAt'] as const).flatMap((name) => {
    const at = dates[name]
    if (at === undefined) return []
    return [text(`row.${name}`, { when: absoluteWords(Date.parse(at), tenant.timeZone, tag) })]
  })
  if (words.length === 0) return null
  return <span className={classes.dim}>{text('row.origin', { words: words.join(', ') })}</span>
}

/** What somebody must know of it before they touch it. */
function Marks({ evidence }: { readonly evidence: Evidence }) {
  const text = useText('evidence')
  const { isSample, sensitivity, hold, removed, copyNumber } = evidence
  const words = [
    ...(removed === null ? [] : [text('marks.removed')]),
    ...(isSample ? [text('marks.sample')] : []),
    ...(sensitivity === 'normal' ? [] : [text(`custody.sensitivity.${sensitivity}`)]),
    ...(hold === null ? [] : [text('marks.held')]),
    ...(copyNumber === null ? [] : [text('custody.isCopy', { number: copyNumber })]),
  ]
  if (words.length === 0) return null
  return <span className={classes.marks}>{words.join(' · ')}</span>
}

function useOpening({ id: evidence, incidentId: id, name, size, can }: Evidence) {
  const text = useText('ui')
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<CallError | string>()
  const open = async () => {
    setFailure(undefined)
    setBusy(true)
    try {
      // Through the page a refusal comes with its sentence; a link would only save an odd file.
      const [door, saved] = can.openPlain ? [openEvidence, name] : [openLocked, `${name}.zip`]
      if (size > throughPage) await download(door, { id, evidence }, saved)
      else saveFile((await callForFile(door, { id, evidence })).bytes, saved)
    } catch (error) {
      setFailure(error instanceof CallError ? error : text('failure.unknown'))
    } finally {
      setBusy(false)
    }
  }
  const isDamaged = failure instanceof CallError && failure.kind === 'conflict'
  return { open, isBusy, isDamaged, failure: failure instanceof CallError ? failure.message : failure }
}
