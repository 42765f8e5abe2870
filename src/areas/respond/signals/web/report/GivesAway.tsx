import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../../ui/text.ts'
import { revealingIn } from '../../rules/revealing.ts'

/** In a small team a detail can be as good as a name. Says so before the report is sent, and which details it sees. */
export function GivesAway({ words }: { readonly words: string }) {
  const text = useText('report')
  const found = revealingIn(words)
  return (
    <Notice tone={found.length > 0 ? 'warn' : 'active'} title={text('givesAway.title')}>
      <p>{text('givesAway.lead')}</p>
      {found.length > 0 && (
        <ul style={{ margin: 0, paddingLeft: '1.25rem' }}>
          {found.map((kind) => (
            <li key={kind}>{text(`givesAway.${kind}`)}</li>
          ))}
        </ul>
      )}
    </Notice>
  )
}
