import { CopyButton } from '../../../ui/plain/secrets.tsx'
import { useText } from '../../../ui/text.ts'
import type { Operation, Schema } from './document.ts'
import { curlOf } from './example.ts'
import { Field, SchemaTree } from './SchemaTree.tsx'
import classes from './reference.module.css'

interface OperationCardProps {
  readonly operation: Operation
  readonly schemas: Readonly<Record<string, Schema>>
  readonly isOpen: boolean
  readonly onToggle: (isOpen: boolean) => void
}

/** One operation: a line that says what it is, and everything about it below. */
export function OperationCard({ operation, schemas, isOpen, onToggle }: OperationCardProps) {
  const { id, method, path, summary } = operation
  return (
    <details
      id={id}
      className={classes.operation}
      open={isOpen}
      onToggle={(event) => {
        // Those inside tell their toggles upwards as well.
        if (event.target === event.currentTarget) onToggle(event.currentTarget.open)
      }}
    >
      <summary>
        <span className={classes.method} data-method={method}>
          {method}
        </span>{' '}
        <code className={classes.path}>{path}</code>
        <span className={classes.summary}>{summary}</span>
      </summary>
      {isOpen && <Detail operation={operation} schemas={schemas} />}
    </details>
  )
}

function Detail({ operation, schemas }: Pick<OperationCardProps, 'operation' | 'schemas'>) {
  const text = useText('reference')
  const { id, parameters, body, answer, status } = operation
  const curl = curlOf(operation, location.origin)
  return (
    <div className={classes.detail}>
      <p className={classes.needs}>
        <span>
          <Needs permission={operation.permission} />
        </span>
        <a href={`#${id}`} aria-label={text('operation.linkTo', { id })}>
          #{id}
        </a>
      </p>
      {parameters.length > 0 && (
        <section aria-label={text('operation.parameters')}>
          <h3>{text('operation.parameters')}</h3>
          <ul className={classes.fields}>
            {parameters.map(({ name, in: place, required, schema }) => (
              <li key={`${place} ${name}`}>
                <Field
                  name={name}
                  schema={schema}
                  known={schemas}
                  above={[]}
                  mark={`${text(`in.${place}`)}, ${text(required ? 'field.required' : 'field.optional')}`}
                />
              </li>
            ))}
          </ul>
        </section>
      )}
      {body && (
        <section aria-label={text('operation.body')}>
          <h3>
            {text('operation.body')} <code>{body.mediaType}</code>
          </h3>
          <SchemaTree schema={body.schema} known={schemas} />
        </section>
      )}
      <section aria-label={text('operation.answer')}>
        <h3>
          {text('operation.answer')} <code>{answer ? `${status} ${answer.mediaType}` : status}</code>
        </h3>
        {answer ? <SchemaTree schema={answer.schema} known={schemas} /> : <p>{text('operation.nothing')}</p>}
      </section>
      <section aria-label={text('operation.example')}>
        <h3>{text('operation.example')}</h3>
        <pre className={classes.curl}>
          <code>{curl}</code>
        </pre>
        <div data-no-print>
          <CopyButton value={curl} spokenLabel={text('operation.copy', { id })} />
        </div>
      </section>
    </div>
  )
}

/** Who may: nobody in particular, whoever is signed in, or a permission, which for a key is its scope. */
function Needs({ permission }: { readonly permission: string }) {
  const text = useText('reference')
  if (permission === 'public') return text('needs.public')
  if (permission === 'signed_in') return text('needs.signedIn')
  return (
    <>
      {text('needs.permission')} <code>{permission}</code>
    </>
  )
}
