import { execFileSync } from 'node:child_process'

interface Rule {
  readonly path: string
  readonly datatype?: string
  readonly min: number
  readonly max: number
}

interface Shapes {
  readonly classes: ReadonlyMap<
    string,
    { readonly above: readonly string[]; readonly rules: readonly Rule[] }
  >
  readonly properties: ReadonlySet<string>
}

/**
 * The part of the ontologies' SHACL shapes that a graph like ours can break: classes and properties that exist, data types,
 * and how often a property must and may stand there. Not a SHACL engine; what it does not know, it does not judge.
 */
export function ontology(archive: string): Shapes {
  const text = execFileSync('tar', ['-xzOf', archive], { maxBuffer: 1 << 26 }).toString()
  const classes = new Map<string, { above: string[]; rules: Rule[] }>()
  const properties = new Set<string>()
  let prefixes = new Map<string, string>()
  for (const block of text.split(/\n(?=@prefix|[\w-]+:[\w-]+\n|<https)/)) {
    const [, prefix, address] = /^@prefix ([\w-]*): <([^>]+)>/.exec(block) ?? []
    if (prefix !== undefined && address !== undefined) {
      if (prefix === 'action' || prefix === 'core') prefixes = new Map(prefixes)
      prefixes.set(prefix, address)
      continue
    }
    const whole = (name: string) => fullName(name, prefixes)
    const subject = /^([\w-]+:[\w-]+)\n/.exec(block)?.[1]
    if (subject === undefined) continue
    if (/owl:(Object|Datatype)Property/.test(block)) properties.add(whole(subject))
    if (!/owl:Class/.test(block)) continue
    const above = /rdfs:subClassOf\s+([^;]+);/.exec(block)?.[1] ?? ''
    classes.set(whole(subject), {
      above: (above.match(/[\w-]+:[\w-]+/g) ?? []).map(whole),
      rules: [...block.matchAll(/\[([^[\]]+)\]/g)].flatMap(([, body = '']) => ruleOf(body, whole)),
    })
  }
  return { classes, properties }
}

function ruleOf(body: string, whole: (name: string) => string): Rule[] {
  const path = /sh:path ([\w-]+:[\w-]+)/.exec(body)?.[1]
  if (path === undefined || body.includes('sh:Warning')) return []
  const datatype = /sh:datatype (xsd:\w+)/.exec(body)?.[1]
  const count = (word: string) => /"(\d+)"/.exec(body.slice(Math.max(0, body.indexOf(word))))?.[1]
  return [
    {
      path: whole(path),
      ...(datatype === undefined ? {} : { datatype }),
      min: body.includes('sh:minCount') ? Number(count('sh:minCount')) : 0,
      max: body.includes('sh:maxCount') ? Number(count('sh:maxCount')) : Number.POSITIVE_INFINITY,
    },
  ]
}

function fullName(name: string, prefixes: ReadonlyMap<string, string>): string {
  const at = name.indexOf(':')
  return `${prefixes.get(name.slice(0, at)) ?? `${name.slice(0, at)}:`}${name.slice(at + 1)}`
}

type Node = Readonly<Record<string, unknown>>

/** What in this JSON-LD (its context inside, plain prefixes) breaks the shapes. */
export function shapeFaults(graph: unknown, shapes: Shapes): string[] {
  const { '@context': context, '@graph': nodes } = graph as {
    '@context': Record<string, string>
    '@graph': Node[]
  } // judged as such
  const prefixes = new Map(Object.entries(context))
  const faults: string[] = []
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit)
    else if (typeof value === 'object' && value !== null && !('@value' in value)) {
      const node = value as Node // an object without a value of its own
      if ('@type' in node) faults.push(...faultsOf(node, prefixes, shapes))
      Object.values(node).forEach(visit)
    }
  }
  visit(nodes)
  return faults
}

function faultsOf(
  node: Node,
  prefixes: ReadonlyMap<string, string>,
  { classes, properties }: Shapes,
): string[] {
  const type = String(node['@type'])
  const known = classes.get(fullName(type, prefixes))
  if (known === undefined)
    return type.startsWith('uco-') || type.startsWith('case-') ? [`${type} is no class`] : []
  const unknown = Object.keys(node)
    .filter((name) => /^(uco|case)-/.test(name) && !properties.has(fullName(name, prefixes)))
    .map((name) => `${name} of ${type} is no property`)
  const rules = [...rulesOf(fullName(type, prefixes), classes)]
  const held = new Map(Object.entries(node).map(([name, value]) => [fullName(name, prefixes), value]))
  return [...unknown, ...rules.flatMap((rule) => brokenBy(rule, held.get(rule.path), type))]
}

function* rulesOf(name: string, classes: Shapes['classes']): Generator<Rule> {
  const known = classes.get(name)
  if (known === undefined) return
  yield* known.rules
  for (const above of known.above) yield* rulesOf(above, classes)
}

function brokenBy({ path, datatype, min, max }: Rule, value: unknown, type: string): string[] {
  const values = value === undefined ? [] : Array.isArray(value) ? value : [value]
  const wrong = datatype === undefined ? [] : values.filter((one) => typeOf(one) !== datatype)
  return [
    ...(values.length < min ? [`${type} lacks ${path}`] : []),
    ...(values.length > max ? [`${type} has ${path} too often`] : []),
    ...wrong.map((one) => `${path} of ${type} is ${typeOf(one)} and not ${datatype}`),
  ]
}

function typeOf(value: unknown): string {
  if (typeof value === 'string') return 'xsd:string'
  if (typeof value === 'boolean') return 'xsd:boolean'
  if (typeof value === 'number') return Number.isInteger(value) ? 'xsd:integer' : 'xsd:double'
  return typeof value === 'object' && value !== null && '@type' in value ? String(value['@type']) : 'a node'
}
