import { Button } from '@mantine/core'
import { useAct } from '../../../../../ui/answers.ts'
import { Card } from '../../../../../ui/kit/Card.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { dayWords } from '../../../../../ui/kit/time-words.ts'
import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { To } from '../../../../../ui/place.tsx'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import { chooseControls, readControls, type Controls } from '../../contract/controls.ts'
import { frameworkNames, packNames, packs, type ChoiceName } from '../../contract/words.ts'
import { frameworks } from '../../rules/frameworks.ts'
import { controlsOf, isFramework, isPack } from '../../rules/standing.ts'
import { useControlWords, useChoiceName } from './words.ts'
import lines from '../../../../../ui/lists/lines.module.css'

/** Packs and frameworks, each with what it asks for and how much of that is shown. */
export function Choices({ data }: { readonly data: Controls }) {
  const text = useText('controls')
  return (
    <>
      <Section title={text('measures.page.packs')}>
        <p className={lines.dim}>{text('measures.page.packsLead')}</p>
        <div className={lines.beside}>
          {packNames.map((name) => (
            <Choice key={name} name={name} data={data} />
          ))}
        </div>
      </Section>
      <Section title={text('measures.page.frameworks')}>
        <p className={lines.dim}>{text('measures.page.frameworksLead')}</p>
        <div className={lines.beside}>
          {frameworkNames.map((name) => (
            <Choice key={name} name={name} data={data} />
          ))}
        </div>
      </Section>
    </>
  )
}

function Choice({ name, data }: { readonly name: ChoiceName; readonly data: Controls }) {
  const text = useText('controls')
  const language = useLanguage()
  const title = useChoiceName()(name)
  const words = useControlWords()
  const isOn = data.chosen.some((one) => one.name === name)
  const keys = controlsOf(name)
  const shown = data.controls.filter(({ key, state }) => keys.includes(key) && state === 'shown').length
  const act = useAct(chooseControls, { refreshes: [readControls] })
  const verb = isOn ? 'turnOff' : 'turnOn'
  return (
    <Card
      title={title}
      marks={isOn && <StateMark tone="good" word={text('measures.page.isOn')} />}
      actions={
        <span className={lines.acts} data-no-print>
          {data.can.manage && (
            <Button
              variant={isOn ? 'default' : 'filled'}
              loading={act.isPending}
              aria-label={text(`measures.page.${verb}Of`, { name: title })}
              onClick={() => act.mutate({ name, isOn: !isOn })}
            >
              {text(`measures.page.${verb}`)}
            </Button>
          )}
          {isPack(name) && (
            <>
              <To path={`/playbooks/${packs[name].kind}`} className={lines.link}>
                {text('measures.page.playbook')}
              </To>
              <To path={`/exercises/scenarios/${packs[name].kind}`} className={lines.link}>
                {text('measures.page.rehearse')}
              </To>
              <To path={`/trends?pack=${name}`} className={lines.link}>
                {text('measures.page.trend')}
              </To>
            </>
          )}
        </span>
      }
    >
      <p className={lines.dim}>{text('measures.page.asks', { count: keys.length, shown })}</p>
      {isPack(name) && <p>{keys.map((key) => words.controls[key].title).join(' · ')}</p>}
      {isFramework(name) && (
        <p className={lines.dim}>
          {text('measures.page.version', {
            version: frameworks[name].version,
            day: dayWords(frameworks[name].checkedOn, language),
          })}
        </p>
      )}
    </Card>
  )
}
