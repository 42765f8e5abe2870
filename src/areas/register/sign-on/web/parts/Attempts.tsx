import { Button } from '@mantine/core'
import { useState } from 'react'
import { useAct } from '../../../../../ui/answers.ts'
import { ConfirmDialog } from '../../../../../ui/kit/ConfirmDialog.tsx'
import { showDone } from '../../../../../ui/kit/notices.tsx'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { useText } from '../../../../../ui/text.ts'
import { forgetSignOnLink, readSignOn, shownAttempts, type SignOn } from '../../contract.ts'
import classes from '../../../../../ui/kit/settings.module.css'

const good: ReadonlySet<string> = new Set(['entered', 'joined', 'tried'])

/** Who came back from the provider, and why some were turned away. */
export function Attempts({ attempts }: Pick<SignOn, 'attempts'>) {
  const text = useText('sign-on')
  if (attempts.length === 0) return <p className={classes.dim}>{text('attempts.none')}</p>
  return (
    <div className={classes.stack}>
      <p className={classes.dim}>{text('attempts.lead', { count: shownAttempts })}</p>
      <ul className={classes.list}>
        {attempts.map(({ id, at, isTrial, outcome, memberId, who, email }, place) => (
          <li key={id}>
            <span>
              <StateMark
                tone={good.has(outcome) ? 'good' : outcome === 'begun' ? 'quiet' : 'bad'}
                word={text(`outcome.${outcome}`)}
              />
            </span>
            <span>
              {[who ?? '', email, isTrial ? text('attempts.trial') : ''].filter(Boolean).join(' · ')}
            </span>
            <span className={classes.dim}>
              <TimeText at={at} />
            </span>
            {outcome === 'other_account' && memberId !== null && isLatest(attempts, place) && (
              <LinkAnew id={memberId} name={who ?? email} />
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** What happened to this person last: only there is something left to do. */
function isLatest(attempts: SignOn['attempts'], place: number): boolean {
  const about = attempts[place]?.memberId
  return attempts.findIndex(({ memberId }) => memberId === about) === place
}

/** An account that was made anew at the provider is another account: an owner says that it is the same person. */
function LinkAnew({ id, name }: { readonly id: string; readonly name: string }) {
  const text = useText('sign-on')
  const [isAsking, setAsking] = useState(false)
  const forget = useAct(forgetSignOnLink, {
    refreshes: [readSignOn],
    onDone: () => showDone(text('anew.done')),
  })
  return (
    <div className={classes.buttons}>
      <Button variant="default" onClick={() => setAsking(true)}>
        {text('anew.do')}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        title={text('anew.title', { name })}
        confirmLabel={text('anew.do')}
        isAlarming
        onClose={() => setAsking(false)}
        onConfirm={async () => forget.mutateAsync({ id })}
      >
        {text('anew.what', { name })}
      </ConfirmDialog>
    </div>
  )
}
