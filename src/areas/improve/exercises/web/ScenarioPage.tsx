import { Button } from '@mantine/core'
import { useAnswer } from '../../../../ui/answers.ts'
import { useEntry } from '../../../../ui/entry/use-entry.tsx'
import { Facts } from '../../../../ui/kit/Card.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { dayWords } from '../../../../ui/kit/time-words.ts'
import { To, useGo, usePart } from '../../../../ui/place.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { useLanguage, useText } from '../../../../ui/text.ts'
import { getScenario, listScenarios, saveScenario, type Inject, type Scenario } from '../contract/scenario.ts'
import { InjectGuide } from './parts/InjectGuide.tsx'
import lines from '../../../../ui/lists/lines.module.css'
import classes from './exercises.module.css'

/** The facilitator's book of a scenario: reads from top to bottom, prints as it is. */
export function ScenarioPage() {
  const text = useText('exercises')
  const key = usePart('scenario')
  const language = useLanguage() === 'de' ? 'de' : 'en'
  const answer = useAnswer(getScenario, { key, language })
  if (answer.data) return <Shown scenario={answer.data} />
  if (answer.error)
    return (
      <Page title={text('list.title')}>
        <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
      </Page>
    )
  return <Loading lines={10} />
}

function Shown({ scenario }: { readonly scenario: Scenario }) {
  const text = useText('exercises')
  const go = useGo()
  const { key, isOwn, version, document, can } = scenario
  const { ask, dialog } = useEntry([listScenarios, getScenario])
  const values = new Map(scenario.blanks.map(({ name, value }) => [name, value]))
  const filled = (words: string) =>
    words.replaceAll(/\{([a-z_]+)\}/g, (all, name: string) => values.get(name) ?? all)
  const withdraw = () =>
    ask({
      title: text('scenario.withdraw'),
      lead: text('scenario.withdrawLead'),
      fields: [],
      endpoint: saveScenario,
      given: { key, basedOn: version, change: { what: 'withdraw', reason: text('scenario.withdrawn') } },
      submit: text('scenario.withdraw'),
    })
  return (
    <Page
      title={filled(document.title)}
      lead={filled(document.lead)}
      actions={
        <>
          {can.arrange && (
            <Button onClick={() => go(`/exercises/new?scenario=${key}`)}>{text('list.arrange')}</Button>
          )}
          {can.change && (
            <Button variant="default" onClick={() => go(`/exercises/scenarios/${key}/edit`)}>
              {text(isOwn ? 'scenario.edit' : 'scenario.copy')}
            </Button>
          )}
          {can.change && isOwn && (
            <Button variant="subtle" onClick={withdraw}>
              {text('scenario.withdraw')}
            </Button>
          )}
        </>
      }
    >
      {scenario.isWithdrawn && <Notice tone="bad">{text('scenario.withdrawn')}</Notice>}
      <Notice tone="warn" title={text('scenario.spoilers')}>
        {text('scenario.spoilersLead')}
      </Notice>
      <About scenario={scenario} />
      <Section title={text('scenario.situation')}>
        <p className={classes.artefact}>{filled(document.situation)}</p>
      </Section>
      <Objectives scenario={scenario} filled={filled} />
      <Section title={text('scenario.injects')}>
        <div className={classes.stack}>
          {document.injects.map((inject) => (
            <InjectGuide key={inject.key} inject={filledInject(inject, filled)} />
          ))}
        </div>
      </Section>
      <Blanks scenario={scenario} />
      {dialog}
    </Page>
  )
}

function filledInject(inject: Inject, filled: (words: string) => string): Inject {
  const all = (lines: readonly string[]) => lines.map(filled)
  const { from, title, text, expected, questions, hints, redFlags, choices } = inject
  return {
    ...inject,
    ...{ from: filled(from), title: filled(title), text: filled(text) },
    ...{ expected: all(expected), questions: all(questions), hints: all(hints), redFlags: all(redFlags) },
    choices: choices.map((one) => ({ ...one, label: filled(one.label), outcome: filled(one.outcome) })),
  }
}

function Objectives({
  scenario: { document },
  filled,
}: {
  readonly scenario: Scenario
  readonly filled: (words: string) => string
}) {
  const text = useText('exercises')
  return (
    <Section title={text('scenario.objectives')}>
      <ul className={lines.list}>
        {document.objectives.map(({ key: objective, statement, criterion, sections, decisions }) => (
          <li key={objective}>
            <span className={lines.words}>
              <strong>{filled(statement)}</strong>
              <span>{filled(criterion)}</span>
              <span className={classes.chips}>
                {sections.map((section) => (
                  <span key={section} className={classes.chip}>
                    {text(`section.${section}`)}
                  </span>
                ))}
                {decisions.map((decision) => (
                  <span key={decision} className={classes.chip}>
                    {text(`decision.${decision}`)}
                  </span>
                ))}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function About({ scenario }: { readonly scenario: Scenario }) {
  const text = useText('exercises')
  const language = useLanguage()
  const { document, lengths, lastPlayedOn, versions } = scenario
  return (
    <Facts
      facts={[
        [text('scenario.audience'), text(`audience.${document.audience}`)],
        [text('scenario.difficulty'), text(`difficulty.${document.difficulty}`)],
        [text('scenario.lengths'), text('list.minutes', { minutes: lengths.join(' / ') })],
        [
          text('scenario.last'),
          lastPlayedOn === null ? text('scenario.never') : dayWords(lastPlayedOn, language),
        ],
        [text('scenario.source'), `${document.source}, ${dayWords(document.checkedOn, language)}`],
        ...(versions[0] === undefined
          ? []
          : [
              [
                text('scenario.version'),
                `${versions[0].number}, ${versions[0].savedBy}, ${dayWords(versions[0].savedAt, language)}`,
              ] as const,
            ]),
      ]}
    />
  )
}

/** Which words are the firm's own, and which only stand in. */
function Blanks({ scenario: { blanks } }: { readonly scenario: Scenario }) {
  const text = useText('exercises')
  if (blanks.length === 0) return null
  return (
    <Section title={text('scenario.blanks')}>
      <p className={classes.dim}>{text('scenario.blanksLead')}</p>
      <ul className={lines.list}>
        {blanks.map(({ name, value, isKnown }) => (
          <li key={name}>
            <span className={lines.words}>
              <strong>{text(`blank.${name}`)}</strong>
              <span>{value}</span>
            </span>
            {!isKnown && (
              <span className={classes.chip} data-tone="warn">
                {text('scenario.standIn')}
              </span>
            )}
          </li>
        ))}
      </ul>
      <p>
        <To path="/vendors">{text('scenario.toRegisters')}</To>
      </p>
    </Section>
  )
}
