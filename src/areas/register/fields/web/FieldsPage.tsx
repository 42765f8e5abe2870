import { Button, Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState, type SyntheticEvent } from 'react'
import { severities } from '../../../../base/incident-words.ts'
import type { OutputOf } from '../../../../base/endpoint.ts'
import type { IncidentForm } from '../../../../base/own-fields.ts'
import { answerKey, useAct, useAnswer } from '../../../../ui/answers.ts'
import { useAskBeforeLeaving } from '../../../../ui/form.ts'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { showDone } from '../../../../ui/kit/notices.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { useMay } from '../../../../ui/session.ts'
import { useText } from '../../../../ui/text.ts'
import { classificationSource } from '../content/classification.ts'
import { changeForm, listFormVersions, readForm } from '../contract/form.ts'
import { formFaults } from '../rules/form.ts'
import classes from './fields.module.css'
import { sendable } from './parts/edit.ts'
import { withKeys } from './parts/edit-keys.ts'
import { FieldList } from './parts/FieldList.tsx'
import { FormHistory } from './parts/FormHistory.tsx'
import { Preview } from './parts/Preview.tsx'
import { WordsInputs } from './parts/WordsInputs.tsx'

/** What the organisation asks about its incidents: fields, lists, words for the severities, with a trial of the form. */
export function FieldsPage() {
  const text = useText('fields')
  const form = useAnswer(readForm, {}, { live: { stream: '*', kinds: ['form.'] } })
  return (
    <Page title={text('title')} lead={text('lead')}>
      {form.error && !form.data && <ErrorState error={form.error} onRetry={() => void form.refetch()} />}
      {form.isPending && <Loading lines={10} />}
      {form.data && <Editor latest={form.data} />}
      <FormHistory />
    </Page>
  )
}

interface Edited {
  readonly form: IncidentForm
  /** The version that this changes. */
  readonly basedOn: number
}

/** Shows what holds until somebody changes something here; from then on their words, whatever others put in force. */
function Editor({ latest }: { readonly latest: OutputOf<typeof readForm> }) {
  const text = useText('fields')
  const client = useQueryClient()
  const mayChange = useMay('form.manage')
  const [edited, setEdited] = useState<Edited>()
  const [reason, setReason] = useState('')
  const { form, basedOn } = edited ?? { form: latest.form, basedOn: latest.version }
  const change = (part: Partial<IncidentForm>) => setEdited({ basedOn, form: { ...form, ...part } })
  const faults = formFaults(form)
  const save = useAct(changeForm, {
    refreshes: [listFormVersions],
    onDone: (changed) => {
      showDone(text('saved', { version: changed.version }))
      client.setQueryData(answerKey(readForm, {}), changed)
      setEdited(undefined)
      setReason('')
    },
  })
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    save.mutate(
      { basedOn, form: withKeys(sendable(form), latest.form), reason },
      // Somebody was quicker: what they put in force is read, and shown as a choice.
      { onError: () => void client.invalidateQueries({ queryKey: answerKey(readForm) }) },
    )
  }
  useAskBeforeLeaving(edited !== undefined)
  return (
    <form className={classes.stack} onSubmit={submit} noValidate>
      <Section title={text('fields')}>
        <FieldList
          fields={form.fields}
          before={latest.form.fields}
          faults={faults}
          mayChange={mayChange}
          onChange={(fields) => change({ fields })}
        />
        <p className={classes.dim}>{text('classificationFrom', classificationSource)}</p>
      </Section>
      <Section title={text('preview.title')}>
        <p className={classes.dim}>{text('preview.lead')}</p>
        <Preview fields={form.fields} />
      </Section>
      <SeverityWordsEditor form={form} mayChange={mayChange} onChange={change} />
      {mayChange && (
        <div className={classes.form}>
          <Textarea
            label={text('reason')}
            autosize
            minRows={2}
            maxLength={1000}
            required
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          {latest.version > basedOn && !save.isPending && (
            <Behind
              latest={latest}
              onMine={() => setEdited({ form, basedOn: latest.version })}
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
              {text('save')}
            </Button>
          </div>
        </div>
      )}
    </form>
  )
}

interface BehindProps {
  readonly latest: OutputOf<typeof readForm>
  readonly onMine: () => void
  readonly onTheirs: () => void
}

/** Somebody else was quicker. What is typed here stays until its writer chooses. */
function Behind({ latest, onMine, onTheirs }: BehindProps) {
  const text = useText('fields')
  const { changedBy: name, version } = latest
  return (
    <Notice tone="warn" title={text('behind', { name, version })}>
      <div className={classes.buttons}>
        <Button variant="default" onClick={onMine}>
          {text('keepMine')}
        </Button>
        <Button variant="default" onClick={onTheirs}>
          {text('takeTheirs')}
        </Button>
      </div>
    </Notice>
  )
}

interface SeverityWordsEditorProps {
  readonly form: IncidentForm
  readonly mayChange: boolean
  readonly onChange: (part: Pick<IncidentForm, 'severityWords'>) => void
}

function SeverityWordsEditor({ form, mayChange, onChange }: SeverityWordsEditorProps) {
  const text = useText('fields')
  const { severityWords } = form
  return (
    <Section title={text('severityWords')}>
      <p className={classes.dim}>{text('severityWordsLead')}</p>
      <fieldset className={classes.plain} disabled={!mayChange}>
        {severities.map((severity) => (
          <WordsInputs
            key={severity}
            label={severity}
            maxLength={40}
            words={severityWords[severity] ?? {}}
            onChange={(words) => onChange({ severityWords: { ...severityWords, [severity]: words } })}
          />
        ))}
      </fieldset>
    </Section>
  )
}
