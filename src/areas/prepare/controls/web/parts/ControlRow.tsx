import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Entry } from '../../../../../ui/entry/EntryDialog.tsx'
import { dayWords } from '../../../../../ui/kit/time-words.ts'
import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { To } from '../../../../../ui/place.tsx'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import { factSentence, placeWords } from '../../content/evidence-words.ts'
import type { Control, ControlProof, Fact } from '../../contract/controls.ts'
import { frameworkNames } from '../../contract/words.ts'
import { frameworks, placesIn } from '../../rules/frameworks.ts'
import { proofEntry, reviewEntry, withdrawEntry } from './entries.ts'
import { tones, useControlWords, useWordLanguage } from './words.ts'
import lines from '../../../../../ui/lists/lines.module.css'
import classes from '../controls.module.css'

interface ControlRowProps {
  readonly control: Control
  readonly people: readonly { readonly value: string; readonly label: string }[]
  /** Undefined for those who only read. */
  readonly ask: ((entry: Entry) => void) | undefined
  readonly isOpen?: boolean
}

/** One control: how it stands at a glance, and opened what shows it and what to do. */
export function ControlRow({ control, people, ask, isOpen = false }: ControlRowProps) {
  const text = useText('controls')
  const language = useLanguage()
  const { controls, states } = useControlWords()
  const { key, state, owner, nextReviewOn, broughtForwardBy, lastEvidenceOn } = control
  const words = controls[key]
  const about = [
    owner === '' ? text('measures.one.nobody') : owner,
    lastEvidenceOn && text('measures.one.last', { day: dayWords(lastEvidenceOn, language) }),
    nextReviewOn && text('measures.one.isNext', { day: dayWords(nextReviewOn, language) }),
  ].filter((part) => part !== null && part !== '')
  return (
    <section className={classes.kind} aria-label={words.title}>
      <details open={isOpen}>
        <summary>
          <h3>{words.title}</h3>
          <StateMark tone={tones[state]} word={states[state]} />
          <p className={lines.dim}>{about.join(' · ')}</p>
          {broughtForwardBy.length > 0 && (
            <p>{text('measures.one.forward', { holes: broughtForwardBy.slice(0, 3).join(', ') })}</p>
          )}
        </summary>
        <dl className={classes.said}>
          <Said term={text('measures.one.ask')}>{words.ask}</Said>
          <Said term={text('measures.one.how')}>{words.how}</Said>
          <Said term={text('measures.one.proof')}>{words.proof}</Said>
          <Serves control={control} />
        </dl>
        <Answered control={control} />
        <Evidence control={control} ask={ask} />
        {ask && (
          <span className={lines.acts} data-no-print>
            <Button
              aria-label={text('measures.one.answerOf', { name: words.title })}
              onClick={() => ask(reviewEntry(text, control, { title: words.title, lead: words.ask, people }))}
            >
              {text('measures.one.answer')}
            </Button>
            <Button
              variant="default"
              aria-label={text('measures.one.proveOf', { name: words.title })}
              onClick={() => ask(proofEntry(text, control, { title: words.title, lead: words.how }))}
            >
              {text('measures.one.prove')}
            </Button>
          </span>
        )}
      </details>
    </section>
  )
}

function Said({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Serves({ control: { key } }: { readonly control: Control }) {
  const text = useText('controls')
  const language = useWordLanguage()
  const served = frameworkNames.flatMap((name) => {
    const places = placesIn(name, key).map((place) => placeWords(place, language))
    return places.length === 0 ? [] : [`${frameworks[name].name}: ${places.join(', ')}`]
  })
  return <Said term={text('measures.one.serves')}>{served.join(' · ')}</Said>
}

function Answered({ control: { answer, words, reviewedBy, reviewedOn } }: { readonly control: Control }) {
  const text = useText('controls')
  const language = useLanguage()
  if (answer === null || reviewedOn === null) return null
  return (
    <p>
      <strong>{text(`measures.form.answer_${answer}`)}</strong>
      {words !== '' && ` ${words}`}{' '}
      <span className={lines.dim}>
        {text('measures.one.since', { name: reviewedBy, day: dayWords(reviewedOn, language) })}
      </span>
    </p>
  )
}

function Evidence({ control: { facts, proofs }, ask }: Pick<ControlRowProps, 'control' | 'ask'>) {
  const text = useText('controls')
  if (facts.length + proofs.length === 0) return <p className={lines.dim}>{text('measures.one.none')}</p>
  return (
    <ul className={lines.list}>
      {facts.map((fact) => (
        <FactLine key={`${fact.name} ${fact.about}`} fact={fact} />
      ))}
      {proofs.map((proof) => (
        <ProofLine key={proof.id} proof={proof} ask={ask} />
      ))}
    </ul>
  )
}

function FactLine({ fact }: { readonly fact: Fact }) {
  const text = useText('controls')
  const language = useLanguage()
  const sentence = factSentence(fact, useWordLanguage())
  const [day, until] = [dayWords(fact.day, language), dayWords(fact.until, language)]
  return (
    <li>
      <span className={lines.words}>
        <span>{sentence}</span>
        <span className={lines.dim}>
          {text('measures.one.facts')},{' '}
          {fact.says === 'against' || fact.day === fact.until
            ? text('measures.one.asOf', { day })
            : text('measures.one.until', { day, until })}
        </span>
      </span>
      <To path={fact.path} className={lines.link} aria-label={`${text('measures.one.open')}: ${sentence}`}>
        {text('measures.one.open')}
      </To>
    </li>
  )
}

function ProofLine({ proof, ask }: { readonly proof: ControlProof; readonly ask: ControlRowProps['ask'] }) {
  const text = useText('controls')
  const language = useLanguage()
  const { words, link, checkedOn, validUntil, provedBy } = proof
  const [day, until] = [dayWords(checkedOn, language), dayWords(validUntil, language)]
  return (
    <li>
      <span className={lines.words}>
        <span>{words}</span>
        {link !== '' && <span>{link}</span>}
        <span className={lines.dim}>
          {provedBy}, {text('measures.one.until', { day, until })}
        </span>
      </span>
      {ask && (
        <Button
          variant="subtle"
          data-no-print
          aria-label={text('measures.one.withdrawOf', { words })}
          onClick={() => ask(withdrawEntry(text, proof))}
        >
          {text('measures.one.withdraw')}
        </Button>
      )}
    </li>
  )
}
