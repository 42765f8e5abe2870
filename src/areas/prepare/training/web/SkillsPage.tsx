import { Button } from '@mantine/core'
import { useAnswer } from '../../../../ui/answers.ts'
import type { Entry } from '../../../../ui/entry/EntryDialog.tsx'
import { useEntry } from '../../../../ui/entry/use-entry.tsx'
import { EmptyState } from '../../../../ui/kit/EmptyState.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { dayWords } from '../../../../ui/kit/time-words.ts'
import { StateMark, type Tone } from '../../../../ui/marks/StateMark.tsx'
import { To } from '../../../../ui/place.tsx'
import { peopleAmong, useEvery } from '../../../../ui/register/known.ts'
import { useLanguage, useText } from '../../../../ui/text.ts'
import { listMembers } from '../../../register/people/contract/people.ts'
import { listVendors } from '../../../register/vendors/contract/vendors.ts'
import { readSkills, type RoleReadiness, type Skill } from '../contract/skills.ts'
import type { SkillFlag } from '../contract/words.ts'
import { roleWords } from './parts/Audience.tsx'
import { dropEntry, holdEntry, retireEntry, skillEntry, weighEntry } from './parts/skill-entries.ts'
import lines from '../../../../ui/lists/lines.module.css'

/** Which role is trained, who can do what until when, and whether to have it in the house. */
export function SkillsPage() {
  const text = useText('training')
  const { ask, dialog } = useEntry([readSkills])
  const live = { stream: '*', kinds: ['skill.', 'training.', 'course.', 'power.', 'member.', 'tool_drill.'] }
  const answer = useAnswer(readSkills, {}, { live })
  const data = answer.data
  const add = <Button onClick={() => ask(skillEntry(text))}>{text('skills.add')}</Button>
  return (
    <Page
      title={text('skills.title')}
      lead={
        <>
          {text('skills.lead')} <To path="/training">{text('all')}</To>
        </>
      }
      actions={
        <>
          {data?.can.manage && add}
          <Button variant="default" onClick={() => print()}>
            {text('print')}
          </Button>
        </>
      }
    >
      {answer.error && !data && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.isPending && <Loading />}
      {data && (
        <>
          <Roles roles={data.roles} />
          <Section title={text('skills.list')}>
            {data.skills.length === 0 && (
              <EmptyState title={text('skills.none')} lead={text('skills.noneLead')} />
            )}
            <div className={lines.beside}>
              {data.skills.map((skill) => (
                <SkillCard key={skill.id} skill={skill} ask={data.can.manage ? ask : undefined} />
              ))}
            </div>
          </Section>
        </>
      )}
      {dialog}
    </Page>
  )
}

function Roles({ roles }: { readonly roles: readonly RoleReadiness[] }) {
  const text = useText('training')
  const language = useLanguage()
  return (
    <Section title={text('skills.roles')}>
      {roles.length === 0 && <EmptyState title={text('skills.noRoles')} lead={text('skills.noRolesLead')} />}
      <ul className={lines.list}>
        {roles.map(({ role, roleName, person, isDeputy, isReady, courses }) => (
          <li key={`${role} ${person}`}>
            <span className={lines.words}>
              <strong>
                {roleWords(text, role, roleName)}: {person}
                {isDeputy && ` (${text('skills.standsIn')})`}
              </strong>
              {courses.map(({ id, title, state, day }) => (
                <span key={id} className={lines.dim}>
                  <To path={`/training/courses/${id}`} className={lines.link}>
                    {title}
                  </To>
                  {': '}
                  {state === 'current' && day !== null
                    ? text('skills.currentUntil', { day: dayWords(day, language) })
                    : text(`skills.${state}`, { day: dayWords(day ?? '', language) })}
                </span>
              ))}
            </span>
            <StateMark
              tone={isReady ? 'good' : 'bad'}
              word={text(isReady ? 'skills.ready' : 'skills.notReady')}
            />
          </li>
        ))}
      </ul>
    </Section>
  )
}

