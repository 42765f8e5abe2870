import { Button } from '@mantine/core'
import { useAct, useAnswer } from '../../../../ui/answers.ts'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { showDone } from '../../../../ui/kit/notices.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../ui/kit/TimeText.tsx'
import { StateMark } from '../../../../ui/marks/StateMark.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../ui/text.ts'
import { listAlertGroups } from '../contract/groups.ts'
import { endQuiet, listQuietRules, type QuietRule } from '../contract/quiet.ts'
import { BeginQuiet } from './parts/BeginQuiet.tsx'
import { thingWords } from './parts/group-words.tsx'
import classes from './signals.module.css'

const refreshes = [listQuietRules, listAlertGroups]

/** What is left aside and why: nothing is hidden that cannot be seen here and shown again. */
export function QuietPage() {
  const text = useText('signals')
  const rules = useAnswer(listQuietRules, {}, { live: { stream: '*', kinds: ['quiet.', 'group.'] } })
  const items = rules.data?.items ?? []
  const of = (...sorts: readonly QuietRule['sort'][]) => items.filter(({ sort }) => sorts.includes(sort))
  const may = rules.data?.can.triage ?? false
  return (
    <Page title={text('quiet.title')} lead={text('quiet.lead')}>
      {rules.error && !rules.data && <ErrorState error={rules.error} onRetry={() => void rules.refetch()} />}
      {rules.isPending && <Loading />}
      {rules.data && (
        <>
          <Section title={text('quiet.timed')}>
            {of('mute', 'maintenance').length === 0 && <p className={classes.dim}>{text('quiet.noTimed')}</p>}
            <Rules rules={of('mute', 'maintenance')} may={may} />
            {may && <BeginQuiet />}
          </Section>
          <Section title={text('quiet.noise')}>
            <p className={classes.dim}>{text('quiet.noiseLead')}</p>
            {of('noise').length === 0 && <p className={classes.dim}>{text('quiet.noNoise')}</p>}
            <Rules rules={of('noise')} may={may} />
          </Section>
          <Section title={text('quiet.ordinary')}>
            <p className={classes.dim}>{text('quiet.ordinaryLead')}</p>
            {rules.data.ordinary.length === 0 && <p className={classes.dim}>{text('quiet.noOrdinary')}</p>}
            <ul className={classes.members}>
              {rules.data.ordinary.map(({ name, place, sourceName, count, days }) => (
                <li key={`${sourceName} ${place} ${name}`}>
                  <div>
                    {name}
                    <span className={classes.from}>
                      {[sourceName, place === '' ? '' : thingWords(place, text)].filter(Boolean).join(' · ')}
                    </span>
                  </div>
                  <span>{text('quiet.often', { count, days })}</span>
                </li>
              ))}
            </ul>
          </Section>
        </>
      )}
    </Page>
  )
}

function Rules({ rules, may }: { readonly rules: readonly QuietRule[]; readonly may: boolean }) {
  const text = useText('signals')
  const end = useAct(endQuiet, { refreshes, onDone: () => showDone(text('quiet.ended')) })
  return (
    <ul className={classes.members}>
      {rules.map((rule) => (
        <li key={rule.id}>
          <div>
            <strong>{rule.title}</strong>
            <span className={classes.from}>
              {[
                rule.sourceName,
                rule.thing === '' || rule.thing === rule.title ? '' : thingWords(rule.thing, text),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
            <span className={classes.why}>
              {rule.endsAt === null ? (
                text(rule.isActive ? 'quiet.noiseFrom' : 'quiet.noiseMaybe', {
                  count: rule.dismissals,
                  name: rule.madeBy,
                })
              ) : (
                <>
                  <TimeText at={rule.startsAt} /> – <TimeText at={rule.endsAt} /> · {rule.madeBy}
                </>
              )}{' '}
              {rule.reason}
            </span>
          </div>
          <StateMark
            tone={rule.isActive ? 'active' : 'quiet'}
            word={text(rule.isActive ? `quiet.sort.${rule.sort}` : 'quiet.inactive')}
          />
          {may && (
            <Button
              variant="default"
              loading={end.isPending && end.variables.id === rule.id}
              onClick={() => end.mutate({ id: rule.id })}
            >
              {text(rule.sort === 'noise' ? 'quiet.forget' : 'quiet.end')}
            </Button>
          )}
        </li>
      ))}
      {end.error && <Notice tone="bad">{end.error.message}</Notice>}
    </ul>
  )
}
