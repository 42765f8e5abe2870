import { Button } from '@mantine/core'
import { useState } from 'react'
import { moved } from '../../../../../base/moved.ts'
import { useAct, useAnswer } from '../../../../../ui/answers.ts'
import { Can } from '../../../../../ui/kit/Can.tsx'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../../ui/kit/Loading.tsx'
import { showDone } from '../../../../../ui/kit/notices.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { useText } from '../../../../../ui/text.ts'
import { listMembers } from '../../../../register/people/contract/people.ts'
import { changeRouting, readRouting, type Route } from '../../contract/attention.ts'
import classes from '../signals.module.css'
import { RouteForm } from './RouteForm.tsx'

/** Who is asked first, in what order the routes are tried, and who is asked when nobody answers. */
export function Routes() {
  const text = useText('signals')
  const answer = useAnswer(readRouting, {})
  const people = useAnswer(listMembers, {})
  const [isAdding, setAdding] = useState(false)
  const change = useAct(changeRouting, {
    refreshes: [readRouting],
    onDone: () => {
      setAdding(false)
      showDone(text('silence.done'))
    },
  })
  const routes = answer.data?.routes ?? []
  const nameOf = (id: string) => people.data?.items.find((one) => one.id === id)?.name ?? text('route.gone')
  return (
    <Section title={text('route.title')}>
      <p className={classes.words}>{text('route.lead')}</p>
      {answer.error && !answer.data && (
        <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
      )}
      {answer.isPending && <Loading lines={2} />}
      {answer.data && routes.length === 0 && <p className={classes.dim}>{text('route.none')}</p>}
      <ol className={classes.plainList}>
        {routes.map((route, index) => (
          <li key={`${index} ${route.name}`} className={classes.rule}>
            <span>
              <strong>
                {index + 1}. {route.name}
              </strong>
              <small>
                <RouteWords route={route} nameOf={nameOf} />
              </small>
            </span>
            <Can permission="source.manage">
              <span className={classes.choices}>
                {index > 0 && (
                  <Button
                    variant="default"
                    aria-label={text('route.upAria', { name: route.name })}
                    onClick={() => change.mutate({ routes: moved(routes, index, -1) })}
                  >
                    {text('route.up')}
                  </Button>
                )}
                <Button
                  variant="default"
                  aria-label={text('route.removeAria', { name: route.name })}
                  onClick={() => change.mutate({ routes: routes.filter((one) => one !== route) })}
                >
                  {text('route.remove')}
                </Button>
              </span>
            </Can>
          </li>
        ))}
      </ol>
      {change.error && <ErrorState error={change.error} />}
      <Can permission="source.manage">
        {isAdding ? (
          <RouteForm
            people={people.data?.items ?? []}
            isBusy={change.isPending}
            onCancel={() => setAdding(false)}
            onMade={(route) => change.mutate({ routes: [...routes, route] })}
          />
        ) : (
          <div>
            <Button variant="default" onClick={() => setAdding(true)}>
              {text('route.add')}
            </Button>
          </div>
        )}
      </Can>
    </Section>
  )
}

function RouteWords({ route, nameOf }: { readonly route: Route; readonly nameOf: (id: string) => string }) {
  const text = useText('signals')
  const { when, to, hours, minutes, second } = route
  const parts = [
    text(`route.of.${when.of ?? 'all'}`),
    when.severity ? text('route.atLeast', { severity: text(`severity.${when.severity}`) }) : '',
    when.words ? text('route.withWords', { words: when.words.join(', ') }) : '',
    `→ ${'memberId' in to ? nameOf(to.memberId) : text(`route.role.${to.role}`)}`,
    hours ? text('route.within', { from: hours.from, until: hours.until }) : '',
    text('route.then', { minutes, name: second ? nameOf(second) : text('route.leaders') }),
  ]
  return <>{parts.filter((part) => part !== '').join(' · ')}</>
}
