import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import { peopleAmong, useEvery } from '../../../../../ui/register/known.ts'
import { useText } from '../../../../../ui/text.ts'
import { listMembers } from '../../../../register/people/contract/people.ts'
import { playerRoles, seats, type PlayerRole } from '../../contract/words.ts'
import classes from '../exercises.module.css'

export interface SentPlayer {
  readonly memberId: string | null
  readonly name: string
  readonly seat: (typeof seats)[number]
  readonly role: PlayerRole
  readonly isAbsent: boolean
}

/** Who sits at the table, in which role; somebody may be played as absent. */
export function People({
  players,
  onChange,
}: {
  readonly players: readonly SentPlayer[]
  readonly onChange: (players: readonly SentPlayer[]) => void
}) {
  const text = useText('exercises')
  const people = peopleAmong(useEvery(listMembers, {}))
  const taken = new Set(players.map(({ memberId }) => memberId))
  const add = (memberId: string | null, words: string) => {
    onChange([...players, { memberId, name: words, seat: 'player', role: 'everyone', isAbsent: false }])
  }
  const change = (at: number, more: Partial<SentPlayer>) =>
    onChange(players.map((player, place) => (place === at ? { ...player, ...more } : player)))
  return (
    <div className={classes.form}>
      {players.map((player, at) => {
        const who = people.nameOf(player.memberId) ?? player.name
        return (
          <fieldset key={`${player.memberId} ${player.name}`} className={classes.part}>
            <legend>{who}</legend>
            <div className={classes.row}>
              <NativeSelect
                label={text('people.role')}
                value={player.role}
                onChange={(event) =>
                  change(at, {
                    role: playerRoles.find((one) => one === event.currentTarget.value) ?? 'everyone',
                  })
                }
                data={playerRoles.map((value) => ({ value, label: text(`role.${value}`) }))}
              />
              <NativeSelect
                label={text('people.seat')}
                value={player.seat}
                onChange={(event) =>
                  change(at, { seat: seats.find((one) => one === event.currentTarget.value) ?? 'player' })
                }
                data={seats.map((value) => ({ value, label: text(`seat.${value}`) }))}
              />
              <Checkbox
                label={text('people.absent')}
                checked={player.isAbsent}
                onChange={(event) => change(at, { isAbsent: event.currentTarget.checked })}
              />
              <Button
                variant="subtle"
                aria-label={text('people.removeName', { name: who })}
                onClick={() => onChange(players.filter((_player, place) => place !== at))}
              >
                {text('people.remove')}
              </Button>
            </div>
          </fieldset>
        )
      })}
      <AddSomebody options={people.options.filter(({ value }) => !taken.has(value))} onAdd={add} />
    </div>
  )
}

function AddSomebody({
  options,
  onAdd,
}: {
  readonly options: readonly { readonly value: string; readonly label: string }[]
  readonly onAdd: (memberId: string | null, name: string) => void
}) {
  const text = useText('exercises')
  const [name, setName] = useState('')
  return (
    <div className={classes.row}>
      <NativeSelect
        label={text('people.add')}
        value=""
        onChange={(event) => {
          if (event.currentTarget.value !== '') onAdd(event.currentTarget.value, '')
        }}
        data={[{ value: '', label: text('people.choose') }, ...options]}
      />
      <TextInput
        label={text('people.other')}
        maxLength={120}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button
        variant="default"
        disabled={name.trim() === ''}
        onClick={() => {
          onAdd(null, name.trim())
          setName('')
        }}
      >
        {text('people.addOther')}
      </Button>
    </div>
  )
}
