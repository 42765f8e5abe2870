import type { ReactNode } from 'react'
import type { Form } from '../../../../../ui/form.ts'
import { LongField, TextField } from '../../../../../ui/plain/fields.tsx'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { ReportKind } from '../../contract/report-kinds.ts'
import { GivesAway } from './GivesAway.tsx'
import { KindChoice } from './KindChoice.tsx'
import { OddMail } from './OddMail.tsx'
import { StillGoing, goingUnknown } from './StillGoing.tsx'

/** What everybody is asked who saw something odd, before anything is typed. */
export const nothingSeen = {
  // Widened: before a choice there is none.
  kind: '' as ReportKind | '',
  what: '',
  where: '',
  stillGoing: goingUnknown,
  stoppedBy: '',
  wouldHelp: '',
}

type Seen = typeof nothingSeen

interface ReportFormProps<V extends Seen> {
  readonly form: Form<V>
  readonly mail: Blob | undefined
  readonly onMail: (mail: Blob | undefined) => void
  /** Whether nothing says who it is. */
  readonly isAnonymous: boolean
  /** How they may be found, which differs with whether they are signed in. */
  readonly children: ReactNode
}

/** What was seen: a choice first, then what that choice needs. The same at the open form and behind the sign-in. */
export function ReportForm<V extends Seen>({
  form,
  mail,
  onMail,
  isAnonymous,
  children,
}: ReportFormProps<V>) {
  const text = useText('report')
  const { kind } = form.values
  const choose = (next: ReportKind) => form.set('kind', next)
  const choice = <KindChoice key="kind" value={kind} onChange={choose} />
  if (kind === '') return choice
  return (
    <PlainForm form={form} submitLabel={text('form.send')} isAlarming>
      {choice}
      {kind === 'mail' && <OddMail mail={mail} onChange={onMail} />}
      <LongField
        label={text(`reportWhat.${kind}`)}
        hint={text('form.whatHint')}
        maxLength={4000}
        {...form.field('what')}
      />
      {kind === 'near_miss' && (
        <>
          <LongField
            label={text('form.stoppedBy')}
            hint={text('form.guess')}
            rows={2}
            maxLength={1000}
            {...form.field('stoppedBy')}
          />
          <LongField
            label={text('form.wouldHelp')}
            hint={text('form.guess')}
            rows={2}
            maxLength={1000}
            {...form.field('wouldHelp')}
          />
        </>
      )}
      {asksWhere.has(kind) && (
        <TextField
          label={text('form.where')}
          hint={text('form.whereHint')}
          isOptional
          maxLength={300}
          {...form.field('where')}
        />
      )}
      {kind === 'behaviour' && (
        <StillGoing value={form.values.stillGoing} onChange={(value) => form.set('stillGoing', value)} />
      )}
      {children}
      {isAnonymous && (
        <GivesAway
          words={`${form.values.what}\n${form.values.where}\n${form.values.stoppedBy}\n${form.values.wouldHelp}`}
        />
      )}
    </PlainForm>
  )
}

const asksWhere: ReadonlySet<ReportKind> = new Set<ReportKind>(['clicked', 'behaviour', 'lost', 'weakness'])
