import { Button } from '@mantine/core'
import type { Entry } from '../../../../../ui/entry/EntryDialog.tsx'
import { EmptyState } from '../../../../../ui/kit/EmptyState.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { peopleAmong, useEvery, type People } from '../../../../../ui/register/known.ts'
import { useMay } from '../../../../../ui/session.ts'
import { useLanguage, useText, type Say } from '../../../../../ui/text.ts'
import { listMembers } from '../../../../register/people/contract/people.ts'
import { starterRoutines, type StarterRoutine } from '../../content/routines.ts'
import { addRoutine, changeRoutine, doRoutine, endRoutine, type Routine } from '../../contract.ts'
import { dayWords } from '../../../../../ui/kit/time-words.ts'
import lines from '../../../../../ui/lists/lines.module.css'

interface RoutinesProps {
  readonly routines: readonly Routine[]
  readonly today: string
  readonly ask: (entry: Entry) => void
}

/** What is done again and again, with its next day; and some to begin with. */
export function Routines({ routines, today, ask }: RoutinesProps) {
  const text = useText('calendar')
  const language = useLanguage()
  const mayManage = useMay('calendar.manage')
  const people = peopleAmong(useEvery(listMembers, {}))
  if (routines.length === 0 && !mayManage) return null
  const taken = new Set(routines.map(({ name }) => name.toLowerCase()))
  const starters = (language === 'de' ? starterRoutines.de : starterRoutines.en).filter(
    ({ name }) => mayManage && !taken.has(name.toLowerCase()),
  )
  return (
    <Section
      title={text('routines.title')}
      actions={
        mayManage && (
          <Button variant="default" onClick={() => ask(routineEntry(text, people, { nextOn: today }))}>
            {text('routines.add')}
          </Button>
        )
      }
    >
      <p className={lines.dim}>{text('routines.lead')}</p>
      <ul className={lines.list}>
        {routines.map((routine) => (
          <li key={routine.id}>
            <Words routine={routine} people={people} />
            <span className={lines.acts} data-no-print>
              <Button
                aria-label={text('routines.doneOf', { name: routine.name })}
                onClick={() => ask(doneEntry(text, routine))}
              >
                {text('routines.done')}
              </Button>
              {mayManage && (
                <>
                  <Button
                    variant="default"
                    aria-label={`${text('routines.change')}: ${routine.name}`}
                    onClick={() => ask(routineEntry(text, people, routine))}
                  >
                    {text('routines.change')}
                  </Button>
                  <Button
                    variant="subtle"
                    aria-label={`${text('routines.end')}: ${routine.name}`}
                    onClick={() => ask(endEntry(text, routine))}
                  >
                    {text('routines.end')}
                  </Button>
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
      {routines.length === 0 && <EmptyState title={text('routines.none')} lead={text('routines.noneLead')} />}
      <ul className={lines.list} data-no-print>
        {starters.map((starter) => (
          <li key={starter.name}>
            <span className={lines.words}>
              <span>{starter.name}</span>
              <span className={lines.dim}>{rhythmWords(text, starter)}</span>
            </span>
            <Button
              variant="default"
              aria-label={text('routines.takeOf', { name: starter.name })}
              onClick={() => ask(routineEntry(text, people, { ...starter, nextOn: today }))}
            >
              {text('routines.take')}
            </Button>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Words({ routine, people }: { readonly routine: Routine; readonly people: People }) {
  const text = useText('calendar')
  const language = useLanguage()
  const { name, what, ownerId, nextOn, last } = routine
  return (
    <span className={lines.words}>
      <strong>{name}</strong>
      {what !== '' && <span>{what}</span>}
      <span className={lines.dim}>
        {[
          text('dueOn', { day: dayWords(nextOn, language) }),
          rhythmWords(text, routine),
          people.nameOf(ownerId) ?? text('nobody'),
          last === null
            ? text('routines.never')
            : text('routines.last', { day: dayWords(last.doneAt, language), name: last.doneBy }),
        ].join(' · ')}
      </span>
    </span>
  )
}

function rhythmWords(
  text: Say,
  { everyUnit, everyValue, minutes }: Pick<StarterRoutine, 'everyUnit' | 'everyValue' | 'minutes'>,
): string {
  return `${text(`routines.every.${everyUnit}`, { count: everyValue })} · ${text('minutes', { count: minutes })}`
}

function routineEntry(text: Say, people: People, routine: Partial<Routine> & { nextOn: string }): Entry {
  const { id } = routine
  return {
    title: text(id === undefined ? 'routines.add' : 'routines.change'),
    fields: [
      { kind: 'line', name: 'name', label: text('routines.name'), max: 200 },
      { kind: 'text', name: 'what', label: text('routines.what'), max: 2000, isOptional: true },
      {
        kind: 'choice',
        name: 'ownerId',
        label: text('routines.owner'),
        options: people.options,
        isOptional: true,
      },
      { kind: 'number', name: 'everyValue', label: text('routines.everyValue') },
      {
        kind: 'choice',
        name: 'everyUnit',
        label: text('routines.everyUnit'),
        options: (['days', 'weeks', 'months'] as const).map((unit) => ({
          value: unit,
          label: text(`routines.unit.${unit}`),
        })),
      },
      { kind: 'number', name: 'minutes', label: text('routines.minutes') },
      { kind: 'day', name: 'nextOn', label: text('routines.nextOn') },
    ],
    initial: {
      name: routine.name ?? '',
      what: routine.what ?? '',
      ownerId: routine.ownerId ?? '',
      everyValue: String(routine.everyValue ?? 1),
      everyUnit: routine.everyUnit ?? 'months',
      minutes: String(routine.minutes ?? 10),
      nextOn: routine.nextOn,
    },
    endpoint: id === undefined ? addRoutine : changeRoutine,
    given: id === undefined ? {} : { id },
    submit: text(id === undefined ? 'routines.add' : 'routines.save'),
  }
}

function doneEntry(text: Say, { id, name, minutes }: Routine): Entry {
  return {
    title: text('routines.doneTitle'),
    lead: <p>{name}</p>,
    fields: [
      { kind: 'number', name: 'minutes', label: text('routines.doneMinutes') },
      {
        kind: 'text',
        name: 'note',
        label: text('routines.doneNote'),
        hint: text('routines.doneNoteHint'),
        max: 2000,
        isOptional: true,
      },
    ],
    initial: { minutes: String(minutes) },
    endpoint: doRoutine,
    given: { id },
    submit: text('routines.done'),
  }
}

function endEntry(text: Say, { id }: Routine): Entry {
  return {
    title: text('routines.end'),
    lead: <p>{text('routines.endLead')}</p>,
    fields: [{ kind: 'text', name: 'reason', label: text('routines.reason') }],
    endpoint: endRoutine,
    given: { id },
    submit: text('routines.end'),
  }
}
