import { Button } from '@mantine/core'
import { useAct, useAnswer } from '../../../../ui/answers.ts'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { showDone } from '../../../../ui/kit/notices.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { To } from '../../../../ui/place.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { peopleAmong, useEvery, type People } from '../../../../ui/register/known.ts'
import { useMay } from '../../../../ui/session.ts'
import { useText } from '../../../../ui/text.ts'
import { listMembers } from '../../../register/people/contract/people.ts'
import { changePlan, readPlan, type Plan } from '../contract/plan.ts'
import { charges } from '../rules/words/charges.ts'
import { sectionKeys, sections } from '../rules/words/sections.ts'
import { usePlanLanguage } from './parts/language.ts'
import { PersonSelect } from './parts/PersonSelect.tsx'
import lines from '../../../../ui/lists/lines.module.css'
import classes from './plan.module.css'

/** Who answers for each critical action, and who stands in. */
export function WhoPage() {
  const text = useText('plan')
  const language = usePlanLanguage()
  const answer = useAnswer(readPlan, { language })
  const mayEdit = useMay('plan.edit')
  const people = peopleAmong(useEvery(listMembers, {}))
  const act = useAct(changePlan, { refreshes: [readPlan], onDone: () => showDone(text('saved')) })
  const plan = answer.data
  return (
    <Page
      title={text('who.title')}
      lead={
        <>
          {text('who.lead')} <To path="/plan">{text('toPlan')}</To>
        </>
      }
      actions={
        mayEdit &&
        plan?.charges.some(isOpen) && (
          <Button loading={act.isPending} onClick={() => act.mutate({ fillEmpty: true })}>
            {text('who.fill')}
          </Button>
        )
      }
    >
      {answer.error && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.isPending && <Loading />}
      {act.error && <Notice tone="bad">{act.error.message}</Notice>}
      {people.options.length === 1 && (
        <Notice tone="warn" title={text('who.alone')}>
          <p className={classes.lone}>
            <To path="/people" className={lines.link}>
              {text('who.invite')}
            </To>
          </p>
        </Notice>
      )}
      {plan &&
        sectionKeys.map((section) => (
          <Section key={section} title={sections[section].title[language]}>
            <div className={classes.rows}>
              {charges
                .filter((charge) => charge.section === section)
                .map(({ id, words }) => (
                  <Row
                    key={id}
                    kept={plan.charges.find(({ charge }) => charge === id)}
                    label={words[language]}
                    people={people}
                    isLocked={!mayEdit || act.isPending}
                    onChange={(charge) => act.mutate({ charges: [charge] })}
                  />
                ))}
            </div>
          </Section>
        ))}
    </Page>
  )
}

type Charge = Plan['charges'][number]

/** A proposal fills it; what is written under Who decides is filled there. */
function isOpen({ accountableId, deputyId, from }: Charge): boolean {
  return from === '' && (accountableId === null || deputyId === null)
}

function Row({
  kept,
  label,
  people,
  isLocked,
  onChange,
}: {
  readonly kept: Charge | undefined
  readonly label: string
  readonly people: People
  readonly isLocked: boolean
  readonly onChange: (charge: Charge) => void
}) {
  const text = useText('plan')
  if (kept === undefined) return null
  if (kept.from === 'powers')
    return (
      <div className={classes.row}>
        <div>
          <strong>{label}</strong>
          <p className={classes.lone}>
            <To path="/powers" className={lines.link} aria-label={`${text('who.inPowers')}: ${label}`}>
              {text('who.inPowers')}
            </To>
          </p>
        </div>
        <Held title={text('who.accountableId')} name={kept.accountable || text('who.nobody')} />
        <Held title={text('who.deputyId')} name={kept.deputy || text('who.nobody')} />
      </div>
    )
  const choose = (field: 'accountableId' | 'deputyId', other: string | null) => (
    <PersonSelect
      label={text(`who.${field}`)}
      about={label}
      people={people}
      value={kept[field]}
      not={other}
      isLocked={isLocked}
      onChange={(id) => onChange({ ...kept, [field]: id })}
    />
  )
  return (
    <div className={classes.row}>
      <strong>{label}</strong>
      {choose('accountableId', kept.deputyId)}
      {choose('deputyId', kept.accountableId)}
    </div>
  )
}

/** Written in another register, and changed there. */
function Held({ title, name }: { readonly title: string; readonly name: string }) {
  return (
    <p className={classes.held}>
      <span className={lines.dim}>{title}</span> <span>{name}</span>
    </p>
  )
}
