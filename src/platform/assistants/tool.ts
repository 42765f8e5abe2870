/**
 * One thing that an assistant may ask for. Promises that it is done through the action of an endpoint and nothing else:
 * the same permission, the same refusals, the same leaf as for any program with this key.
 */
import * as z from 'zod'
import { may } from '../../base/access.ts'
import { refuse } from '../../base/refusal.ts'
import { faultsOf, perform, type Action, type House, type TenantActor } from '../action.ts'

export interface ToolPart {
  /** What its answer is called among those of the others. */
  readonly name: string
  readonly action: Action
  /** What this part is asked with, beside or instead of what the assistant said. */
  readonly input: (asked: Asked) => Asked
  /** Left out unless this holds of what the parts before it answered. */
  readonly isWanted?: (answers: Asked) => boolean
  /** The fields of its answer that are told; all unless said. */
  readonly shows?: readonly string[]
}

type Asked = Readonly<Record<string, unknown>>

export interface AssistantTool {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly isWriting: boolean
  /** Whether its answer holds words of people outside. */
  readonly isStrangers: boolean
  readonly input: z.ZodObject
  /** With one part the answer is that of its action; with several, each stands under its name. */
  readonly parts: readonly ToolPart[]
}

/** Whether this key may ask for a part of it at all. */
export function isOffered({ parts }: AssistantTool, actor: TenantActor): boolean {
  return parts.some(({ action }) => may(actor, action.endpoint.permission))
}

/** The JSON Schema of what a tool takes, from the contract that its action is declared by. */
export function inputSchemaOf({ input }: AssistantTool): { type: 'object' } & Record<string, unknown> {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' })
  return { ...schema, type: 'object' }
}

/**
 * Does what a tool is for. Of several parts those that the key has no scope for are left out and named; when it has none
 * for any of them, the first one refuses.
 * @throws Refusal
 */
export async function runTool(
  house: House,
  tool: AssistantTool,
  actor: TenantActor,
  { asked, address }: { asked: Asked; address: string },
): Promise<unknown> {
  const known = tool.input.safeParse(asked)
  if (!known.success) refuse('invalid', 'Some fields need another look.', { faults: faultsOf(known.error) })
  const ask = async ({ action, input, shows }: ToolPart) =>
    shown(await perform(house, action, actor, { input: input(asked), address }), shows)
  const [first, ...more] = tool.parts
  const open = tool.parts.filter(({ action }) => may(actor, action.endpoint.permission))
  if (first !== undefined && (more.length === 0 || open.length === 0)) return ask(first)
  const answers: Record<string, unknown> = {}
  // One after the other: what somebody may not see is refused by the first part, before the others are asked.
  for (const part of open) if (part.isWanted?.(answers) !== false) answers[part.name] = await ask(part)
  const closed = tool.parts.filter((part) => !open.includes(part))
  if (closed.length === 0) return answers
  const leftOut = closed.map(({ name, action }) => ({ part: name, needsScope: action.endpoint.permission }))
  return { ...answers, leftOut }
}

function shown(answer: unknown, fields: readonly string[] | undefined): unknown {
  if (fields === undefined || typeof answer !== 'object' || answer === null) return answer
  return Object.fromEntries(Object.entries(answer).filter(([name]) => fields.includes(name)))
}
