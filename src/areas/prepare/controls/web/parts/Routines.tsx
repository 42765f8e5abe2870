import { Section } from '../../../../../ui/kit/Page.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { Controls } from '../../contract/controls.ts'
import { TieChoice } from './TieChoice.tsx'
import lines from '../../../../../ui/lists/lines.module.css'

/** Which routine of the calendar shows which control. */
export function Routines({ data }: { readonly data: Controls }) {
  const text = useText('controls')
  return (
    <Section title={text('measures.routines.title')}>
      <p className={lines.dim}>{text('measures.routines.lead')}</p>
      <ul className={lines.list}>
        {data.routines.map(({ id, name }) => (
          <li key={id}>
            <span className={lines.words}>{name}</span>
            <TieChoice kind="routine" thingId={id} name={name} ties={data.ties} />
          </li>
        ))}
      </ul>
    </Section>
  )
}
