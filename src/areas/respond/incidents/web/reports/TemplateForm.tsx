import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { audiences } from '../../../../../base/tlp.ts'
import { answerKey } from '../../../../../ui/answers.ts'
import { CallError } from '../../../../../ui/call-error.ts'
import { call } from '../../../../../ui/client.ts'
import { useForm } from '../../../../../ui/form.ts'
import { showDone } from '../../../../../ui/kit/notices.tsx'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { useText } from '../../../../../ui/text.ts'
import {
  listReportTemplates,
  saveReportTemplate,
  type ReportTemplate,
  type TemplatePart,
} from '../../contract/report-templates.ts'
import { PartsEditor } from './PartsEditor.tsx'

/** What is being written; one of its own brings the version that was read. */
export interface Draft {
  readonly id?: string
  readonly version?: number
  readonly name: string
  readonly audience: ReportTemplate['audience']
  readonly parts: TemplatePart[]
}

interface TemplateFormProps {
  readonly draft: Draft
  readonly onClose: () => void
}

/** The name of a template, its readers, and its parts in their order. */
export function TemplateForm({ draft, onClose }: TemplateFormProps) {
  const text = useText('reports')
  const ui = useText('ui')
  const client = useQueryClient()
  const { id, version, name, audience, parts } = draft
  const form = useForm({
    schema: saveReportTemplate.input.pick({ name: true, audience: true }).loose(),
    initial: { name, audience, parts },
    send: async (values) => {
      const isIncomplete = values.parts.some(
        (part) => part.kind === 'words' && (part.title.trim() === '' || part.text.trim() === ''),
      )
      if (isIncomplete || values.parts.length === 0)
        throw new CallError('invalid', text(isIncomplete ? 'edit.incomplete' : 'edit.noParts'))
      const known = { ...(id !== undefined && { id }), ...(version !== undefined && { version }) }
      return call(saveReportTemplate, { ...values, ...known })
    },
    onDone: () => {
      void client.invalidateQueries({ queryKey: answerKey(listReportTemplates) })
      showDone(text('edit.saved'))
      onClose()
    },
  })
  const cancel = (
    <Button variant="default" onClick={onClose}>
      {ui('action.cancel')}
    </Button>
  )
  return (
    <PlainForm form={form} submitLabel={text('edit.save')} besides={cancel}>
      <TextInput label={text('edit.name')} maxLength={80} {...form.field('name')} />
      <NativeSelect
        label={text('edit.audience')}
        description={text('edit.audienceHint')}
        data={audiences.map((value) => ({ value, label: text(`audience.${value}`) }))}
        {...form.field('audience')}
        onChange={(event) =>
          form.set('audience', audiences.find((one) => one === event.currentTarget.value) ?? audience)
        }
      />
      <PartsEditor parts={form.values.parts} onChange={(next) => form.set('parts', next)} />
    </PlainForm>
  )
}
