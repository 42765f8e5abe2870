import { useAnswer } from '../../../../ui/answers.ts'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Section } from '../../../../ui/kit/Page.tsx'
import { To } from '../../../../ui/place.tsx'
import { useText } from '../../../../ui/text.ts'
import { readPowers } from '../contract/powers.ts'
import { HolderText } from './parts/HolderText.tsx'
import lines from '../../../../ui/lists/lines.module.css'
import classes from './powers.module.css'

/** In the room of an incident: who may decide, who is on call, and the way to the call tree. */
export function WhoDecidesPanel() {
  const text = useText('powers')
  const answer = useAnswer(readPowers, {}, { live: { stream: '*', kinds: ['power.', 'rota.', 'contact.'] } })
  const rights = answer.data?.rights.filter(({ holder }) => holder !== null) ?? []
  return (
    <Section title={text('panel.title')}>
      {answer.error && !answer.data && (
        <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
      )}
      {answer.isPending && <Loading lines={3} />}
      {answer.data && rights.length === 0 && (
        <p className={lines.dim}>
          {text('panel.none')} <To path="/powers">{text('panel.write')}</To>
        </p>
      )}
      {answer.data?.onCall && (
        <p className={classes.onCall}>
          {text('onCall')} <HolderText holder={answer.data.onCall} none="" />
        </p>
      )}
      <dl className={classes.who}>
        {rights.map(({ decision, holder, deputy, quorum, amount, currency }) => (
          <div key={decision}>
            <dt>
              {text(`decision.${decision}`)}
              {amount !== null && (
                <span className={lines.dim}>
                  {' '}
                  {text('right.upTo', { amount: amount.toLocaleString(), currency })}
                </span>
              )}
              {quorum > 1 && <span className={lines.dim}> {text('right.together', { count: quorum })}</span>}
            </dt>
            <dd>
              <HolderText holder={holder} none="" />
              {deputy && (
                <span>
                  <span className={lines.dim}>{text('panel.else')}</span>{' '}
                  <HolderText holder={deputy} none="" />
                </span>
              )}
            </dd>
          </div>
        ))}
      </dl>
      <p>
        <To path="/call-tree">{text('panel.tree')}</To>
      </p>
    </Section>
  )
}
