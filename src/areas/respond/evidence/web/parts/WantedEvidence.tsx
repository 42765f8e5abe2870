import { Button } from '@mantine/core'
import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { Run } from '../../../incidents/contract/run.ts'
import classes from './evidence.module.css'

interface WantedEvidenceProps {
  readonly run: Run
  readonly mayAdd: boolean
  readonly onWanted: (item: string) => void
}

/** What this kind of incident needs, and how much of it is there. */
export function WantedEvidence({ run, mayAdd, onWanted }: WantedEvidenceProps) {
  const text = useText('evidence')
  const items = run.document.evidence
  const isThere = (id: string) => Object.hasOwn(run.evidence, id) && (run.evidence[id]?.length ?? 0) > 0
  return (
    <details className={classes.wanted}>
      <summary>
        {text('wanted')}{' '}
        <span className={classes.dim}>
          {items.filter((item) => isThere(item.id)).length} / {items.length}
        </span>
      </summary>
      <ul className={classes.list}>
        {items.map((item) => (
          <li key={item.id}>
            <div className={classes.words}>
              <span>{item.what}</span>
              <StateMark
                tone={isThere(item.id) ? 'good' : 'quiet'}
                word={text(isThere(item.id) ? 'wantedHave' : 'wantedOpen')}
              />
            </div>
            {mayAdd && !isThere(item.id) && (
              <Button
                variant="default"
                size="compact-md"
                onClick={() => onWanted(item.id)}
                aria-label={text('sealFor', { what: item.what })}
                data-no-print
              >
                {text('seal')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </details>
  )
}
