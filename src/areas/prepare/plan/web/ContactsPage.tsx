import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useAct, useAnswer } from '../../../../ui/answers.ts'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { showDone } from '../../../../ui/kit/notices.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { StateMark } from '../../../../ui/marks/StateMark.tsx'
import { To } from '../../../../ui/place.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { useMay } from '../../../../ui/session.ts'
import { useText } from '../../../../ui/text.ts'
import { changePlan, readPlan, type Plan } from '../contract/plan.ts'
import { contactSlots } from '../rules/words/contacts.ts'
import { usePlanLanguage } from './parts/language.ts'
import lines from '../../../../ui/lists/lines.module.css'
import classes from './plan.module.css'

/** People outside whom the plan must name; which they are follows from the answers. */
export function ContactsPage() {
  const text = useText('plan')
  const language = usePlanLanguage()
  const answer = useAnswer(readPlan, { language })
  const needed = answer.data?.contacts.filter(({ isNeeded }) => isNeeded) ?? []
  const others = answer.data?.contacts.filter(({ isNeeded }) => !isNeeded) ?? []
  return (
    <Page
      title={text('contacts.title')}
      lead={
        <>
          {text('contacts.lead')} <To path="/plan">{text('toPlan')}</To>
        </>
      }
    >
      {answer.error && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.isPending && <Loading />}
      {needed.map((contact) => (
        <ContactForm key={contact.slot} contact={contact} />
      ))}
      {others.length > 0 && (
        <details className={classes.section}>
          <summary>{text('contacts.others')}</summary>
          {others.map((contact) => (
            <ContactForm key={contact.slot} contact={contact} />
          ))}
        </details>
      )}
    </Page>
  )
}

const fields = ['name', 'phone', 'nightPhone', 'note'] as const

function ContactForm({ contact }: { readonly contact: Plan['contacts'][number] }) {
  const text = useText('plan')
  const language = usePlanLanguage()
  const mayEdit = useMay('plan.edit')
  const [said, setSaid] = useState<Partial<Record<(typeof fields)[number], string>>>({})
  const act = useAct(changePlan, {
    refreshes: [readPlan],
    onDone: () => {
      setSaid({})
      showDone(text('saved'))
    },
  })
  const slot = contactSlots.find(({ id }) => id === contact.slot)
  const value = (field: (typeof fields)[number]) => said[field] ?? contact[field]
  const isReached = contact.phone !== '' || contact.nightPhone !== ''
  return (
    <Section title={slot?.words[language] ?? contact.slot}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault()
          const { slot: wanted } = contact
          act.mutate({
            contacts: [
              {
                slot: wanted,
                name: value('name'),
                phone: value('phone'),
                nightPhone: value('nightPhone'),
                note: value('note'),
              },
            ],
          })
        }}
      >
        <p className={lines.dim}>{slot?.why[language]}</p>
        <div className={classes.buttons}>
          <StateMark
            tone={isReached ? 'good' : 'warn'}
            word={text(isReached ? 'contacts.known' : 'contacts.missing')}
          />
          {contact.from !== '' && <StateMark tone="active" word={text(`from.${contact.from}`)} />}
        </div>
        {fields.map((field) => (
          <TextInput
            key={field}
            label={text(`contacts.${field}`)}
            type={field === 'phone' || field === 'nightPhone' ? 'tel' : 'text'}
            value={value(field)}
            maxLength={200}
            disabled={!mayEdit}
            onChange={(event) => setSaid({ ...said, [field]: event.currentTarget.value })}
          />
        ))}
        {act.error && <Notice tone="bad">{act.error.message}</Notice>}
        {mayEdit && (
          <div className={classes.buttons}>
            <Button type="submit" loading={act.isPending} disabled={Object.keys(said).length === 0}>
              {text('save')}
            </Button>
          </div>
        )}
      </form>
    </Section>
  )
}
