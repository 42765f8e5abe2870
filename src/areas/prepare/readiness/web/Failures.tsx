import { To } from '../../../../ui/place.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { useLanguage, useText } from '../../../../ui/text.ts'
import type { Failure } from '../contract.ts'
import { dayWords } from '../../../../ui/kit/time-words.ts'
import lines from '../../../../ui/lists/lines.module.css'

/** Sentences, each with the one link to where it is mended. */
export function Failures({ failures }: { readonly failures: readonly Failure[] }) {
  const text = useText('readiness')
  const language = useLanguage()
  if (failures.length === 0) return <Notice tone="good">{text('none')}</Notice>
  return (
    <ul className={lines.list}>
      {failures.map(({ kind, name, day, count, more, path }) => {
        const sentence = text(`failure.${kind}`, { name, day: dayWords(day, language), count, more })
        return (
          <li key={`${kind} ${name} ${more} ${day} ${path}`}>
            <span className={lines.words}>{sentence}</span>
            <To path={path} className={lines.link} aria-label={`${text('mend')}: ${sentence}`}>
              {text('mend')}
            </To>
          </li>
        )
      })}
    </ul>
  )
}
