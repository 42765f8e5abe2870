import { useState } from 'react'
import { CallError } from '../../../../../ui/call-error.ts'
import { callForFile } from '../../../../../ui/client.ts'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { PlainButton } from '../../../../../ui/plain/PlainForm.tsx'
import { PlainPage } from '../../../../../ui/plain/PlainPage.tsx'
import { useText } from '../../../../../ui/text.ts'
import { saveFile } from '../../../../../ui/transfer.ts'
import { makeRecoverySheet } from '../../contract/recovery-sheet.ts'
import classes from './doors.module.css'

/** Makes a new secret for backups and hands the sheet to the browser's "save as". */
export async function saveRecoverySheet(tenant?: string): Promise<void> {
  const file = await callForFile(makeRecoverySheet, {}, tenant === undefined ? {} : { tenant })
  saveFile(file.bytes, file.name ?? 'recovery-sheet.pdf')
}

interface RecoverySheetProps {
  /** Slug of the organisation that was made a moment ago. */
  readonly tenant: string
  readonly onDone: () => void
}

/** After the codes: the paper without which nobody opens a backup. It may wait, once it is said what that costs. */
export function RecoverySheet({ tenant, onDone }: RecoverySheetProps) {
  const text = useText('people')
  const [isBusy, setBusy] = useState(false)
  const [isSaved, setSaved] = useState(false)
  const [isKept, setKept] = useState(false)
  const [isReminded, setReminded] = useState(false)
  const [isSkipping, setSkipping] = useState(false)
  const [failure, setFailure] = useState<string>()
  const save = async () => {
    setBusy(true)
    setFailure(undefined)
    try {
      await saveRecoverySheet(tenant)
      setSaved(true)
      setKept(false)
    } catch (error) {
      setFailure(error instanceof CallError ? error.message : text('firstSheet.failed'))
    } finally {
      setBusy(false)
    }
  }
  return (
    <PlainPage title={text('firstSheet.title')} lead={text('firstSheet.lead')}>
      <div className={classes.stack}>
        <ul className={classes.steps}>
          <li>{text('firstSheet.what')}</li>
          <li>{text('firstSheet.where')}</li>
          <li>{text('firstSheet.codes')}</li>
        </ul>
        <PlainButton isBusy={isBusy} isQuiet={isSaved} onClick={() => void save()}>
          {text(isSaved ? 'firstSheet.again' : 'firstSheet.save')}
        </PlainButton>
        {failure && <Notice tone="bad">{failure}</Notice>}
        {isSaved && (
          <>
            <Notice tone="good">{text('firstSheet.saved')}</Notice>
            <label className={classes.check}>
              <input
                type="checkbox"
                checked={isKept}
                onChange={(event) => setKept(event.currentTarget.checked)}
              />
              {text('firstSheet.kept')}
            </label>
            {isReminded && !isKept && (
              <p className={classes.fault} role="alert">
                {text('firstSheet.keepFirst')}
              </p>
            )}
            <PlainButton onClick={() => (isKept ? onDone() : setReminded(true))}>
              {text('firstSheet.done')}
            </PlainButton>
          </>
        )}
        {!isSaved && !isSkipping && (
          <PlainButton isQuiet onClick={() => setSkipping(true)}>
            {text('firstSheet.later')}
          </PlainButton>
        )}
        {!isSaved && isSkipping && (
          <Notice tone="warn" title={text('firstSheet.skipTitle')}>
            <p>{text('firstSheet.skipWarning')}</p>
            <PlainButton isQuiet onClick={onDone}>
              {text('firstSheet.skip')}
            </PlainButton>
          </Notice>
        )}
      </div>
    </PlainPage>
  )
}
