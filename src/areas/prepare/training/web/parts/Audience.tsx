import { Button } from '@mantine/core'
import { useAct, useAnswer } from '../../../../../ui/answers.ts'
import type { Entry } from '../../../../../ui/entry/EntryDialog.tsx'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { useText, type Say } from '../../../../../ui/text.ts'
import { readPowers } from '../../../../register/powers/contract/powers.ts'
import { standingRoles } from '../../../../register/powers/contract/words.ts'
import {
  getCourse,
  setCourseAudience,
  type CourseDetail,
  type ShownAudience,
} from '../../contract/courses.ts'
import { audiences, reasons } from '../../contract/words.ts'
import lines from '../../../../../ui/lists/lines.module.css'

interface AudienceProps {
  readonly course: CourseDetail
  readonly ask: (entry: Entry) => void
}

/** For whom a course is, by when, and how often again; each line goes and comes by itself. */
export function Audience({ course, ask }: AudienceProps) {
  const text = useText('training')
  const set = useAct(setCourseAudience, { refreshes: [getCourse] })
  const { id, audience, changedAt: seenAt } = course
  const roles = useAnswer(readPowers, {}).data?.roles ?? []
  return (
    <Section title={text('audience.title')}>
      {audience.length === 0 && <p className={lines.dim}>{text('audience.none')}</p>}
      {set.error && <ErrorState error={set.error} />}
      <ul className={lines.list}>
        {audience.map((one, place) => (
          <li key={[one.audience, one.role, one.dueDays, one.renewMonths, one.reason].join(' ')}>
            <span className={lines.words}>
              {audienceWords(text, one)}
              <span className={lines.dim}>
                {[
                  text('audience.within', { count: one.dueDays }),
                  one.renewMonths === null
                    ? text('audience.once')
                    : text('audience.again', { count: one.renewMonths }),
                  text(`why.${one.reason}`),
                  one.why,
                ]
                  .filter((word) => word !== '')
                  .join(' · ')}
              </span>
            </span>
            <Button
              variant="subtle"
              aria-label={text('audience.removeOf', { name: audienceWords(text, one) })}
              loading={set.isPending}
              onClick={() =>
                set.mutate({ id, seenAt, audience: audience.filter((_one, at) => at !== place).map(wireOf) })
              }
            >
              {text('audience.remove')}
            </Button>
          </li>
        ))}
      </ul>
      <div className={lines.acts}>
        <Button variant="default" onClick={() => ask(audienceEntry(text, course, roles))}>
          {text('audience.add')}
        </Button>
      </div>
    </Section>
  )
}

function audienceWords(text: Say, { audience, role, roleName }: ShownAudience): string {
  if (audience !== 'role' || role === null) return text(`audience.${audience}`)
  return text('audience.roleOf', { role: roleWords(text, role, roleName) })
}

export function roleWords(text: Say, role: string, name: string): string {
  const shipped = standingRoles.find((one) => one === role)
  return name !== '' || shipped === undefined ? name : text(`roles.${shipped}`)
}

function wireOf({ roleName: _name, ...one }: ShownAudience) {
  return one
}

/** Those that ship and those that the firm has made up itself. */
type Roles = readonly { readonly role: string; readonly name: string }[]

function audienceEntry(text: Say, { id, audience, changedAt }: CourseDetail, roles: Roles): Entry {
  return {
    title: text('audience.addTitle'),
    fields: [
      {
        kind: 'choice',
        name: 'audience',
        label: text('audience.who'),
        options: audiences.map((value) => ({
          value,
          label: text(value === 'role' ? 'audience.role' : `audience.${value}`),
        })),
      },
      {
        kind: 'choice',
        name: 'role',
        label: text('audience.role'),
        hint: text('audience.roleHint'),
        options: roles.map(({ role, name }) => ({ value: role, label: roleWords(text, role, name) })),
        isOptional: true,
      },
      { kind: 'number', name: 'dueDays', label: text('audience.days') },
      { kind: 'number', name: 'renewMonths', label: text('audience.renew'), isOptional: true },
      {
        kind: 'choice',
        name: 'reason',
        label: text('reason'),
        options: reasons.map((value) => ({ value, label: text(`why.${value}`) })),
      },
    ],
    initial: { audience: 'everyone', dueDays: '14', renewMonths: '12', reason: 'role' },
    endpoint: setCourseAudience,
    given: { id, seenAt: changedAt },
    shape: (values) => ({ audience: [...audience.map(wireOf), values] }),
    submit: text('audience.add'),
  }
}
