import { Button, NativeSelect } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { OutputOf } from '../../../../base/endpoint.ts'
import { answerKey, useAct, useAnswer } from '../../../../ui/answers.ts'
import { CallError } from '../../../../ui/call-error.ts'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../ui/kit/TimeText.tsx'
import { showDone } from '../../../../ui/kit/notices.tsx'
import { StateMark, type Tone } from '../../../../ui/marks/StateMark.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { To } from '../../../../ui/place.tsx'
import { useText } from '../../../../ui/text.ts'
import { upload } from '../../../../ui/transfer.ts'
import { listContacts } from '../contract/contacts.ts'
import {
  importContacts,
  listContactImports,
  undoContactImport,
  type ImportedRow,
} from '../contract/imports.ts'
import { contactKinds, type ContactKind } from '../contract/words.ts'
import lines from '../../../../ui/lists/lines.module.css'
import classes from './contacts.module.css'

type Report = OutputOf<typeof importContacts>

/** A list from elsewhere: looked at row by row first, taken in second, taken back if it was a mistake. */
export function ImportPage() {
  const text = useText('contacts')
  const client = useQueryClient()
  const [kind, setKind] = useState<ContactKind>('staff')
  const [file, setFile] = useState<File>()
  const [report, setReport] = useState<Report>()
  const [failure, setFailure] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  const send = async (wanted: File, as: ContactKind, trial: 'yes' | 'no') => {
    setBusy(true)
    setFailure(undefined)
    try {
      const made = await upload(importContacts, { trial, kind: as, name: wanted.name.slice(0, 200) }, wanted)
      setReport(made)
      if (trial === 'yes') return
      showDone(text('import.done', { added: made.added, changed: made.changed }))
      for (const read of [listContacts, listContactImports])
        await client.invalidateQueries({ queryKey: answerKey(read) })
    } catch (error) {
      if (!(error instanceof CallError)) throw error
      setReport(undefined)
      setFailure(error.message)
    } finally {
      setBusy(false)
    }
  }
  const look = (wanted: File | undefined, as: ContactKind) => {
    setFile(wanted)
    setReport(undefined)
    if (wanted) void send(wanted, as, 'yes')
  }
  return (
    <Page
      title={text('import.title')}
      lead={
        <>
          {text('import.lead')} <To path="/contacts">{text('import.back')}</To>
        </>
      }
    >
      <fieldset className={classes.fieldset}>
        <legend>{text('import.file')}</legend>
        <p className={lines.dim}>{text('import.formats')}</p>
        <NativeSelect
          label={text('import.kind')}
          value={kind}
          onChange={({ currentTarget: { value } }) => {
            const chosen = contactKinds.find((one) => one === value) ?? 'staff'
            setKind(chosen)
            look(file, chosen)
          }}
          data={contactKinds.map((value) => ({ value, label: text(`kinds.${value}`) }))}
        />
        <label>
          {text('import.choose')}{' '}
          <input
            type="file"
            className={classes.file}
            accept=".csv,.tsv,.txt,.vcf,.vcard,.ldif,.ldi,text/csv,text/vcard"
            onChange={(event) => look(event.currentTarget.files?.[0], kind)}
          />
        </label>
      </fieldset>
      {isBusy && <p role="status">{text('import.reading')}</p>}
      {failure && <Notice tone="bad">{failure}</Notice>}
      {report && file && (
        <Result report={report} isBusy={isBusy} onTake={() => void send(file, kind, 'no')} />
      )}
      <Taken />
    </Page>
  )
}

interface ResultProps {
  readonly report: Report
  readonly isBusy: boolean
  readonly onTake: () => void
}

const tones: Record<ImportedRow['outcome'], Tone> = {
  added: 'good',
  changed: 'active',
  same: 'quiet',
  refused: 'warn',
}

function Result({ report, isBusy, onTake }: ResultProps) {
  const text = useText('contacts')
  const { added, changed, same, refused, rows, leftOut, format, encoding, importId } = report
  const isTrial = importId === null
  return (
    <Section
      title={text(isTrial ? 'import.looked' : 'import.taken')}
      actions={
        isTrial &&
        added + changed > 0 && (
          <Button loading={isBusy} onClick={onTake}>
            {text('import.take', { count: added + changed })}
          </Button>
        )
      }
    >
      <p className={lines.dim}>
        {text('import.read', { format: text(`format.${format}`), encoding })}{' '}
        {text('import.counts', { added, changed, same, refused })}
      </p>
      {leftOut.length > 0 && (
        <p className={lines.dim}>{text('import.leftOut', { columns: leftOut.join(', ') })}</p>
      )}
      <div className={classes.scroll}>
        <table className={classes.table}>
          <caption className="m-hidden-but-read">{text('import.looked')}</caption>
          <thead>
            <tr>
              <th scope="col">{text('import.row')}</th>
              <th scope="col">{text('form.name')}</th>
              <th scope="col">{text('import.outcome')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.row}>
                <td>{row.row}</td>
                <td>{row.name}</td>
                <td>
                  <StateMark
                    tone={row.remarks.length > 0 && row.outcome !== 'refused' ? 'active' : tones[row.outcome]}
                    word={text(`outcome.${row.outcome}`)}
                  />
                  {row.remarks.map((remark) => (
                    <p key={remark} className={lines.dim}>
                      {remark}
                    </p>
                  ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length < added + changed + same + refused && <p className={lines.dim}>{text('import.more')}</p>}
    </Section>
  )
}

/** The last lists, and the way back from the last one. */
function Taken() {
  const text = useText('contacts')
  const taken = useAnswer(listContactImports, {}, { live: { stream: '*', kinds: ['contact.'] } })
  const undo = useAct(undoContactImport, {
    refreshes: [listContactImports, listContacts],
    onDone: ({ removed, restored }) => showDone(text('import.undone', { removed, restored })),
  })
  const items = taken.data?.items ?? []
  if (items.length === 0) return null
  return (
    <Section title={text('import.earlier')}>
      {undo.error && <Notice tone="bad">{undo.error.message}</Notice>}
      {undo.data && undo.data.kept.length > 0 && (
        <Notice tone="warn" title={text('import.kept')}>
          {undo.data.kept.join(', ')}
        </Notice>
      )}
      <ul className={lines.list}>
        {items.map((one) => (
          <li key={one.id}>
            <span className={lines.words}>
              <strong>{one.fileName}</strong>
              <span className={lines.dim}>
                <TimeText at={one.takenAt} /> · {one.takenBy} ·{' '}
                {text('import.counts', {
                  ...{ added: one.added, changed: one.changed, same: one.same, refused: one.refused },
                })}
              </span>
              {one.undoneAt && <StateMark tone="quiet" word={text('import.wasUndone')} />}
            </span>
            {one.canUndo && (
              <span className={lines.acts}>
                <Button
                  variant="default"
                  loading={undo.isPending}
                  onClick={() => undo.mutate({ id: one.id })}
                >
                  {text('import.undo')}
                </Button>
              </span>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}
