import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core'
import * as z from 'zod'
import { personMay } from '../../../../../base/access.ts'
import { useAnswer } from '../../../../../ui/answers.ts'
import { call } from '../../../../../ui/client.ts'
import { instantOf, localIn, localOf } from '../../../../../ui/entry/entry-values.ts'
import { useForm, type Form } from '../../../../../ui/form.ts'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import { listMembers } from '../../../../register/people/contract/people.ts'
import { setReportRhythm, type ReportRhythm } from '../../contract/rhythms.ts'
import { insideAudiences, statementAudiences, statementLanguages } from '../../contract/statement-words.ts'
import type { StatementBoard } from '../../contract/statements.ts'
import classes from './statements.module.css'

type Text = ReturnType<typeof useText>

const steps = [30, 60, 120, 240, 480, 1440, 10_080] as const

/** As "2 hours": whole units alone. */
export function spanWords(text: Text, minutes: number): string {
  if (minutes % 1440 === 0) return text('rhythm.days', { count: minutes / 1440 })
  return minutes % 60 === 0
    ? text('rhythm.hours', { count: minutes / 60 })
    : text('rhythm.minutes', { count: minutes })
}

interface RhythmFormProps {
  readonly board: StatementBoard
  readonly rhythm: ReportRhythm | undefined
  readonly onClose: () => void
  readonly onDone: () => void
}

interface Values extends Pick<
  ReportRhythm,
  'audience' | 'language' | 'memberIds' | 'chatIds' | 'goesByItself'
> {
  readonly everyMinutes: string
  readonly nextAt: string
  readonly ownerId: string
}

/** For whom, how often, from when, who answers for it, and who of the house gets it. */
export function RhythmForm({ board, rhythm, onClose, onDone }: RhythmFormProps) {
  const text = useText('communications')
  const shown = useLanguage()
  const members = useAnswer(listMembers, { limit: 200 }).data?.items ?? []
  const active = members.filter(({ status, role }) => status === 'active' && role !== 'guest')
  const taken = board.rhythms.filter(({ isOn }) => isOn).map(({ audience }) => audience)
  const free = statementAudiences.filter((one) => one === rhythm?.audience || !taken.includes(one))
  const form = useForm<Values, unknown>({
    schema: z.looseObject({ nextAt: z.string().min(1), ownerId: z.string().min(1) }),
    initial: valuesOf(rhythm, free, statementLanguages.find((one) => one === shown) ?? 'en'),
    send: ({ audience, everyMinutes, nextAt, ownerId, memberIds, chatIds, language, goesByItself }) =>
      call(setReportRhythm, {
        ...{
          id: board.incidentId,
          audience,
          isOn: true,
          everyMinutes: Number(everyMinutes),
          ownerId,
          language,
        },
        revision: board.rhythms.find((one) => one.audience === audience)?.revision ?? 0,
        nextAt: instantOf(nextAt),
        memberIds: insideAudiences.includes(audience) ? [...memberIds] : [],
        chatIds: [...chatIds],
        goesByItself: audience === 'team' && goesByItself,
      }),
    onDone,
  })
  const every = [...new Set([...steps, Number(form.values.everyMinutes)])].toSorted((a, b) => a - b)
  return (
    <PlainForm
      form={form}
      submitLabel={text('rhythm.keep')}
      besides={
        <Button variant="subtle" className={classes.act} onClick={onClose}>
          {text('rhythm.cancel')}
        </Button>
      }
    >
      <NativeSelect
        label={text('say.for')}
        {...form.field('audience')}
        disabled={rhythm !== undefined}
        data={free.map((value) => ({ value, label: text(`audience.${value}`) }))}
      />
      <NativeSelect
        label={text('rhythm.how')}
        {...form.field('everyMinutes')}
        data={every.map((minutes) => ({ value: String(minutes), label: spanWords(text, minutes) }))}
      />
      <TextInput type="datetime-local" label={text('rhythm.first')} {...form.field('nextAt')} />
      <NativeSelect
        label={text('rhythm.owner')}
        description={text('rhythm.ownerHint')}
        {...form.field('ownerId')}
        data={[
          { value: '', label: '' },
          ...active
            .filter((person) => personMay(person, 'statement.draft'))
            .map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <NativeSelect
        label={text('say.language')}
        {...form.field('language')}
        data={statementLanguages.map((value) => ({ value, label: text(`language.${value}`) }))}
      />
      <Whom board={board} form={form} people={active} />
    </PlainForm>
  )
}

interface WhomProps {
  readonly board: StatementBoard
  readonly form: Form<Values>
  readonly people: readonly { readonly id: string; readonly name: string }[]
}

/** People of the house by name; those outside are who got the last one. */
function Whom({ board, form, people }: WhomProps) {
  const text = useText('communications')
  const { audience } = form.values
  return (
    <>
      {insideAudiences.includes(audience) ? (
        <Checkbox.Group
          label={text('rhythm.whom')}
          value={[...form.values.memberIds]}
          onChange={(memberIds) => form.set('memberIds', memberIds)}
        >
          {people.map(({ id, name }) => (
            <Checkbox key={id} value={id} label={name} className={classes.check} />
          ))}
        </Checkbox.Group>
      ) : (
        <p className={classes.dim}>{text('rhythm.outside')}</p>
      )}
      {board.channels.length > 0 && (
        <Checkbox.Group
          label={text('rhythm.chats')}
          value={[...form.values.chatIds]}
          onChange={(chatIds) => form.set('chatIds', chatIds)}
        >
          {board.channels.map(({ id, name }) => (
            <Checkbox key={id} value={id} label={name} className={classes.check} />
          ))}
        </Checkbox.Group>
      )}
      {audience === 'team' && board.teamByItself && board.can.send && (
        <Checkbox
          label={text('rhythm.letGo')}
          className={classes.check}
          checked={form.values.goesByItself}
          onChange={(event) => form.set('goesByItself', event.currentTarget.checked)}
        />
      )}
    </>
  )
}

function valuesOf(
  rhythm: ReportRhythm | undefined,
  free: readonly ReportRhythm['audience'][],
  language: ReportRhythm['language'],
): Values {
  if (rhythm) return { ...rhythm, everyMinutes: String(rhythm.everyMinutes), nextAt: nextOf(rhythm) }
  return {
    audience: free.includes('management') ? 'management' : (free[0] ?? 'team'),
    ...{ everyMinutes: '120', nextAt: localIn(2 / 24), ownerId: '', memberIds: [], chatIds: [] },
    ...{ language, goesByItself: false },
  }
}

/** One that is late is set anew from now on. */
function nextOf({ nextAt, isLate, everyMinutes }: ReportRhythm): string {
  return isLate ? localIn(everyMinutes / 1440) : localOf(new Date(nextAt))
}
