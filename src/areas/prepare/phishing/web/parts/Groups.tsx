import { Button } from '@mantine/core'
import { useAct } from '../../../../../ui/answers.ts'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { useText } from '../../../../../ui/text.ts'
import { changePhishingSetup, listRehearsals } from '../../contract/rehearsals.ts'
import { groupEntry } from './entries.ts'
import type { PartProps } from './part-props.ts'
import lines from '../../../../../ui/lists/lines.module.css'

/** By what results are told. */
export function Groups({ setup, ask }: PartProps) {
  const text = useText('phishing')
  const end = useAct(changePhishingSetup, { refreshes: [listRehearsals] })
  const { groups, can } = setup
  const people = setup.people.map(({ id: value, name: label }) => ({ value, label }))
  return (
    <Section
      title={text('groups.title')}
      actions={
        can.manage && (
          <Button variant="default" onClick={() => ask(groupEntry(text, people, undefined))}>
            {text('groups.add')}
          </Button>
        )
      }
    >
      <p className={lines.dim}>{text(groups.length === 0 ? 'groups.none' : 'groups.lead')}</p>
      {end.error && <ErrorState error={end.error} />}
      <ul className={lines.list}>
        {groups.map((group) => (
          <li key={group.id}>
            <span className={lines.words}>
              <strong>{group.name}</strong>
              <span className={lines.dim}>{text('groups.count', { count: group.memberIds.length })}</span>
            </span>
            {can.manage && (
              <span className={lines.acts}>
                <Button variant="default" onClick={() => ask(groupEntry(text, people, group))}>
                  {text('groups.change')}
                </Button>
                <Button
                  variant="subtle"
                  loading={end.isPending}
                  onClick={() => end.mutate({ change: { do: 'end_group', id: group.id } })}
                >
                  {text('groups.end')}
                </Button>
              </span>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}
