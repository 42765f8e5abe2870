import { useQueryClient } from '@tanstack/react-query'
import { useState, type SyntheticEvent } from 'react'
import { severities } from '../../../../base/incident-words.ts'
import type { OutputOf } from '../../../../base/endpoint.ts'
import type { IncidentForm } from '../../../../base/own-fields.ts'
import { answerKey, useAct, useAnswer } from '../../../../ui/answers.ts'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { SaveVersion } from '../../../../ui/kit/SaveVersion.tsx'
import { showDone } from '../../../../ui/kit/notices.tsx'
import { useMay } from '../../../../ui/session.ts'
import { useText } from '../../../../ui/text.ts'
import { useVersionedEdit } from '../../../../ui/versioned-edit.ts'
import { classificationSource } from '../content/classification.ts'
import { changeForm, listFormVersions, readForm } from '../contract/form.ts'
import { formFaults } from '../rules/form.ts'
import classes from './fields.module.css'
import { sendable, withTheirs } from './parts/edit.ts'
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

function Editor({ latest }: { readonly latest: OutputOf<typeof readForm> }) {
  const text = useText('fields')
  const client = useQueryClient()
  const mayChange = useMay('form.manage')
  const { version } = latest
  const edit = useVersionedEdit({ version, body: latest.form }, withTheirs)
  const { body: form, basedOn, change } = edit
  const [reason, setReason] = useState('')
  const faults = formFaults(form)
  const save = useAct(changeForm, {
    refreshes: [listFormVersions],
    onDone: (changed) => {
      showDone(text('saved', { version: changed.version }))
      client.setQueryData(answerKey(readForm, {}), changed)
      edit.forget()
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
        <SaveVersion
          edit={edit}
          words={{
            reason: text('reason'),
            save: text('save'),
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
