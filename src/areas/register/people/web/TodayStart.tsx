import { Button } from '@mantine/core'
import { useAct, useAnswer } from '../../../../ui/answers.ts'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Section } from '../../../../ui/kit/Page.tsx'
import { To } from '../../../../ui/place.tsx'
import { useMay } from '../../../../ui/session.ts'
import { useText } from '../../../../ui/text.ts'
import { loadDemo } from '../contract/account.ts'
import { listMembers, readOrganisation } from '../contract/people.ts'
import classes from './people.module.css'

const steps = [
  ['invite', '/people'],
  ['source', '/settings/sources'],
  ['form', '/settings/sources'],
  ['mail', '/settings/mail'],
] as const

/** Today, as long as an owner is alone here: what to do first, and a company to look around in. */
export function TodayStart() {
  const text = useText('people')
  const mayManage = useMay('tenant.manage')
  const members = useAnswer(listMembers, { limit: 5 }, { enabled: mayManage })
  const organisation = useAnswer(readOrganisation, {}, { enabled: mayManage })
  const demo = useAct(loadDemo, { onDone: ({ slug }) => location.assign(`/t/${slug}`) })
  if (!mayManage || !members.data || members.data.items.length > 1 || organisation.data?.demo) return null
  return (
    <Section title={text('first.title')}>
      <ol className={classes.next}>
        {steps.map(([name, path]) => (
          <li key={name}>
            <To path={path}>{text(`first.${name}`)}</To>
            <span>{text(`first.${name}Why`)}</span>
          </li>
        ))}
      </ol>
      <p className={classes.words}>{text('first.demo')}</p>
      <div>
        <Button variant="default" loading={demo.isPending} onClick={() => demo.mutate({})}>
          {text('first.demoDo')}
        </Button>
      </div>
      {demo.error && <ErrorState error={demo.error} />}
    </Section>
  )
}
