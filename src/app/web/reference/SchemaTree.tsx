import { useText, type Say } from '../../../ui/text.ts'
import type { Schema } from './document.ts'
import classes from './reference.module.css'

type Known = Readonly<Record<string, Schema>>

interface FieldsProps {
  readonly schema: Schema
  /** What a `$ref` may point to. */
  readonly known: Known
  /** References that lead here, so that a schema that holds itself has an end. */
  readonly above?: readonly string[]
}

/** The fields of an object, each with its type and bounds; what is inside of a field opens below it. */
export function SchemaTree({ schema, known, above = [] }: FieldsProps) {
  const text = useText('reference')
  const { shape, path } = resolved(schema, known, above)
  const fields = Object.entries(shape.properties ?? {})
  if (fields.length === 0) return <Single schema={shape} known={known} above={path} />
  return (
    <ul className={classes.fields}>
      {fields.map(([name, field]) => (
        <li key={name}>
          <Field
            name={name}
            schema={field}
            known={known}
            above={path}
            mark={text(shape.required?.includes(name) ? 'field.required' : 'field.optional')}
          />
        </li>
      ))}
    </ul>
  )
}

interface FieldProps extends Required<FieldsProps> {
  readonly name: string
  /** Required or optional, where it comes from. */
  readonly mark: string
}

export function Field({ name, schema, known, above, mark }: FieldProps) {
  const text = useText('reference')
  const { shape, path } = resolved(schema, known, above)
  const line = (
    <>
      <code className={classes.name}>{name}</code> <span className={classes.type}>{typeOf(shape, text)}</span>{' '}
      <span className={classes.mark}>{mark}</span>
    </>
  )
  const words = [shape.description ?? '', ...boundsOf(shape, text)].filter((word) => word !== '').join(' · ')
  const inner = innerOf(shape)
  return (
    <>
      {inner.length === 0 ? (
        line
      ) : (
        <details className={classes.inner}>
          <summary>{line}</summary>
          {inner.map((one, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- variants have no name and never move
            <div key={index}>
              {inner.length > 1 && <p className={classes.mark}>{text('field.variant', { n: index + 1 })}</p>}
              <SchemaTree schema={one} known={known} above={path} />
            </div>
          ))}
        </details>
      )}
      {words !== '' && <p className={classes.bounds}>{words}</p>}
    </>
  )
}

/** A body that is no object with fields: a list, bytes, one value. */
function Single({ schema, known, above }: Required<FieldsProps>) {
  const text = useText('reference')
  const inner = innerOf(schema)
  return (
    <div className={classes.single}>
      <span className={classes.type}>{typeOf(schema, text)}</span>
      {inner.map((one, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- variants have no name and never move
        <SchemaTree key={index} schema={one} known={known} above={above} />
      ))}
    </div>
  )
}

function resolved(schema: Schema, known: Known, above: readonly string[]) {
  const name = nameOf(schema.$ref)
  if (name === undefined) return { shape: schema, path: above }
  if (above.includes(name)) return { shape: { type: name }, path: above }
  return { shape: known[name] ?? {}, path: [...above, name] }
}

function nameOf(reference: string | undefined): string | undefined {
  return reference?.replace('#/components/schemas/', '')
}

/** What opens below: fields, what a list holds, or the variants that are more than one word. */
function innerOf(schema: Schema): readonly Schema[] {
  if (schema.properties !== undefined && Object.keys(schema.properties).length > 0) return [schema]
  if (schema.items !== undefined) return isPlain(schema.items) ? [] : [schema.items]
  const variants = schema.anyOf ?? schema.oneOf ?? schema.allOf
  if (variants !== undefined) return variants.filter((variant) => !isPlain(variant))
  const rest = schema.additionalProperties
  return typeof rest === 'object' && !isPlain(rest) ? [rest] : []
}

function isPlain(schema: Schema): boolean {
  return schema.$ref === undefined && innerOf(schema).length === 0
}

function typeOf(schema: Schema, text: Say): string {
  const reference = nameOf(schema.$ref)
  if (reference !== undefined) return reference
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).join(' | ')
  const variants = schema.anyOf ?? schema.oneOf
  if (variants !== undefined) return variants.map((variant) => typeOf(variant, text)).join(' | ')
  if (schema.items !== undefined) return text('type.list', { of: typeOf(schema.items, text) })
  if (typeof schema.additionalProperties === 'object')
    return text('type.map', { of: typeOf(schema.additionalProperties, text) })
  const type = typeof schema.type === 'string' ? schema.type : schema.type?.join(' | ')
  return [type ?? text('type.any'), schema.format ?? ''].filter((word) => word !== '').join(', ')
}

function boundsOf(schema: Schema, text: Say): string[] {
  const { minimum, maximum, minLength, maxLength, minItems, maxItems } = schema
  return [
    between(minimum, maximum, (range) => text('bound.value', { range })),
    between(minLength, maxLength, (range) => text('bound.length', { range })),
    between(minItems, maxItems, (range) => text('bound.items', { range })),
    schema.default === undefined ? '' : text('bound.default', { value: JSON.stringify(schema.default) }),
    // A format says the same in a word that people know.
    schema.pattern !== undefined && schema.format === undefined
      ? text('bound.pattern', { pattern: schema.pattern })
      : '',
  ]
}

function between(
  least: number | undefined,
  most: number | undefined,
  say: (range: string) => string,
): string {
  // JSON Schema bounds every integer that JavaScript can hold; that is no bound of ours.
  const low = least === undefined || least <= Number.MIN_SAFE_INTEGER ? undefined : least
  const high = most === undefined || most >= Number.MAX_SAFE_INTEGER ? undefined : most
  if (low === undefined && high === undefined) return ''
  if (low !== undefined && high !== undefined) return say(low === high ? `${low}` : `${low}–${high}`)
  return say(low === undefined ? `≤ ${high}` : `≥ ${low}`)
}
