import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answerKey } from '../../../../../ui/answers.ts'
import { EntryDialog, type Entry } from '../../../../../ui/entry/EntryDialog.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { StateMark, type Tone } from '../../../../../ui/marks/StateMark.tsx'
import { useSession } from '../../../../../ui/session.ts'
import { useText, type Say } from '../../../../../ui/text.ts'
import { endMandate, listMyMandates, signMandate, type Mandate } from '../../contract/mandates.ts'
import { readPowers, type Powers } from '../../contract/powers.ts'
import type { MandateState } from '../../contract/words.ts'
import lines from '../../../../../ui/lists/lines.module.css'
import classes from '../powers.module.css'
import { MandateDialog } from './MandateDialog.tsx'

/** Powers in writing: each with its term, its signatures, and the one act that is missing. */
export function Mandates({ powers }: { readonly powers: Pick<Powers, 'mandates' | 'roles' | 'can'> }) {
  const text = useText('powers')
  const client = useQueryClient()
  const [entry, setEntry] = useState<Entry>()
  const [isWriting, setWriting] = useState(false)
  const { mandates, can } = powers
  const done = () => {
    setEntry(undefined)
    setWriting(false)
    for (const read of [readPowers, listMyMandates])
      void client.invalidateQueries({ queryKey: answerKey(read) })
  }
  return (
    <Section
      title={text('mandates')}
      actions={
        can.manage && (
          <Button variant="default" onClick={() => setWriting(true)}>
            {text('mandate.write')}
          </Button>
        )
      }
    >
      {mandates.length === 0 && <p className={lines.dim}>{text('mandate.none')}</p>}
      <ul className={lines.list}>
        {mandates.map((mandate) => (
          <MandateRow key={mandate.id} mandate={mandate} ask={setEntry} />
        ))}
      </ul>
      {isWriting && <MandateDialog roles={powers.roles} onDone={done} onClose={() => setWriting(false)} />}
      {entry && <EntryDialog entry={entry} onDone={done} onClose={() => setEntry(undefined)} />}
    </Section>
  )
}

const tones: Record<MandateState, Tone> = {
  draft: 'warn',
  half_signed: 'warn',
  not_begun: 'quiet',
  in_force: 'good',
  expired: 'bad',
  ended: 'quiet',
}

interface MandateRowProps {
  readonly mandate: Mandate
  readonly ask: (entry: Entry) => void
}

function MandateRow({ mandate, ask }: MandateRowProps) {
  const text = useText('powers')
  const { tenant } = useSession()
  const { id, title, holder, startsOn, endsOn, state, signatures, can } = mandate
  return (
    <li>
      <span className={lines.words}>
        <strong>{title}</strong>
        <span>
          {holder} · {startsOn} – {endsOn}
        </span>
        <StateMark tone={tones[state]} word={text(`state.${state}`)} />
        <span className={lines.dim}>
          {[
            mandate.decisions.map((one) => text(`decision.${one}`)).join(', '),
            mandate.amount === null
              ? ''
              : text('right.upTo', { amount: mandate.amount.toLocaleString(), currency: mandate.currency }),
            mandate.limits,
            ...signatures.map((one) => text(`signed.${one.as}`, { name: one.name })),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </span>
      <span className={lines.acts} data-no-print>
        {can.give && (
          <Button onClick={() => ask(signing(text, mandate, 'giver'))}>{text('mandate.give')}</Button>
        )}
        {can.take && (
          <Button onClick={() => ask(signing(text, mandate, 'holder'))}>
            {text(mandate.holderSignsHere ? 'mandate.take' : 'mandate.paper')}
          </Button>
        )}
        <Button
          component="a"
          variant="default"
          href={`/api/v1/mandates/${id}/pdf?tenant=${tenant.slug}`}
          aria-label={`${text('mandate.pdf')}: ${title}`}
        >
          {text('mandate.pdf')}
        </Button>
        {can.end && (
          <Button
            variant="subtle"
            aria-label={`${text('mandate.end')}: ${title}`}
            onClick={() =>
              ask({
                title: text('mandate.endTitle', { title }),
                fields: [{ kind: 'text', name: 'reason', label: text('reason') }],
                endpoint: endMandate,
                given: { id },
                submit: text('mandate.end'),
              })
            }
          >
            {text('mandate.end')}
          </Button>
        )}
      </span>
    </li>
  )
}

/** A signature is typed, so that nobody signs by a slip of the finger. */
function signing(text: Say, mandate: Mandate, as: 'giver' | 'holder'): Entry {
  const isPaper = as === 'holder' && !mandate.holderSignsHere
  return {
    title: text(isPaper ? 'mandate.paperTitle' : 'mandate.signTitle', { title: mandate.title }),
    lead: (
      <>
        {mandate.terms && <p className={classes.terms}>{mandate.terms}</p>}
        <p>{text(isPaper ? 'mandate.paperLead' : `mandate.lead.${as}`, { name: mandate.holder })}</p>
      </>
    ),
    fields: [
      {
        kind: 'line',
        name: 'name',
        label: text(isPaper ? 'mandate.nameOnPaper' : 'mandate.ownName'),
        max: 200,
      },
    ],
    endpoint: signMandate,
    given: { id: mandate.id, as, method: isPaper ? 'paper' : 'here' },
    submit: text('mandate.sign'),
  }
}
