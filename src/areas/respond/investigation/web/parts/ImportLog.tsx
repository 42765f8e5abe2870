import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useAct, useAnswer } from '../../../../../ui/answers.ts'
import { CallError } from '../../../../../ui/call-error.ts'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { showDone } from '../../../../../ui/kit/notices.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useSession } from '../../../../../ui/session.ts'
import { useText } from '../../../../../ui/text.ts'
import { upload } from '../../../../../ui/transfer.ts'
import { addEvidence, listEvidence } from '../../../evidence/contract/evidence.ts'
import { importTimeline, listEvents, listImports, previewImport } from '../../contract/imports.ts'
import { importFormats } from '../../contract/words.ts'
import { ImportReport } from './ImportReport.tsx'
import classes from './investigation.module.css'

interface ImportLogProps {
  readonly id: string
  readonly onDone: () => void
}

/** A log file becomes sealed evidence first, is looked at row by row, and only then taken. */
export function ImportLog({ id, onDone }: ImportLogProps) {
  const text = useText('investigation')
  const { tenant } = useSession()
  const sealed = useAnswer(listEvidence, { id })
  const [reading, setReading] = useState<Reading>({
    evidence: '',
    source: '',
    format: 'csv',
    zone: tenant.timeZone,
    dayFirst: true,
    columns: { time: '', text: '', who: '' },
  })
  const preview = useAct(previewImport)
  const take = useAct(importTimeline, {
    refreshes: [listImports, listEvents],
    onDone: ({ taken }) => {
      showDone(text('import.done', { count: taken }))
      preview.reset()
      onDone()
    },
  })
  const seal = useSealing(id, (evidence) => {
    setReading((before) => ({ ...before, evidence }))
    void sealed.refetch()
  })
  const wanted = { id, ...reading, source: reading.source.trim(), columns: namedOf(reading.columns) }
  const forget = () => preview.reset()
  const failure = [preview.error, take.error, seal.error].find((error) => error instanceof CallError)
  return (
    <Section title={text('import.title')}>
      <p className={classes.dim}>{text('import.lead')}</p>
      <div className={classes.stack}>
        <label>
          <span>{text('import.file')}</span>{' '}
          <input
            type="file"
            accept=".csv,.tsv,.txt,.log,.json,.jsonl,.ndjson,.gz"
            onChange={(event) => {
              const file = event.currentTarget.files?.[0]
              forget()
              if (file) void seal.start(file)
            }}
          />
        </label>
        {seal.isBusy && <p role="status">{text('import.sealing')}</p>}
        <HowToRead
          files={sealed.data?.items ?? []}
          reading={reading}
          onChange={(next) => {
            setReading(next)
            forget()
          }}
        />
        {failure && <Notice tone="bad">{failure.message}</Notice>}
        <div className={classes.buttons}>
          <Button
            variant="default"
            loading={preview.isPending}
            disabled={wanted.evidence === '' || wanted.source === ''}
            onClick={() => preview.mutate(wanted)}
          >
            {text('import.look')}
          </Button>
        </div>
      </div>
      {preview.data && (
        <ImportReport
          report={preview.data}
          isBusy={take.isPending}
          onTake={() => take.mutate({ ...wanted, skipFaults: preview.data.faultCount > 0 })}
        />
      )}
    </Section>
  )
}

interface Reading {
  readonly evidence: string
  readonly source: string
  readonly format: (typeof importFormats)[number]
  readonly zone: string
  readonly dayFirst: boolean
  /** Empty where the column is to be found. */
  readonly columns: Readonly<Record<(typeof columnRoles)[number], string>>
}

const columnRoles = ['time', 'text', 'who'] as const

function namedOf(columns: Reading['columns']): { time?: string; text?: string; who?: string } {
  const named = columnRoles.filter((role) => columns[role].trim() !== '')
  return Object.fromEntries(named.map((role) => [role, columns[role].trim()]))
}

interface HowToReadProps {
  readonly files: readonly { readonly id: string; readonly name: string }[]
  readonly reading: Reading
  readonly onChange: (reading: Reading) => void
}

function HowToRead({ files, reading, onChange }: HowToReadProps) {
  const text = useText('investigation')
  return (
    <>
      <NativeSelect
        label={text('import.sealed')}
        value={reading.evidence}
        onChange={(event) => onChange({ ...reading, evidence: event.currentTarget.value })}
        data={[
          { value: '', label: text('import.choose') },
          ...files.map(({ id: value, name }) => ({ value, label: name })),
        ]}
      />
      <NativeSelect
        label={text('import.format')}
        value={reading.format}
        onChange={({ currentTarget: { value } }) =>
          onChange({ ...reading, format: importFormats.find((one) => one === value) ?? 'csv' })
        }
        data={importFormats.map((value) => ({ value, label: text(`format.${value}`) }))}
      />
      <TextInput
        label={text('import.source')}
        description={text('import.sourceHint')}
        value={reading.source}
        maxLength={300}
        onChange={(event) => onChange({ ...reading, source: event.currentTarget.value })}
      />
      <TextInput
        label={text('import.zone')}
        description={text('import.zoneHint')}
        value={reading.zone}
        onChange={(event) => onChange({ ...reading, zone: event.currentTarget.value })}
      />
      <Columns reading={reading} onChange={onChange} />
    </>
  )
}

/** What cannot always be told from the file: the refusal asks for it, and here it is said. */
function Columns({ reading, onChange }: Omit<HowToReadProps, 'files'>) {
  const text = useText('investigation')
  const { columns } = reading
  return (
    <details>
      <summary>{text('import.columns')}</summary>
      <div className={classes.stack}>
        <NativeSelect
          label={text('import.dayFirst')}
          value={reading.dayFirst ? 'yes' : 'no'}
          onChange={(event) => onChange({ ...reading, dayFirst: event.currentTarget.value === 'yes' })}
          data={[
            { value: 'yes', label: text('import.dayFirstYes') },
            { value: 'no', label: text('import.dayFirstNo') },
          ]}
        />
        <p className={classes.dim}>{text('import.columnsHint')}</p>
        {columnRoles.map((role) => (
          <TextInput
            key={role}
            label={text(`import.column.${role}`)}
            value={columns[role]}
            maxLength={200}
            onChange={(event) =>
              onChange({ ...reading, columns: { ...columns, [role]: event.currentTarget.value } })
            }
          />
        ))}
      </div>
    </details>
  )
}

/** Seals a chosen file as evidence, as every file of a case is. */
function useSealing(id: string, onSealed: (evidence: string) => void) {
  const text = useText('investigation')
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const start = async (file: File) => {
    setBusy(true)
    setError(undefined)
    try {
      const acquisition = {
        name: file.name.slice(-300),
        acquiredAt: new Date(Math.min(Date.now(), file.lastModified)).toISOString(),
        where: text('import.where'),
        why: text('import.why'),
      }
      const mediaType = 'application/octet-stream'
      onSealed((await upload(addEvidence, { id, acquisition, mediaType }, file)).id)
    } catch (failure) {
      setError(failure)
    } finally {
      setBusy(false)
    }
  }
  return { start, isBusy, error }
}
