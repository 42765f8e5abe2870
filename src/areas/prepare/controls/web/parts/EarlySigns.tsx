import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Entry } from '../../../../../ui/entry/EntryDialog.tsx'
import { useEntry } from '../../../../../ui/entry/use-entry.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { To } from '../../../../../ui/place.tsx'
import { useText, type Say } from '../../../../../ui/text.ts'
import {
  judgeEarlySign,
  readNetworkWatch,
  signVerdicts,
  type NetworkWatch,
  type PastKind,
  type Sign,
} from '../../contract/network.ts'
import lines from '../../../../../ui/lists/lines.module.css'
import classes from '../controls.module.css'

/** What could have been seen of what happened here, and whether it would be seen today. */
export function EarlySigns({ watch: { past, can } }: { readonly watch: NetworkWatch }) {
  const text = useText('controls')
  return (
    <Section title={text('signs.title')}>
      <p className={lines.dim}>{text(past.length === 0 ? 'signs.none' : 'signs.lead')}</p>
      {past.map((one) => (
        <Kind key={one.kind} past={one} mayJudge={can.manage} />
      ))}
    </Section>
  )
}

function Kind({
  past: { kind, signs, cases },
  mayJudge,
}: {
  readonly past: PastKind
  readonly mayJudge: boolean
}) {
  const text = useText('controls')
  const all = cases.length + signs.length
  const open = [...cases, ...signs].filter(({ verdict }) => verdict === 'unknown').length
  const { ask, dialog } = useEntry([readNetworkWatch])
  const judge = (sign: Pick<Sign, 'sign' | 'verdict' | 'how'>, incidentId: string | null) =>
    mayJudge ? () => ask(judgeEntry(text, sign, { kind, incidentId })) : undefined
  return (
    <section className={classes.kind} aria-label={text(`kind.${kind}`)}>
      <details>
        <summary>
          <h3>{text(`kind.${kind}`)}</h3>
          <span className={lines.dim}>
            {open === 0 ? text('signs.allSaid', { count: all }) : text('signs.open', { count: open, all })}
          </span>
        </summary>
        <ul className={lines.list}>
          {cases.map((one) => (
            <Row key={one.id} sign={one} onJudge={judge(one, one.id)}>
              <To path={`/incidents/${one.id}`}>{text('signs.case', { number: one.number })}</To>
            </Row>
          ))}
          {signs.map((one) => (
            <Row key={one.sign} sign={one} onJudge={judge(one, null)}>
              {one.rule}
            </Row>
          ))}
        </ul>
      </details>
      {dialog}
    </section>
  )
}

const tones = { seen: 'good', unseen: 'bad', unknown: 'warn' } as const

interface RowProps {
  readonly sign: Pick<Sign, 'sign' | 'verdict' | 'how'>
  readonly onJudge: (() => void) | undefined
  readonly children: ReactNode
}

function Row({ sign: { sign, verdict, how }, onJudge, children }: RowProps) {
  const text = useText('controls')
  return (
    <li>
      <span className={lines.words}>
        <strong>{sign}</strong>
        <span className={lines.dim}>{children}</span>
        {how !== '' && <span>{text('signs.by', { how })}</span>}
      </span>
      <span className={lines.acts}>
        <StateMark tone={tones[verdict]} word={text(`verdict.${verdict}`)} />
        {onJudge && (
          <Button variant="default" aria-label={text('signs.judgeOf', { sign })} onClick={onJudge}>
            {text('signs.judge')}
          </Button>
        )}
      </span>
    </li>
  )
}

function judgeEntry(
  text: Say,
  { sign, verdict, how }: RowProps['sign'],
  of: { readonly kind: PastKind['kind']; readonly incidentId: string | null },
): Entry {
  return {
    title: text('signs.judgeTitle'),
    lead: sign,
    fields: [
      {
        kind: 'choice',
        name: 'verdict',
        label: text('signs.wouldBe'),
        options: signVerdicts.map((value) => ({ value, label: text(`verdict.${value}`) })),
      },
      { kind: 'line', name: 'how', label: text('signs.how'), max: 300, isOptional: true },
    ],
    initial: { verdict, how },
    endpoint: judgeEarlySign,
    given: { ...of, sign },
    submit: text('signs.judge'),
  }
}
