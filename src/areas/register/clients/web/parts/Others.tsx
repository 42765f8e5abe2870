import { Button } from '@mantine/core'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { Assigned } from './AssignDialog.tsx'
import classes from '../clients.module.css'

interface OthersProps {
  readonly others: readonly Assigned[]
  readonly hasMore: boolean
  readonly onAssign: (assigned: Assigned) => void
}

/** Clients whom somebody else looks after, or nobody yet: names alone, since whoever looks is not let in. */
export function Others({ others, hasMore, onAssign }: OthersProps) {
  const text = useText('clients')
  return (
    <Section title={text('others.title')}>
      <p className={classes.dim}>{text('others.lead')}</p>
      <ul className={classes.others}>
        {others.map((one) => (
          <li key={one.id}>
            <span>
              {one.name}
              <span className={classes.dim}> {text('others.people', { count: one.staff.length })}</span>
            </span>
            <Button
              variant="default"
              size="compact-md"
              aria-label={text('assign.named', { name: one.name })}
              onClick={() => onAssign(one)}
            >
              {text('assign.open')}
            </Button>
          </li>
        ))}
      </ul>
      {hasMore && <p className={classes.dim}>{text('others.more')}</p>}
    </Section>
  )
}