const flagTones: Readonly<Record<SkillFlag, Tone>> = {
  nobody: 'bad',
  alone: 'warn',
  no_deputy: 'warn',
  ends_soon: 'warn',
  ended: 'warn',
  undecided: 'unknown',
}

interface SkillCardProps {
  readonly skill: Skill
  /** Absent for those who only read. */
  readonly ask: ((entry: Entry) => void) | undefined
}

function SkillCard({ skill, ask }: SkillCardProps) {
  const text = useText('training')
  const people = peopleAmong(useEvery(listMembers, {}))
  const vendors = useEvery(listVendors, {}).map(({ id, name }) => ({ value: id, label: name }))
  const { name, kind, note, flags } = skill
  return (
    <section className={lines.side} aria-label={name}>
      <h3>{name}</h3>
      <p className={lines.dim}>{[text(`skillKind.${kind}`), note].filter((one) => one !== '').join(' · ')}</p>
      <span className={lines.acts}>
        {flags.map((flag) => (
          <StateMark key={flag} tone={flagTones[flag]} word={text(`flag.${flag}`)} />
        ))}
      </span>
      <Holders skill={skill} ask={ask} />
      <Weighed skill={skill} />
      {ask && (
        <div className={lines.acts} data-no-print>
          <Button
            variant="default"
            aria-label={text('skills.holdOf', { name })}
            onClick={() => ask(holdEntry(text, skill, people.options))}
          >
            {text('skills.hold')}
          </Button>
          <Button
            variant="default"
            aria-label={`${text('skills.weigh')}: ${name}`}
            onClick={() => ask(weighEntry(text, skill, vendors))}
          >
            {text('skills.weigh')}
          </Button>
          <Button
            variant="subtle"
            aria-label={`${text('skills.change')}: ${name}`}
            onClick={() => ask(skillEntry(text, skill))}
          >
            {text('skills.change')}
          </Button>
          <Button
            variant="subtle"
            aria-label={`${text('skills.retire')}: ${name}`}
            onClick={() => ask(retireEntry(text, skill))}
          >
            {text('skills.retire')}
          </Button>
        </div>
      )}
    </section>
  )
}

function Holders({ skill, ask }: SkillCardProps) {
  const text = useText('training')
  const language = useLanguage()
  return (
    <ul className={lines.list}>
      {skill.holders.map((holder) => {
        const { id, name, level, isDeputy, source, expiresOn, isEnded } = holder
        const day = expiresOn === null ? '' : dayWords(expiresOn, language)
        const words = [
          text(`level.${level}`),
          isDeputy ? text('skills.standsIn') : '',
          source,
          day === '' ? '' : text(isEnded ? 'skills.ended' : 'skills.until', { day }),
        ]
        return (
          <li key={id}>
            <span className={lines.words}>
              <strong>{name}</strong>
              <span className={lines.dim}>{words.filter((word) => word !== '').join(' · ')}</span>
            </span>
            {ask && (
              <Button
                variant="subtle"
                data-no-print
                aria-label={text('skills.dropOf', { name })}
                onClick={() => ask(dropEntry(text, holder))}
              >
                {text('skills.drop')}
              </Button>
            )}
          </li>
        )
      })}
    </ul>
  )
}

function Weighed({ skill: { worked, gaps, decision } }: { readonly skill: Skill }) {
  const text = useText('training')
  const language = useLanguage()
  const number = new Intl.NumberFormat(language)
  return (
    <>
      {gaps > 0 && <To path="/training/practice">{text('skills.gaps', { count: gaps })}</To>}
      {worked && (
        <p>
          {text('skills.worked', {
            inside: number.format(worked.inside),
            outside: number.format(worked.outside),
          })}
        </p>
      )}
      {decision && (
        <p>
          {text('skills.decided', {
            what: [text(`decision.${decision.what}`), decision.vendor].filter((one) => one !== '').join(', '),
            name: decision.decidedBy,
            day: dayWords(decision.decidedOn, language),
            why: decision.why,
          })}
        </p>
      )}
    </>
  )
}
