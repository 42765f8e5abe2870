import { Button } from '@mantine/core'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import type { Remedy } from '../../contract/lessons.ts'
import type { Draft } from './ImprovementForm.tsx'
import lines from '../../../../../ui/lists/lines.module.css'

/** What usually helps against such a case: technique and the work of people side by side. */
export function Remedies({
  remedies,
  onTake,
}: {
  readonly remedies: readonly Remedy[]
  readonly onTake: ((draft: Draft) => void) | undefined
}) {
  const text = useText('improvements')
  const language = useLanguage() === 'de' ? 'de' : 'en'
  if (remedies.length === 0) return null
  return (
    <details data-no-print>
      <summary>{text('remedies.title', { count: remedies.length })}</summary>
      <p className={lines.dim}>{text('remedies.lead')}</p>
      <div className={lines.beside}>
        {(['technical', 'human'] as const).map((side) => (
          <div key={side}>
            <h3>{text(`remedies.${side}`)}</h3>
            <ul className={lines.list}>
              {remedies
                .filter((one) => one.side === side)
                .map(({ key, title, why, kind, strength }) => (
                  <li key={key}>
                    <span className={lines.words}>
                      <strong>{title[language]}</strong>
                      <span className={lines.dim}>{why[language]}</span>
                      <span className={lines.dim}>{text(`strength.${strength}`)}</span>
                    </span>
                    {onTake && (
                      <span className={lines.acts}>
                        <Button
                          variant="default"
                          aria-label={`${text('remedies.take')}: ${title[language]}`}
                          onClick={() =>
                            onTake({
                              ...{ kind, strength, title: title[language], why: why[language] },
                              element: side === 'technical' ? 'equipment' : 'people',
                            })
                          }
                        >
                          {text('remedies.take')}
                        </Button>
                      </span>
                    )}
                  </li>
                ))}
            </ul>
          </div>
        ))}
      </div>
    </details>
  )
}
