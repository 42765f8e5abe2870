import { useQueryClient } from '@tanstack/react-query'
import { useState, type SyntheticEvent } from 'react'
import type { OutputOf } from '../../../../../base/endpoint.ts'
import { answerKey, useAct, useAnswer } from '../../../../../ui/answers.ts'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../../ui/kit/Loading.tsx'
import { Page, Section } from '../../../../../ui/kit/Page.tsx'
import { SaveVersion } from '../../../../../ui/kit/SaveVersion.tsx'
import { showDone } from '../../../../../ui/kit/notices.tsx'
import { To } from '../../../../../ui/place.tsx'
import { useMay } from '../../../../../ui/session.ts'
import { useText } from '../../../../../ui/text.ts'
import { useVersionedEdit } from '../../../../../ui/versioned-edit.ts'
import { changeGrading, listGradingVersions, readGrading, type GradingTable } from '../../contract/grading.ts'
import { FloorsEditor } from './FloorsEditor.tsx'
import { GradingHistory } from './GradingHistory.tsx'
import { GradingProposals } from './GradingProposals.tsx'
import { GridEditor } from './GridEditor.tsx'
import { LinesEditor } from './LinesEditor.tsx'
import classes from './grading.module.css'

/** The table of the organisation: how bad, who is called, which clocks start; with every version before. */
export function GradingPage() {
  const text = useText('grading')
  const grading = useAnswer(readGrading, {}, { live: { stream: '*', kinds: ['grading.'] } })
  const { data } = grading
  return (
    <Page
      title={text('table.title')}
      lead={text('table.lead')}
      actions={
        <To path="/what-counts" className={classes.way}>
          {text('table.examples')}
        </To>
      }
    >
      {grading.error && <ErrorState error={grading.error} onRetry={() => void grading.refetch()} />}
      {grading.isPending && <Loading lines={10} />}
      <GradingProposals />
      {data && <Editor latest={data} />}
      <GradingHistory />
    </Page>
  )
}

function Editor({ latest }: { readonly latest: OutputOf<typeof readGrading> }) {
  const text = useText('grading')
  const client = useQueryClient()
  const mayChange = useMay('grading.manage')
  const { version } = latest
  const edit = useVersionedEdit({ version, body: latest.table })
  const { body: table, basedOn } = edit
  const [reason, setReason] = useState('')
  const save = useAct(changeGrading, {
    refreshes: [listGradingVersions],
    onDone: (changed) => {
      showDone(text('table.saved', { version: changed.version }))
      client.setQueryData(answerKey(readGrading, {}), changed)
      edit.forget()
      setReason('')
    },
  })
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    save.mutate(
      { basedOn, table, reason },
      // Somebody was quicker: what they put in force is read, and shown as a choice.
      { onError: () => void client.invalidateQueries({ queryKey: answerKey(readGrading) }) },
    )
  }
  return (
    <form className={classes.stack} onSubmit={submit} noValidate>
      <p className={classes.dim}>
        {version === 1 ? text('table.shipped') : text('table.version', { version })}
      </p>
      {/* A fieldset that is off makes everything in it a table to read. */}
      <fieldset className={classes.plain} disabled={!mayChange}>
        <TableFields table={table} onChange={edit.change} />
      </fieldset>
      {mayChange && (
        <SaveVersion
          edit={edit}
          words={{
            reason: text('table.reason'),
            save: text('table.save'),
            behind: text('behind', { name: latest.changedBy, version }),
          }}
          reason={reason}
          onReason={setReason}
          save={save}
        />
      )}
    </form>
  )
}

interface TableProps {
  readonly table: GradingTable
  readonly onChange: (part: Partial<GradingTable>) => void
}

function TableFields({ table, onChange }: TableProps) {
  const text = useText('grading')
  return (
    <div className={classes.stack}>
      <Section title={text('table.cells')}>
        <p className={classes.dim}>{text('table.cellsLead')}</p>
        <GridEditor grid={table.grid} onChange={(grid) => onChange({ grid })} />
      </Section>
      <Section title={text('table.rules')}>
        <Rules table={table} onChange={onChange} />
      </Section>
      <Section title={text('table.floors')}>
        <p className={classes.dim}>{text('table.floorsLead')}</p>
        <FloorsEditor floors={table.floors} onChange={(floors) => onChange({ floors })} />
      </Section>
      <Section title={text('table.lines')}>
        <p className={classes.dim}>{text('table.linesLead')}</p>
        <LinesEditor lines={table.lines} onChange={(lines) => onChange({ lines })} />
      </Section>
    </div>
  )
}

function Rules({ table, onChange }: TableProps) {
  const text = useText('grading')
  return (
    <div className={classes.stack}>
      <div className={classes.marks}>
        {(['isWorseWhileGoingOn', 'isWorseWhenOutsideKnows'] as const).map((name) => (
          <label key={name}>
            <input
              type="checkbox"
              checked={table[name]}
              onChange={(event) => onChange({ [name]: event.currentTarget.checked })}
            />
            {text(`table.${name}`)}
          </label>
        ))}
      </div>
      <label className={classes.number}>
        {text('table.briefingMinutes')}
        <input
          type="number"
          min={5}
          max={1440}
          value={table.briefingMinutes}
          onChange={(event) => onChange({ briefingMinutes: Number(event.currentTarget.value) })}
        />
      </label>
    </div>
  )
}
