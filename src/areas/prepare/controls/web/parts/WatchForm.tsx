import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState, type SyntheticEvent } from 'react'
import { answerKey, useAct } from '../../../../../ui/answers.ts'
import { SaveVersion } from '../../../../../ui/kit/SaveVersion.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { showDone } from '../../../../../ui/kit/notices.tsx'
import { peopleAmong, useEvery } from '../../../../../ui/register/known.ts'
import { useText } from '../../../../../ui/text.ts'
import { useVersionedEdit, type VersionedEdit } from '../../../../../ui/versioned-edit.ts'
import { listMembers } from '../../../../register/people/contract/people.ts'
import {
  readNetworkWatch,
  saveNetworkWatch,
  watchedWords,
  type NetworkWatch,
  type Segment,
} from '../../contract/network.ts'
import lines from '../../../../../ui/lists/lines.module.css'
import classes from '../controls.module.css'

type Body = Pick<NetworkWatch, 'ownerId' | 'segments' | 'nextLookOn'>

/** Who watches what, changed as a whole: whoever saves second sees that somebody was first. */
export function WatchForm({ latest }: { readonly latest: NetworkWatch }) {
  const text = useText('controls')
  const client = useQueryClient()
  const { version, ownerId, segments, nextLookOn } = latest
  const edit = useVersionedEdit<Body>({ version, body: { ownerId, segments, nextLookOn } })
  const [reason, setReason] = useState('')
  const save = useAct(saveNetworkWatch, {
    onDone: (saved) => {
      showDone(text('saved'))
      client.setQueryData(answerKey(readNetworkWatch, {}), saved)
      edit.forget()
      setReason('')
    },
  })
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    const { body, basedOn } = edit
    save.mutate(
      { ...body, basedOn, reason },
      // Somebody was quicker: what they saved is read, and shown as a choice.
      { onError: () => void client.invalidateQueries({ queryKey: answerKey(readNetworkWatch) }) },
    )
  }
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <Owner edit={edit} />
      <Parts edit={edit} missing={latest.missing} />
      <SaveVersion
        edit={edit}
        words={{
          reason: text('reason'),
          save: text('save'),
          behind: text('behind', { name: latest.savedBy, version }),
        }}
        reason={reason}
        onReason={setReason}
        save={save}
      />
    </form>
  )
}

interface EditProps {
  readonly edit: VersionedEdit<Body>
}

function Owner({ edit: { body, change } }: EditProps) {
  const text = useText('controls')
  const people = peopleAmong(useEvery(listMembers, {}))
  return (
    <Section title={text('who')}>
      <div className={classes.row}>
        <NativeSelect
          label={text('owner')}
          description={text('ownerHint')}
          value={body.ownerId ?? ''}
          data={[{ value: '', label: text('nobody') }, ...people.options]}
          onChange={(event) => change({ ownerId: event.currentTarget.value || null })}
        />
        <TextInput
          type="date"
          label={text('nextLookOn')}
          description={text('nextLookHint')}
          value={body.nextLookOn ?? ''}
          onChange={(event) => change({ nextLookOn: event.currentTarget.value || null })}
        />
      </div>
    </Section>
  )
}

function Parts({
  edit: { body, change },
  missing,
}: EditProps & { readonly missing: NetworkWatch['missing'] }) {
  const text = useText('controls')
  const { segments } = body
  const set = (place: number, part: Partial<Segment>) =>
    change({ segments: segments.map((one, at) => (at === place ? { ...one, ...part } : one)) })
  const add = (part: Partial<Segment> = {}) =>
    change({
      segments: [
        ...segments,
        { name: '', assetId: null, watched: 'unknown', how: '', checkedOn: null, ...part },
      ],
    })
  const left = missing.filter(({ id }) => segments.every(({ assetId }) => assetId !== id))
  return (
    <Section title={text('parts')}>
      <p className={lines.dim}>{text('partsLead')}</p>
      {segments.map((segment, place) => (
        // Parts have no name of their own while they are written: their place is one.
        <fieldset key={place} className={classes.part}>
          <legend>{segment.name || text('part', { number: place + 1 })}</legend>
          <PartFields segment={segment} onChange={(part) => set(place, part)} />
          <Button
            variant="subtle"
            aria-label={text('removeOf', { name: segment.name || text('part', { number: place + 1 }) })}
            onClick={() => change({ segments: segments.filter((_one, at) => at !== place) })}
          >
            {text('remove')}
          </Button>
        </fieldset>
      ))}
      <div className={lines.acts}>
        <Button variant="default" disabled={segments.length >= 100} onClick={() => add()}>
          {text('add')}
        </Button>
        {left.slice(0, 5).map(({ id, name }) => (
          <Button key={id} variant="default" onClick={() => add({ name, assetId: id })}>
            {text('addOf', { name })}
          </Button>
        ))}
      </div>
    </Section>
  )
}

interface PartProps {
  readonly segment: Segment
  readonly onChange: (part: Partial<Segment>) => void
}

function PartFields({ segment: { name, watched, how, checkedOn }, onChange }: PartProps) {
  const text = useText('controls')
  return (
    <div className={classes.row}>
      <TextInput
        label={text('name')}
        value={name}
        maxLength={200}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      <NativeSelect
        label={text('isWatched')}
        value={watched}
        data={watchedWords.map((value) => ({ value, label: text(`watched.${value}`) }))}
        onChange={(event) =>
          onChange({ watched: watchedWords.find((one) => one === event.currentTarget.value) ?? 'unknown' })
        }
      />
      <TextInput
        label={text('how')}
        placeholder={text('howHint')}
        value={how}
        maxLength={300}
        onChange={(event) => onChange({ how: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        label={text('checkedOn')}
        value={checkedOn ?? ''}
        onChange={(event) => onChange({ checkedOn: event.currentTarget.value || null })}
      />
    </div>
  )
}
