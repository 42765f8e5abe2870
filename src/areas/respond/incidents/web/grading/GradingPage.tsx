import { Button, Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState, type SyntheticEvent } from 'react'
import type { OutputOf } from '../../../../../base/endpoint.ts'
import { answerKey, useAct, useAnswer } from '../../../../../ui/answers.ts'
import { useAskBeforeLeaving } from '../../../../../ui/form.ts'
import { Behind } from '../../../../../ui/kit/Behind.tsx'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../../ui/kit/Loading.tsx'
import { Page, Section } from '../../../../../ui/kit/Page.tsx'
import { showDone } from '../../../../../ui/kit/notices.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { To } from '../../../../../ui/place.tsx'
import { useMay } from '../../../../../ui/session.ts'
import { useText } from '../../../../../ui/text.ts'
import { changeGrading, listGradingVersions, readGrading, type GradingTable } from '../../contract/grading.ts'
import { FloorsEditor } from './FloorsEditor.tsx'
import { GradingHistory } from './GradingHistory.tsx'
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
      {data && <Editor latest={data} />}
      <GradingHistory />
    </Page>
  )
}

interface Edited {
  readonly table: GradingTable
  /** The version that this changes. */
  readonly basedOn: number
}

/** Shows what holds until somebody changes something here; from then on their words, whatever others put in force. */
function Editor({ latest }: { readonly latest: OutputOf<typeof readGrading> }) {
  const text = useText('grading')
  const client = useQueryClient()
  const mayChange = useMay('grading.manage')
  const [edited, setEdited] = useState<Edited>()
  const { version } = latest
  const { table, basedOn } = edited ?? { table: latest.table, basedOn: version }
  const [reason, setReason] = useState('')
  const save = useAct(changeGrading, {
    refreshes: [listGradingVersions],
    onDone: (changed) => {
      showDone(text('table.saved', { version: changed.version }))
      client.setQueryData(answerKey(readGrading, {}), changed)
      setEdited(undefined)
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
  const change = (part: Partial<GradingTable>) => setEdited({ basedOn, table: { ...table, ...part } })
  useAskBeforeLeaving(edited !== undefined)
  return (
    <form className={classes.stack} onSubmit={submit} noValidate>
      <p className={classes.dim}>
        {version === 1 ? text('table.shipped') : text('table.version', { version })}
      </p>
      {/* A fieldset that is off makes everything in it a table to read. */}
      <fieldset className={classes.plain} disabled={!mayChange}>
        <TableFields table={table} onChange={change} />
      </fieldset>
      {mayChange && (
        <div className={classes.stack}>
          <Textarea
            label={text('table.reason')}
            autosize
            minRows={2}
            maxLength={1000}
            required
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          {version > basedOn && !save.isPending && (
            <Behind
              title={text('behind', { name: latest.changedBy, version })}
              onMine={() => setEdited({ table, basedOn: version })}
              onTheirs={() => setEdited(undefined)}
            />
          )}
          {save.error && (
            <Notice tone="bad">
              {[save.error.message, ...save.error.faults.map(({ message }) => message)].join(' ')}
            </Notice>
          )}
          <div>
            <Button type="submit" size="lg" loading={save.isPending}>
              {text('table.save')}
            </Button>
          </div>
        </div>
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
