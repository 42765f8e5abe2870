import { Button, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { mayExport, tlpLabel } from '../../../../../base/tlp.ts'
import { useAnswer } from '../../../../../ui/answers.ts'
import { Can } from '../../../../../ui/kit/Can.tsx'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../../ui/kit/Loading.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { useMaking } from '../../../../../ui/making.ts'
import type { PanelSubject } from '../../../../../ui/panels.tsx'
import { To } from '../../../../../ui/place.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../../ui/text.ts'
import { download } from '../../../../../ui/transfer.ts'
import { getIncident } from '../../contract/incident.ts'
import { listReportTemplates, makeReport, type ReportTemplate } from '../../contract/report-templates.ts'
import {
  reportForms,
  reportLanguages,
  type ReportForm,
  type ReportLanguage,
} from '../../contract/report-words.ts'
import { useTemplateWords } from './template-words.ts'
import classes from './reports.module.css'

/** Makes the report of this case: for whom, and as which file. */
export function ReportPanel({ subject: { id } }: { readonly subject: PanelSubject }) {
  const text = useText('reports')
  const templates = useAnswer(listReportTemplates, {})
  const incident = useAnswer(getIncident, { id })
  const failed = templates.error ?? incident.error
  return (
    <Section title={text('panel.title')}>
      {failed && (
        <ErrorState
          error={failed}
          onRetry={() => void Promise.all([templates.refetch(), incident.refetch()])}
        />
      )}
      {!failed && (!templates.data || !incident.data) && <Loading lines={3} />}
      {templates.data && incident.data && (
        <Making id={id} templates={templates.data.items} tlp={incident.data.tlp} />
      )}
      <Can permission="report.manage">
        <p>
          <To path="/settings/report-templates">{text('panel.own')}</To>
        </p>
      </Can>
    </Section>
  )
}

interface MakingProps {
  readonly id: string
  readonly templates: readonly ReportTemplate[]
  readonly tlp: Parameters<typeof mayExport>[0]
}

interface MakeWish {
  readonly id: string
  readonly template: string
  readonly form: ReportForm
  readonly language?: ReportLanguage
}

function Making({ id, templates, tlp }: MakingProps) {
  const text = useText('reports')
  const words = useTemplateWords()
  const [chosen, setChosen] = useState('whole')
  const [form, setForm] = useState<ReportForm>('pdf')
  const [language, setLanguage] = useState<ReportLanguage>()
  const making = useMaking((wanted: MakeWish) => download(makeReport, wanted, 'report'))
  const template = templates.find((one) => one.id === chosen) ?? templates[0]
  if (template === undefined) return null
  const isTooFar = !mayExport(tlp, template.audience)
  return (
    <>
      <p className={classes.dim}>{text('panel.lead', { tlp: tlpLabel(tlp) })}</p>
      <div className={classes.making}>
        <NativeSelect
          label={text('panel.template')}
          value={template.id}
          onChange={(event) => setChosen(event.currentTarget.value)}
          data={templates.map((one) => ({ value: one.id, label: words.nameOf(one) }))}
        />
        <NativeSelect
          label={text('panel.form')}
          value={form}
          onChange={(event) => setForm(reportForms.find((one) => one === event.currentTarget.value) ?? 'pdf')}
          data={reportForms.map((value) => ({ value, label: text(`form.${value}`) }))}
        />
        <NativeSelect
          label={text('panel.language')}
          value={language ?? ''}
          onChange={(event) => setLanguage(reportLanguages.find((one) => one === event.currentTarget.value))}
          data={[
            { value: '', label: text('language.plan') },
            ...reportLanguages.map((value) => ({ value, label: text(`language.${value}`) })),
          ]}
        />
      </div>
      <p className={classes.dim}>
        {words.audienceOf(template)}. {words.partsOf(template)}
      </p>
      {form !== 'pdf' && <p className={classes.dim}>{text(`form.${form}Means`)}</p>}
      {isTooFar && <Notice tone="warn">{text('panel.tooFar', { tlp: tlpLabel(tlp) })}</Notice>}
      <div>
        <Button
          disabled={isTooFar}
          loading={making.isBusy}
          onClick={() => making.make({ id, template: template.id, form, ...(language && { language }) })}
        >
          {text('panel.make')}
        </Button>
      </div>
      {making.failure !== undefined && <Notice tone="bad">{making.failure}</Notice>}
    </>
  )
}
