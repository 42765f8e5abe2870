import { Button } from '@mantine/core'
import { useState } from 'react'
import { useKey } from '../../../../../ui/keys.ts'
import { useText } from '../../../../../ui/text.ts'
import type { AlertGroup } from '../../contract/groups.ts'
import { useVerdicts, type Asking } from './judge-groups.tsx'
import { useRowKeys } from './use-row-keys.ts'
import classes from '../signals.module.css'

export type Choice = ReturnType<typeof useChoice>

/** Which groups are chosen, by a tick or by the row that has the focus; and the keys that judge them. */
export function useChoice(rows: readonly AlertGroup[], may: boolean) {
  const text = useText('signals')
  const verdicts = useVerdicts()
  const [ticked, setTicked] = useState<readonly string[]>([])
  const [asked, setAsked] = useState<{ asking: Asking; ids: readonly string[] }>({
    asking: undefined,
    ids: [],
  })
  const here = rows.filter(({ id }) => ticked.includes(id))
  const meant = (): AlertGroup[] =>
    here.length > 0 ? here : rows.filter((_row, index) => index === focused())
  const toggle = (id: string) =>
    setTicked((before) => (before.includes(id) ? before.filter((each) => each !== id) : [...before, id]))
  const ask = (asking: Asking) => {
    const groups = meant().filter(({ status }) => status === 'open' || status === 'snoozed')
    if (may && groups.length > 0) setAsked({ asking, ids: groups.map(({ id }) => id) })
  }
  const merge = () => {
    if (may && here.length > 1) void verdicts.merge(here.map(({ id }) => id)).then(() => setTicked([]))
  }
  useRowKeys(text('keys.next'), text('keys.previous'))
  useKey(['x'], text('keys.choose'), () => {
    const row = rows[focused()]
    if (row && may) toggle(row.id)
  })
  useKey(['e'], text('groups.dismissAction'), () => ask('dismiss'))
  useKey(['z'], text('groups.snoozeAction'), () => ask('snooze'))
  useKey(['m'], text('groups.merge'), merge)
  return {
    ticked: here.map(({ id }) => id),
    toggle,
    clear: () => setTicked([]),
    ask,
    merge,
    verdicts,
    rows: here,
    asking: asked.asking,
    groups: rows.filter(({ id }) => asked.ids.includes(id)),
    done: () => {
      setAsked({ asking: undefined, ids: asked.ids })
      setTicked([])
    },
  }
}

function focused(): number {
  const row = document.activeElement?.closest<HTMLElement>('[role="table"] [data-index]')
  return Number(row?.dataset['index'] ?? -1)
}

/** What can be done with all that are chosen. */
export function ChoiceBar({ choice, may }: { readonly choice: Choice; readonly may: boolean }) {
  const text = useText('signals')
  if (!may || choice.ticked.length === 0) return null
  const isAside = choice.rows.every(({ status }) => status === 'dismissed' || status === 'snoozed')
  return (
    <div
      className={classes.choiceBar}
      role="toolbar"
      aria-label={text('groups.chosen', { count: choice.ticked.length })}
    >
      <strong>{text('groups.chosen', { count: choice.ticked.length })}</strong>
      {isAside ? (
        <Button
          variant="default"
          loading={choice.verdicts.isBusy}
          onClick={() => void choice.verdicts.restore([...choice.ticked]).then(choice.clear)}
        >
          {text('restore.action')}
        </Button>
      ) : (
        <>
          <Button variant="default" onClick={() => choice.ask('dismiss')}>
            {text('groups.dismissAction')}
          </Button>
          <Button variant="default" onClick={() => choice.ask('snooze')}>
            {text('groups.snoozeAction')}
          </Button>
          <Button variant="default" disabled={choice.ticked.length < 2} onClick={choice.merge}>
            {text('groups.merge')}
          </Button>
        </>
      )}
      <Button variant="subtle" onClick={choice.clear}>
        {text('groups.chooseNone')}
      </Button>
    </div>
  )
}
