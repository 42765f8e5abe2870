import { Button, Modal } from '@mantine/core'
import { useState } from 'react'
import { defang } from '../../../../../base/observables.ts'
import { tlpLabel, tlpLevels } from '../../../../../base/tlp.ts'
import { useAct } from '../../../../../ui/answers.ts'
import { LooseLine, SelectField } from '../../../../../ui/plain/fields.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../../ui/text.ts'
import { tlpBounds } from '../../contract/exchanges.ts'
import { distributions, readSharing, shareIncident, type CaseSharing } from '../../contract/sharing.ts'
import classes from '../threats.module.css'

interface ShareDialogProps {
  readonly id: string
  readonly of: CaseSharing
  readonly exchange: CaseSharing['exchanges'][number]
  readonly onClose: () => void
}

/** First what goes and how far; then exactly the words that go out; then they go. */
export function ShareDialog(props: ShareDialogProps) {
  const text = useText('threats')
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={text('share.dialog', { name: props.exchange.name })}
      centered
      size="lg"
      closeButtonProps={{ 'aria-label': text('close') }}
      styles={{ title: { fontSize: '1.1875rem', fontWeight: 650 } }}
    >
      <Sharing {...props} />
    </Modal>
  )
}

function Sharing({ id, of, exchange, onClose }: ShareDialogProps) {
  const text = useText('threats')
  const { wish, change } = useWish(of, exchange)
  const look = useAct(shareIncident)
  const send = useAct(shareIncident, { refreshes: [readSharing], onDone: onClose })
  const given = { id, exchange: exchange.id, ...wish }
  const seen = look.data?.digest
  const edit = (part: Partial<typeof wish>) => {
    // What was looked at is not what would go out any more.
    look.reset()
    send.reset()
    change(part)
  }
  return (
    <div className={classes.stack}>
      <LooseLine
        label={text('share.name')}
        maxLength={200}
        value={wish.title}
        onChange={(title) => edit({ title })}
      />
      <Chosen of={of} chosen={wish.observables} onChange={(observables) => edit({ observables })} />
      <Reach wish={wish} onChange={edit} of={of} exchange={exchange} />
      {look.error && <Notice tone="bad">{look.error.message}</Notice>}
      {send.error && <Notice tone="bad">{send.error.message}</Notice>}
      {look.data && (
        <>
          <p>{text('share.exactly', { host: exchange.host })}</p>
          <pre className={classes.body}>{look.data.body}</pre>
        </>
      )}
      <div className={classes.buttons}>
        {seen === undefined ? (
          <Button
            loading={look.isPending}
            disabled={wish.title.trim() === '' || wish.observables.length === 0}
            onClick={() => look.mutate(given)}
          >
            {text('share.look')}
          </Button>
        ) : (
          <Button color="red" loading={send.isPending} onClick={() => send.mutate({ ...given, seen })}>
            {text('share.send', { name: exchange.name })}
          </Button>
        )}
        <Button variant="default" onClick={onClose}>
          {text('share.not')}
        </Button>
      </div>
    </div>
  )
}

/** Begins with what was sent last; else with what is surely hostile and says nothing of people. */
function useWish(of: CaseSharing, exchange: ShareDialogProps['exchange']) {
  const last = of.shared.find(({ exchangeId }) => exchangeId === exchange.id)
  const may = of.traces.filter(({ mayLeave }) => mayLeave)
  const hostile = may.filter(({ verdict, kind }) => verdict === 'hostile' && kind !== 'account')
  const before = may.filter(({ id }) => last?.observables.includes(id) === true)
  const [wish, setWish] = useState({
    title: last?.title ?? '',
    observables: (last === undefined || last.observables.length === 0 ? hostile : before).map(({ id }) => id),
    tlp: last?.tlp ?? tlpBounds.find((bound) => bound === of.tlp) ?? 'amber',
    ...{ distribution: last?.distribution ?? 0, hasNotes: last?.hasNotes ?? false },
    isPublished: last?.isPublished ?? false,
  })
  return { wish, change: (part: Partial<typeof wish>) => setWish({ ...wish, ...part }) }
}

type Wish = ReturnType<typeof useWish>['wish']

interface ChosenProps {
  readonly of: CaseSharing
  readonly chosen: readonly string[]
  readonly onChange: (chosen: string[]) => void
}

function Chosen({ of, chosen, onChange }: ChosenProps) {
  const text = useText('threats')
  const may = of.traces.filter(({ mayLeave }) => mayLeave)
  const stay = of.traces.length - may.length
  return (
    <>
      <fieldset className={classes.traces}>
        <legend>{text('share.traces')}</legend>
        {may.map(({ id, kind, value }) => (
          <label key={id} className={classes.check}>
            <input
              type="checkbox"
              checked={chosen.includes(id)}
              onChange={() =>
                onChange(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id])
              }
            />
            <span>
              {defang(kind, value)} <span className={classes.dim}>{text(`traceKind.${kind}`)}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {stay > 0 && <p className={classes.dim}>{text('share.stay', { count: stay })}</p>}
    </>
  )
}

interface ReachProps extends Pick<ShareDialogProps, 'of' | 'exchange'> {
  readonly wish: Wish
  readonly onChange: (part: Partial<Wish>) => void
}

/** How it is marked, who may read it there, and whether notes go along. */
function Reach({ of, exchange, wish, onChange }: ReachProps) {
  const text = useText('threats')
  const marks = tlpBounds.filter(
    (bound) =>
      tlpLevels.indexOf(bound) >= tlpLevels.indexOf(of.tlp) &&
      tlpLevels.indexOf(bound) <= tlpLevels.indexOf(exchange.tlpBound),
  )
  const told = (next: string | { readonly currentTarget: { readonly value: string } }) =>
    typeof next === 'string' ? next : next.currentTarget.value
  return (
    <>
      <SelectField
        label={text('share.mark')}
        name="tlp"
        error={undefined}
        value={wish.tlp}
        options={(marks.length === 0 ? tlpBounds : marks).map((value) => ({ value, label: tlpLabel(value) }))}
        onChange={(next) => onChange({ tlp: tlpBounds.find((bound) => bound === told(next)) ?? wish.tlp })}
      />
      <SelectField
        label={text('share.distribution')}
        hint={text('share.distributionHint')}
        name="distribution"
        error={undefined}
        value={String(wish.distribution)}
        options={distributions.map((value) => ({
          value: String(value),
          label: text(`distribution.${value}`),
        }))}
        onChange={(next) => onChange({ distribution: Number(told(next)) })}
      />
      {(['hasNotes', 'isPublished'] as const).map((name) => (
        <label key={name} className={classes.check}>
          <input type="checkbox" checked={wish[name]} onChange={() => onChange({ [name]: !wish[name] })} />
          <span>{text(`share.${name}`)}</span>
        </label>
      ))}
    </>
  )
}
