import { useText } from '../../../../../ui/text.ts'
import { editionSections, type EditionLine } from '../../contract/editions.ts'
import classes from '../reviews.module.css'

interface EditionTextProps {
  readonly lines: readonly EditionLine[]
  readonly note: string
  /** Lines to leave out, where somebody may choose. */
  readonly without?: readonly string[]
  readonly onWithout?: (without: readonly string[]) => void
}

/** An edition as its readers read it. */
export function EditionText({ lines, note, without = [], onWithout }: EditionTextProps) {
  const text = useText('reviews')
  return (
    <div className={classes.paper}>
      {note !== '' && <p className={classes.said}>{note}</p>}
      {editionSections.map((section) => {
        const own = lines.filter((line) => line.section === section)
        if (own.length === 0) return null
        return (
          <section key={section}>
            <h3>{text(`editions.section.${section}`)}</h3>
            <ul>
              {own.map(({ text: words }) => (
                <li key={words}>
                  {onWithout === undefined ? (
                    words
                  ) : (
                    <label className={classes.moments}>
                      <span>{without.includes(words) ? <s>{words}</s> : words}</span>
                      <span>
                        <input
                          type="checkbox"
                          checked={without.includes(words)}
                          onChange={(event) =>
                            onWithout(
                              event.currentTarget.checked
                                ? [...without, words]
                                : without.filter((one) => one !== words),
                            )
                          }
                        />{' '}
                        {text('editions.without')}
                      </span>
                    </label>
                  )}
                </li>
              ))}
            </ul>
          </section>
        )
      })}
    </div>
  )
}
