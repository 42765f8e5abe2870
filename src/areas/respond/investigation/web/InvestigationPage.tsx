import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page } from '../../../../ui/kit/Page.tsx'
import { Pills } from '../../../../ui/kit/Pills.tsx'
import { Panels } from '../../../../ui/panels.tsx'
import { To, useFilter, usePart } from '../../../../ui/place.tsx'
import { useText } from '../../../../ui/text.ts'
import { useCase, type Case } from './parts/case.ts'
import { Causes } from './parts/Causes.tsx'
import { Finish } from './parts/Finish.tsx'
import { Ideas } from './parts/Ideas.tsx'
import { Logs } from './parts/Logs.tsx'
import { Parties } from './parts/Parties.tsx'
import { ScopeSheet } from './parts/ScopeSheet.tsx'
import { Techniques } from './parts/Techniques.tsx'
import { Traces } from './parts/Traces.tsx'
import classes from './parts/investigation.module.css'

const parts = ['ideas', 'traces', 'logs', 'reach', 'causes', 'finish'] as const
type Part = (typeof parts)[number]

/** What happened, how far it went, why it could happen, who must know: one part at a time. */
export function InvestigationPage() {
  const text = useText('investigation')
  const id = usePart('incident')
  const { incident, found } = useCase(id)
  const [wanted, setPart] = useFilter('part', 'ideas')
  const part = parts.find((one) => one === wanted) ?? 'ideas'
  if (incident.error && !incident.data)
    return <ErrorState error={incident.error} onRetry={() => void incident.refetch()} />
  if (!incident.data) return <Loading />
  const { number, title } = incident.data
  return (
    <Page
      title={text('page.title', { number })}
      lead={`${title}. ${text('page.lead')}`}
      actions={<To path={`/incidents/${id}`}>{text('page.back', { number })}</To>}
    >
      <Pills
        label={text('page.parts')}
        value={part}
        options={parts.map((value) => ({ value, label: text(`part.${value}`) }))}
        onChange={setPart}
      />
      <div className={classes.part}>{contentOf(part, found)}</div>
    </Page>
  )
}

function contentOf(part: Part, found: Case) {
  switch (part) {
    case 'ideas':
      return <Ideas of={found} />
    case 'traces':
      return (
        <>
          <Traces of={found} />
          <Panels of="traces" subject={{ id: found.id, stream: found.id }} />
          <Techniques of={found} />
        </>
      )
    case 'logs':
      return <Logs of={found} />
    case 'reach':
      return (
        <>
          <ScopeSheet of={found} />
          <Parties of={found} />
        </>
      )
    case 'causes':
      return <Causes of={found} />
    case 'finish':
      return <Finish of={found} />
  }
}
