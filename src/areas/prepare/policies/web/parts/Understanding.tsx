import { Section } from '../../../../../ui/kit/Page.tsx'
import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { HouseRuleDetail } from '../../contract.ts'
import lines from '../../../../../ui/lists/lines.module.css'

/** Who has still to read it, and which clauses people misread; who misread them is not known. */
export function Understanding({ rule }: { readonly rule: HouseRuleDetail }) {
  const text = useText('policies')
  return (
    <div data-no-print>
      <Section title={text('understood.title')}>
        <p>
          {text('readBy', { read: rule.readBy, all: rule.readers })}{' '}
          {rule.toRead.length > 0 && text('understood.toRead', { names: rule.toRead.join(', ') })}
        </p>
        {rule.doubts.length === 0 ? (
          <p className={lines.dim}>{text('understood.none')}</p>
        ) : (
          <ul className={lines.list}>
            {rule.doubts.map(({ clause, question, answered, missed, needsRewriting }) => (
              <li key={question}>
                <span className={lines.words}>
                  <strong>{clause}</strong>
                  <span>{question}</span>
                  <span className={lines.dim}>{text('understood.missed', { missed, answered })}</span>
                </span>
                {needsRewriting && <StateMark tone="warn" word={text('understood.rewrite')} />}
              </li>
            ))}
          </ul>
        )}
      </Section>
    </div>
  )
}
