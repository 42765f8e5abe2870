import type { IncidentKind } from '../../../../../base/incident-kinds.ts'
import { wordsIn } from '../../../../../base/own-fields.ts'
import { useAnswer } from '../../../../../ui/answers.ts'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { To } from '../../../../../ui/place.tsx'
import { useMay } from '../../../../../ui/session.ts'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import { readForm } from '../../../../register/fields/contract/form.ts'
import classes from '../playbook.module.css'

/** Fields of one's own that an incident of this kind carries; with the steps they are its template. */
export function OwnFields({ kind }: { readonly kind: IncidentKind }) {
  const text = useText('playbooks')
  const language = useLanguage()
  const mayChange = useMay('form.manage')
  const form = useAnswer(readForm, {})
  const asked = (form.data?.form.fields ?? []).filter(
    ({ isRetired, kinds }) => !isRetired && (kinds.length === 0 || kinds.includes(kind)),
  )
  return (
    <Section title={text('ownFields.title')}>
      {form.error && !form.data && <ErrorState error={form.error} onRetry={() => void form.refetch()} />}
      {form.data && (
        <p className={classes.dim}>{text(asked.length === 0 ? 'ownFields.none' : 'ownFields.lead')}</p>
      )}
      <ul>
        {asked.map(({ key, name, help, atDeclare, isNeeded, when }) => {
          const marks = [
            atDeclare && text('ownFields.declare'),
            isNeeded && text('ownFields.close'),
            when.length > 0 && text('ownFields.sometimes'),
          ].filter((one) => one !== false)
          return (
            <li key={key}>
              {wordsIn(name, language)}
              {marks.length > 0 && <span className={classes.dim}> ({marks.join(', ')})</span>}
              {wordsIn(help, language) !== '' && (
                <span className={classes.dim}> {wordsIn(help, language)}</span>
              )}
            </li>
          )
        })}
      </ul>
      {mayChange && (
        <p data-no-print>
          <To path="/settings/fields">{text('ownFields.change')}</To>
        </p>
      )}
    </Section>
  )
}
