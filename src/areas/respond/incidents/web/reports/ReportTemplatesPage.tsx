import { Button } from '@mantine/core'
import { useState } from 'react'
import { useAct, useAnswer } from '../../../../../ui/answers.ts'
import { Can } from '../../../../../ui/kit/Can.tsx'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../../ui/kit/Loading.tsx'
import { showUndo } from '../../../../../ui/kit/notices.tsx'
import { Page, Section } from '../../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import lines from '../../../../../ui/lists/lines.module.css'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useMay } from '../../../../../ui/session.ts'
import { useText } from '../../../../../ui/text.ts'
import {
  listReportTemplates,
  removeReportTemplate,
  saveReportTemplate,
  type ReportTemplate,
} from '../../contract/report-templates.ts'
import { TemplateForm, type Draft } from './TemplateForm.tsx'
import { useTemplateWords } from './template-words.ts'

const empty: Draft = {
  name: '',
  audience: 'organisation',
  parts: [{ kind: 'chapter', chapter: 'summary' }],
}

/** Which chapters a report has, in which order, with words of one's own: for each kind of reader once. */
export function ReportTemplatesPage() {
  const text = useText('reports')
  const list = useAnswer(listReportTemplates, {})
  const [draft, setDraft] = useState<Draft>()
  if (list.error && !list.data) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />
  if (!list.data) return <Loading />
  const items = list.data.items
  const own = items.filter(({ isBuiltIn }) => !isBuiltIn)
  if (draft !== undefined) {
    return (
      <Page title={text(draft.id === undefined ? 'edit.new' : 'edit.title')} lead={text('edit.lead')}>
        <TemplateForm draft={draft} onClose={() => setDraft(undefined)} />
      </Page>
    )
  }
  const add = (
    <Can permission="report.manage">
      <Button onClick={() => setDraft(empty)}>{text('page.add')}</Button>
    </Can>
  )
  return (
    <Page title={text('page.title')} lead={text('page.lead')} actions={own.length > 0 && add}>
      <Section title={text('page.own')}>
        {own.length === 0 && (
          <>
            <p className={lines.dim}>{text('page.none')}</p>
            <div>{add}</div>
          </>
        )}
        <Templates items={own} onOpen={setDraft} />
      </Section>
      <Section title={text('page.house')}>
        <p className={lines.dim}>{text('page.houseLead')}</p>
        <Templates items={items.filter(({ isBuiltIn }) => isBuiltIn)} onOpen={setDraft} />
      </Section>
    </Page>
  )
}

interface TemplatesProps {
  readonly items: readonly ReportTemplate[]
  readonly onOpen: (draft: Draft) => void
}

function Templates({ items, onOpen }: TemplatesProps) {
  const text = useText('reports')
  const words = useTemplateWords()
  const mayManage = useMay('report.manage')
  const remove = useRemoving()
  if (items.length === 0) return null
  return (
    <>
      {remove.error && <Notice tone="bad">{remove.error.message}</Notice>}
      <ul className={lines.list}>
        {items.map((template) => {
          const { id, isBuiltIn, name, audience, parts, version, changedAt, changedBy } = template
          const copy = { name: text('edit.copyOf', { name: words.nameOf(template) }), audience, parts }
          return (
            <li key={id}>
              <span className={lines.words}>
                <strong>{words.nameOf(template)}</strong>
                <span className={lines.dim}>{words.audienceOf(template)}</span>
                <span>{words.partsOf(template)}</span>
                {changedAt !== null && (
                  <span className={lines.dim}>
                    {text('page.changed', { who: changedBy ?? '' })} <TimeText at={changedAt} />
                  </span>
                )}
              </span>
              {mayManage && (
                <span className={lines.acts}>
                  {!isBuiltIn && (
                    <Button
                      variant="default"
                      aria-label={text('page.changeOf', { name })}
                      onClick={() => onOpen({ id, version, name, audience, parts })}
                    >
                      {text('page.change')}
                    </Button>
                  )}
                  <Button
                    variant="default"
                    aria-label={text('page.copyOf', { name: words.nameOf(template) })}
                    onClick={() => onOpen(copy)}
                  >
                    {text('page.copy')}
                  </Button>
                  {!isBuiltIn && (
                    <Button
                      variant="subtle"
                      aria-label={text('page.removeOf', { name })}
                      onClick={() => remove.run(template)}
                    >
                      {text('page.remove')}
                    </Button>
                  )}
                </span>
              )}
            </li>
          )
        })}
      </ul>
    </>
  )
}

/** Removes one, and brings it back as it was where that was a slip. */
function useRemoving() {
  const text = useText('reports')
  const refreshes = [listReportTemplates]
  const remove = useAct(removeReportTemplate, { refreshes })
  const save = useAct(saveReportTemplate, { refreshes })
  const run = ({ id, name, audience, parts }: ReportTemplate) =>
    remove.mutate(
      { template: id },
      {
        onSuccess: () =>
          showUndo({
            message: text('page.removed', { name }),
            onUndo: () => save.mutate({ id, name, audience, parts }),
          }),
      },
    )
  return { run, error: remove.error ?? save.error }
}
