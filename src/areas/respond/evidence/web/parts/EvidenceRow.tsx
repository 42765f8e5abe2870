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
import { openEvidence, type Evidence } from '../../contract/evidence.ts'
import classes from './evidence.module.css'

/** Above this many bytes a file goes straight to the disk and not through this page's memory. */
const throughPage = 256_000_000

/** One sealed file: what it is, who took it and sealed it, its fingerprint, the way to get it. */
export function EvidenceRow({ evidence }: { readonly evidence: Evidence }) {
  const text = useText('evidence')
  const ui = useText('ui')
  const language = useLanguage()
  const { tenant } = useSession()
  const opening = useOpening(evidence)
  const when = absoluteWords(
    Date.parse(evidence.acquiredAt),
    tenant.timeZone,
    regionalTag(language, navigator.languages),
  )
  return (
    <li>
      <div className={classes.words}>
        <span>
          <strong>{evidence.name}</strong>{' '}
          <span className={classes.dim}>{sizeWords(evidence.size, language)}</span>
        </span>
        <span>{text('row.custody', { who: evidence.acquiredBy, when, by: evidence.addedBy })}</span>
        <span className={classes.dim}>{text('row.where', { words: evidence.where })}</span>
        <span className={classes.dim}>{text('row.why', { words: evidence.why })}</span>
        <span className={classes.hash}>
          <span className={classes.dim}>{text('row.hash')}</span>
          <code title={evidence.sha256}>{evidence.sha256.slice(0, 12)}…</code>
          <CopyButton spokenLabel={ui('copy.of', { label: text('row.hash') })} value={evidence.sha256} />
        </span>
        {opening.isBusy && <span role="status">{text('row.checking')}</span>}
        {opening.failure !== undefined && (
          <Notice tone="warn">
            <p>{opening.failure}</p>
            {opening.isDamaged && <p>{text('damaged')}</p>}
          </Notice>
        )}
      </div>
      {evidence.can.open && (
        <Button
          variant="default"
          size="compact-md"
          loading={opening.isBusy}
          onClick={() => void opening.open()}
          aria-label={text('row.downloadOf', { name: evidence.name })}
          data-no-print
        >
          {text('row.download')}
        </Button>
      )}
    </li>
  )
}

function useOpening({ id: evidence, incidentId: id, name, size }: Evidence) {
  const text = useText('ui')
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<CallError | string>()
  const open = async () => {
    setFailure(undefined)
    setBusy(true)
    try {
      // Through the page a refusal comes with its sentence; a link would only save an odd file.
      if (size > throughPage) await download(openEvidence, { id, evidence }, name)
      else saveFile((await callForFile(openEvidence, { id, evidence })).bytes, name)
    } catch (error) {
      setFailure(error instanceof CallError ? error : text('failure.unknown'))
    } finally {
      setBusy(false)
    }
  }
  const isDamaged = failure instanceof CallError && failure.kind === 'conflict'
  return { open, isBusy, isDamaged, failure: failure instanceof CallError ? failure.message : failure }
}
